"""A text taken apart into clauses: values in their places, what turns them, what they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.lines import settled
from assistant.verify.numbers import resolve
from assistant.verify.parts import AROUND, Clause, Item, Part, Turn, token
from assistant.verify.pronouns import stood_for
from assistant.verify.split import Placed, begins_with_verb, split
from assistant.verify.tokens import marks_of

__all__ = ["Clause", "Item", "Part", "Turn", "clauses_of", "token"]

_REACH = {"not": 5, "only": 3, "unless": 4, "without": 3, "may": 3, "must": 3, "need": 4}
_DENIES = 4
_MODAL = ("=may", "=must", "=should")
"""Operators behind which a negation doesn't reach: `what was not done may be billed`."""
_EACH = ("some", "most", "every")
"""Operators that hold for every member of the list before which they stand."""
_RELATIVE = ("which", "who", "whose", "whom")
_UNORDERED = ("code", "modifier")


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
        self._joined: set[int] = set()

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
        joined = {n for n, s in enumerate(segments) if n and s[0][0].kind in ("and", "or")}
        self._joined = joined
        for number, segment in enumerate(segments):
            for mark, group in segment[1:]:
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
        turns = tuple(self._turn(mark, at, number, ends) for mark, at, number in self._ops)
        denied = frozenset(
            (part, number) for (mark, at, number), turn in zip(self._ops, turns, strict=True)
            if mark.kind == "not" for part in self._denied(at, ends[number], turn)
        )  # fmt: skip
        return Clause(
            tuple(self.items), turns, self.words, frozenset(self.names), denied,
            frozenset(joined), tuple(self.order), settled(self.line),
            frozenset(self.order[place] for place in self._lent),
            verb if verb >= 0 else len(self.order), self._sentence, 0, asks,
            tenses=frozenset(tenses), whose=whose,
        )  # fmt: skip

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
            self._stand_in("one" if mark.kind == "whose" else mark.kind, number)
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
        items, parts = stood_for(which, self._before, self._earlier, self.items)
        for item in dict.fromkeys((i.kind, i.value) for i in items):
            self.items.append(Item(item[0], item[1], "", number, len(self.order), -1))
            self.order.append(token(*item))
        self.order += parts
        self._lent.update(range(start, len(self.order)))

    def _turn(self, mark: Mark, at: int, number: int, ends: list[int]) -> Turn:
        """An operator with what it governs: what follows it, else what it follows."""
        kind = mark.kind
        start, end = (ends[number - 1] if number else 0), ends[number]
        own = at + (kind not in ("not", "ever"))
        reach = 1 if mark.role else _REACH.get(kind, 2)
        before = self._own(start, at, kind)[:-3:-1]
        after = self._own(own, min(own + reach, end), kind)
        if kind == "not":
            modal = next((n for n, p in enumerate(after) if n and p in _MODAL), len(after))
            after = after[:modal]
        if kind in ("together", "both"):
            governed = [*before, *after]
        elif kind in AROUND:
            governed = [*after, *before]
        elif kind == "only" and before and (own >= end or mark.role):
            governed = before
        elif kind == "whether":
            governed = self._own(own, len(self.order), kind)
        elif kind == "mistake":
            governed = self._own(0, at, kind)[::-1]
        elif kind == "need" and before and own in self._leads:
            governed = [*before, *after]
        else:
            governed = after or before
        if not governed:
            governed = self._own(0, at, kind)[:-3:-1] or self._own(own, len(self.order), kind)[:2]
        scope = set(governed)
        if kind in _EACH and own + reach >= end:
            scope |= self._listed_with(number, reach, ends)
        if after:
            lists = {i.group for i in self.items if i.group > 0 and own <= i.place < own + reach}
            scope |= {self.order[i.place] for i in self.items if i.group in lists}
        return Turn(kind, frozenset(scope), governed[0] if governed else "", at, bool(mark.role))

    def _listed_with(self, number: int, reach: int, ends: list[int]) -> set[str]:
        """What begins the segments that a list goes on with: `some blue, green or red plans`."""
        last = next((n for n in range(number + 1, len(ends)) if n in self._joined), number)
        return {
            part
            for n in range(number + 1, last + 1)
            for part in self.order[ends[n - 1] : min(ends[n - 1] + reach, ends[n])]
        }

    def _own(self, start: int, end: int, kind: str) -> list[str]:
        """A stretch of the order, without what pronouns stand for where that is not governed."""
        stretch = range(start, end)
        if kind in ("together", "both"):
            return [
                self.order[p]
                for p in stretch
                if p not in self._lent and self.order[p] != "=together"
            ]
        if kind in ("not", "without"):
            return self.order[start:end]
        return [self.order[p] for p in stretch if p not in self._lent]

    def _denied(self, at: int, end: int, turn: Turn) -> Iterable[str]:
        """What a negation denies: what it governs up to the next preposition."""
        if turn.inner:
            return self.order[at : at + 1]
        for place in range(at + 1, min(at + _DENIES, end)):
            told = self.order[at:place]
            if place in self._leads and any(
                p[0] != "=" and p not in self._lexicon.weak for p in told
            ):
                return told
        return self.order[at : min(at + _DENIES, end)] or ([turn.head] if turn.head else [])
