"""What a pronoun stands for: the first subject, the nearest, or all the codes before it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.parts import Clause, Item, token

_SUBJECTS = ("code", "modifier", "indicator", "who", "minute", "unit")


def stood_for(
    which: str, sentence: Sequence[Clause], earlier: Sequence[Clause], own: Sequence[Item]
) -> tuple[list[Item], list[str]]:
    """The values, and the other parts, that a pronoun stands for.

    Args:
        which: `one`, `nearest` or `last` for one of those before it, `all` for every code.
        sentence: The clauses of its sentence before its own.
        earlier: Those of the sentence before, where its own has none.
        own: The values of its own clause before it.
    """
    before = sentence or earlier
    if which == "all":
        return [i for c in before for i in c.items if i.kind == "code"], []
    if which == "last" and before[-1].items:
        last = before[-1].items[-1]
        return [i for i in before[-1].items if i is last or (i.group and i.group == last.group)], []
    told = before if which == "one" or not sentence else before[::-1]
    subject = next((c for c in told if c.verb and c.order[: c.verb]), None)
    if subject and own and own[-1].kind == "who":
        return [], [p for p in subject.order[subject.verb :] if p in subject.words]
    if subject is None:
        named = next((i for i in reversed(own) if i.kind in _SUBJECTS), None)
        return [], [token(named.kind, named.value)] if named is not None else []
    items = [
        i for i in subject.items
        if i.place < subject.verb and i.role in ("", "between") and i.kind in _SUBJECTS
    ]  # fmt: skip
    return items, [p for p in subject.order[: subject.verb] if p in subject.words]
