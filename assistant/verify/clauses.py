"""A text taken apart into clauses: values in their places, what turns them, what they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.verify.governing import Told
from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.lines import settled
from assistant.verify.numbers import resolve
from assistant.verify.parts import Clause, Item, Part, Turn, token
from assistant.verify.split import Placed, begins_with_verb, split
from assistant.verify.tokens import marks_of

__all__ = ["Clause", "Item", "Part", "Turn", "clauses_of", "token"]

_RELATIVE = ("which", "who", "whose", "whom")
_STANDS = {"whose": "one", "both": "all"}
_UNORDERED = ("code", "modifier")
_SUBJECTS = ("code", "modifier", "indicator", "who", "minute", "unit")


@lru_cache(maxsize=2048)
def clauses_of(text: str, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a text.

    Args:
        text: A sentence or several.
        lexicon: The words that are known.
    """
    found: list[Clause] = []
    for number, (sign, chunks) in enumerate(split(resolve(marks_of(text, lexicon), lexicon))):
        part = 0
        for chunk in chunks:
            part += chunk[0][0][0].kind == ";"
            clause = _Builder(lexicon, found, number).build(chunk, sign == "?")
            opens = lexicon.joints.get(chunk[0][0][0].kind, "")
            found.append(clause._replace(part=part, opens=opens))
    return tuple(found)


class _Builder:
    """One clause being put together."""

    def __init__(self, lexicon: Lexicon, before: list[Clause], sentence: int) -> None:
        self._lexicon = lexicon
        self._before = [c for c in before if c.sentence == sentence]
        self._earlier = [c for c in before if c.sentence == sentence - 1]
        self._sentence = sentence
        self.items: list[Item] = []
        self.words: dict[str, tuple[int, ...]] = {}
        self.names: set[str] = set()
        self.order: list[str] = []
        self.line: list[Part] = []
        self._ops: list[tuple[Mark, int, int]] = []
        self._leads: set[int] = set()
        self._lent: set[int] = set()
        self._resolved = False

    def build(self, chunk: list[list[Placed]], asks: bool) -> Clause:
        """The clause of these segments."""
        verb, whose = -1, False
        tenses = set()
        ends: list[int] = []
        segments = [s for s in chunk if len(s) > 1]
        opening = segments[0][0][0].kind if segments else ""
        ordered = opening in self._lexicon.joints  # `so go by the arithmetic`
        if segments and self._before and not ordered and begins_with_verb(segments[0]):
            self._stand_in("last" if opening in _RELATIVE else "nearest", 0)
        joints = [s[0][0].kind for s in segments]
        joined = {n for n, kind in enumerate(joints) if n and kind in ("and", "or")}
        joins: dict[int, str] = {}
        for number, segment in enumerate(segments):
            for mark, group in segment[1:]:
                if mark.sort == "and":
                    joins[group] = mark.kind
                if mark.sort == "verb" and mark.kind in self._lexicon.tenses:
                    tenses.add(self._lexicon.tenses[mark.kind])
                whose = whose or (mark.kind == "whose" and verb < 0)
                if mark.sort == "verb" and verb < 0:
                    verb = len(self.order)
                else:
                    self._add(mark, number, group)
            ends.append(len(self.order))
        if self._before and 0 < verb == len(self.order):
            ends[-1] += self._again(len(segments) - 1, segments[-1][-1][0])
        told = Told(self.order, self.items, ends, self._lent, self._leads, joined)
        placed = [(told.turn(mark, at, number), number) for mark, at, number in self._ops]
        turns = tuple(turn for turn, _ in placed)
        denied = frozenset(
            (part, number) for turn, number in placed if turn.kind == "not"
            for part in told.denied(turn, number, self._lexicon)
        )  # fmt: skip
        return Clause(
            tuple(self.items), turns, self.words, frozenset(self.names), denied,
            frozenset(joined), tuple(self.order), settled(self.line),
            frozenset(self.order[place] for place in self._lent),
            verb if verb >= 0 else len(self.order), self._sentence, 0, asks,
            tenses=frozenset(tenses), whose=whose, lists=tuple(self._lists(joints, ends, joins)),
        )  # fmt: skip

    def _lists(
        self, joints: Sequence[str], ends: Sequence[int], joins: Mapping[int, str]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """The lists of values and of words: how each is joined, and its members."""
        for group, join in joins.items():
            yield join, frozenset(token(i.kind, i.value) for i in self.items if i.group == group)
        last: list[str] = []
        for join, start, end in zip(joints, (0, *ends), ends, strict=False):
            told = [p for p in self.order[start:end] if p[0] not in "=<@"]
            if last and join in ("and", "or"):
                yield join, frozenset((*last, *told[:1]))
            listed = join == "," and len(told) < 3 and start not in self._leads
            last = [*(last if listed else ()), *told[-1:]]

    def _add(self, mark: Mark, number: int, group: int) -> None:
        """One mark more."""
        if mark.sort == "value":
            told = token(mark.kind, mark.value)
            listed = bool(group and self.items) and self.items[-1].group == group
            role = mark.role or (self.items[-1].role if listed else "")
            self.items.append(Item(mark.kind, mark.value, role, number, len(self.order), group))
            self.order.append(told)
            self._listed(told, group if mark.kind in _UNORDERED else 0)
        elif mark.sort == "word":
            self._word(mark.kind, number)
            if self.line and self.line[-1] == "¬":
                self.line[-1] = f"¬{mark.kind}"
            else:
                self.line.append(mark.kind)
            if mark.role == "name":
                self.names.add(mark.kind)
        elif mark.sort == "op":
            if mark.kind == "half":
                self._word(mark.kind, number)
            self._ops.append((mark, len(self.order), number))
            if mark.kind == "not" or not mark.role:
                self.line.append("¬" if mark.role else f"={mark.kind}")
            if mark.kind not in ("not", "ever"):
                self.order.append("=together" if mark.kind == "both" else f"={mark.kind}")
        elif mark.sort == "lead":
            self._leads.add(len(self.order))
            if mark.role:
                self.line.append(f"<{mark.role}")
        elif mark.sort == "pronoun":
            if mark.kind == "both":
                self._ops.append((Mark("op", "both", (), "inner"), len(self.order), number))
            self._stand_in(_STANDS.get(mark.kind, mark.kind), number)
        elif mark.sort == "cut" and mark.kind in self._lexicon.joints:
            self.line.append(f"={self._lexicon.joints[mark.kind]}")

    def _again(self, number: int, end: Mark) -> int:
        """How much is left unsaid of what is told before: `97124 is massage, a chair is not`."""
        at = len(self.order)
        if end.value != ("not",) and end.kind not in self._lexicon.tenses:
            return 0
        last = self._before[-1]
        for item in (i for i in last.items if i.place >= last.verb):
            self.items.append(item._replace(segment=number, place=len(self.order), group=-1))
            self.order.append(token(item.kind, item.value))
        for part in (p for p in last.order[last.verb :] if p in last.words):
            self._word(part, number)
        self._lent.update(range(at, len(self.order)))
        return len(self.order) - at

    def _word(self, word: str, number: int) -> None:
        """A word put into the order."""
        self.words[word] = (*self.words.get(word, ()), number)
        self.order.append(word)

    def _listed(self, told: str, group: int) -> None:
        """A value put into the line: into the list before it where it belongs to that."""
        if group and len(self.items) > 1 and self.items[-2].group == group and self.line:
            held = self.line.pop()
            self.line.append(frozenset({told}) | ({held} if isinstance(held, str) else held))
        else:
            self.line.append(told)

    def _stand_in(self, which: str, number: int) -> None:
        """What a pronoun stands for."""
        if self._resolved:
            return
        self._resolved = True
        start = len(self.order)
        items, parts = _stood_for(which, self._before, self._earlier, self.items)
        for item in dict.fromkeys((i.kind, i.value) for i in items):
            self.items.append(Item(item[0], item[1], "", number, len(self.order), -1))
            self.order.append(token(*item))
        self.order += parts
        self._lent.update(range(start, len(self.order)))


def _stood_for(
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
