"""The values of a clause: each stands in a support, or is the asker's and only repeated."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify.belonging import shown
from assistant.verify.faults import Asked, Fault
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import covers, spans, states


def stated(
    clause: Clause, supports: Sequence[Support], asked: Asked, lexicon: Lexicon
) -> tuple[Fault | None, list[Item]]:
    """The first value that stands nowhere, and the values that are the asker's alone.

    Args:
        clause: A statement's clause.
        supports: What it rests on.
        asked: The asker's own values.
        lexicon: The words that are known.
    """
    own: list[Item] = []
    for item in clause.items:
        if _doubled(item, clause):
            return Fault(shown(item), item.kind, "name it once in their list"), own
        kinds = ("date", "month", "year") if item.kind in ("year", "month") else (item.kind,)
        stating = [s for s in supports if s.placed or item.role != "limit"]
        held = [h for s in stating for kind in kinds for h in s.values(kind)]
        if item.kind == "modifier":  # a title names those that its page speaks of
            held = [h for s in stating for h in s.told.get("modifier", ())]
        if any(states(h, item) for h in held) or _spanned(item, stating):
            continue
        mentioned = item.kind != "who" and _mentioned(item, clause)
        excused = mentioned or _general(item, supports, asked)
        if excused and (item.kind, item.value) in asked.values:
            own.append(item)
            continue
        if (
            item.kind == "who"
            and item.value[0] in asked.words
            and clause.on_the_library(lexicon.meta)
        ):
            own.append(item)
            continue
        told = ", ".join(sorted({shown(h) for h in held if h.kind == item.kind})) or "none"
        return Fault(shown(item), item.kind, f"say {told}"), own
    return None, own


_NAMED_ONCE = ("code", "modifier", "who", "muscle", "region")


def _doubled(item: Item, clause: Clause) -> bool:
    """Whether a list of codes or modifiers names one twice, or one beside its range."""
    if item.role in ("than", "beside"):
        return any(
            o is not item and (o.kind, o.value) == (item.kind, item.value) and o.role != "on"
            for o in clause.items
        )
    return bool(item.group) and item.kind in _NAMED_ONCE and any(
        other is not item and other.group == item.group and covers(other.value, item.value)
        for other in clause.items
    )  # fmt: skip


def _spanned(item: Item, supports: Sequence[Support]) -> bool:
    """Whether the codes of one list make up a range that is told."""
    if item.kind != "code" or len(item.value) != 2:
        return False
    lists: dict[tuple[int, int, int], list[tuple[str | int, ...]]] = {}
    for at, support in enumerate(supports):
        for number, code in support.items.get("code", ()):
            lists.setdefault((at, number, code.group), []).append(code.value)
    return any(spans(codes, item.value) for codes in lists.values())


def _mentioned(item: Item, clause: Clause) -> bool:
    """Whether a value is only repeated: denied, or spoken of as the asker's."""
    if item.role in ("given", "than"):
        return True
    return any(t.kind == "not" and t.place <= item.place for t in clause.turns)


def _general(item: Item, supports: Sequence[Support], asked: Asked) -> bool:
    """Whether a timed code of the asker's stands where the supports speak of no code."""
    timed = item.kind == "code" and item.value[0] in asked.timed
    return timed and not any(support.told.get("code") for support in supports)
