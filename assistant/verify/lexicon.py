"""The words that the last check knows, from `knowledge/values.yaml`, and how a word is reduced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.checking_words import CheckingWords
from knowledge.library import Library

Scalar = str | int


class Mark(NamedTuple):
    """One thing that a sentence says, in the order of its words.

    Attributes:
        sort: `value`, `op`, `word`, `lead` (a preposition or bound), `noun` (what a number
            counts), `label` (what a number or letter follows), `verb`, `sep` (comma, bracket),
            `and`, `cut` (a new clause) or `stop` (a new sentence).
        kind: A value's kind, an operator's class, a word's reduced form.
        value: What a value is: one, or the two ends of a range.
        role: What part a value plays: a bound, a beginning or end, `on` a line.
    """

    sort: str
    kind: str
    value: tuple[Scalar, ...] = ()
    role: str = ""


_ENDINGS = (
    "isations", "izations", "isation", "ization", "ations", "ation", "ating", "ated", "ates",
    "ising", "izing", "ised", "ized", "ises", "izes", "ings", "ing", "ies", "ied", "edly",
    "ed", "es", "s", "ly",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, alike in British and American spelling.

    >>> stem("mobilisation") == stem("mobilized"), stem("techniques"), stem("bundled")
    (True, 'techniqu', 'bundl')
    """
    word = word.replace("oe", "e").replace("kinaes", "kines")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    word = word.rstrip("e")
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


class Lexicon:
    """Forms of words and phrases, with the marks that each leaves.

    Args:
        values: The lists of `knowledge/values.yaml`.
        modifiers: The modifiers that are held.
        names: Names of sources and payers; where a statement names one, its supports must too.
        common: Words of the library in small letters; `un` before one of them denies it.
    """

    def __init__(
        self,
        values: CheckingWords,
        modifiers: Iterable[str],
        names: Iterable[str],
        common: Iterable[str],
    ) -> None:
        self.modifiers = frozenset(modifiers)
        self.binding = values.binding
        self.silent = values.silent
        self.verbs = values.verbs
        self.measures = values.measures
        self.tenses = _by_form(values.tenses)
        self.bounds = _by_form(values.bounds)
        self.bounds_after = _by_form(values.bounds_after)
        self.times = _by_form(values.times)
        self.parts = _by_form(values.parts)
        self.labels = _by_form(values.labels)
        self.lettering = values.lettering
        self.kinds = _by_form(values.kinds)
        self._parties = _by_form(values.parties)
        self._parties.update({n: n for n in map(str.lower, names) if n not in self._parties})
        self._pronouns = _by_form(values.pronouns)
        self._common = frozenset(common)
        self._same = _by_form(values.same)
        self._families = {stem(f): name for f, name in self._same.items() if " " not in f}
        self._operators = _by_form(values.operators)
        self._cuts = values.cuts
        self.joints = _by_form(values.joints)
        self._compounds: Mapping[str, Sequence[str]] = values.compounds
        pairs = [[self._meant(w) for w in p] for p in values.opposites]
        self.opposites: dict[str, frozenset[str]] = {}
        for one, other in [*pairs, *([b, a] for a, b in pairs)]:
            self.opposites[one] = self.opposites.get(one, frozenset()) | {other}
        self.rivals = {one: set(held) for one, held in self.opposites.items()}
        for words in values.classes:
            reduced = {self._reduce(w) for w in words} | set(words)
            for one in reduced:
                self.rivals.setdefault(one, set()).update(reduced - {one, self._reduce(one)})
        self.parties = frozenset(self._meant(w) for w in values.acting)
        self.tellers = frozenset(self.labels.get(w) or self._meant(w) for w in values.tellers)
        self.forms: dict[str, tuple[Mark, ...]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], tuple[Mark, ...]]]] = {}
        tables = (
            self._same, self._operators, self.bounds, self.times, self.parts, self.labels,
            self._parties, self._pronouns,
        )  # fmt: skip
        known = {f for table in (*tables, self.kinds, self._compounds) for f in table}
        for form in (*known, *self.silent, *self.verbs, *self._cuts, *self.bounds_after):
            first, *rest = form.split()
            if rest:
                self.phrases.setdefault(first, []).append((tuple(rest), self._marks(form)))
            else:
                self.forms[form] = self._marks(form)
        self.decisive = frozenset(self._meant(w) for w in values.decisive)
        self.limiting = frozenset(self._meant(w) for w in values.limiting)
        self.weak = frozenset(self._reduce(w) for w in values.weak) | frozenset(values.weak)
        self.turning = values.turning
        self.turned = frozenset(f"~{stem(w)}" for w in self.turning)
        self.bare_modifiers = values.bare_modifiers
        self.meta = frozenset(self._reduce(w) for w in values.meta)
        self.singled = values.singled
        self.one_of_many = frozenset(self._reduce(w) for w in values.singled)
        self.instructing = frozenset(self._reduce(w) for w in values.instructing)
        self.loose = self.weak | {"modifier"}
        spoken = frozenset(self._meant(w) for w in values.spoken)
        self.free = self.loose | spoken | self.meta - {self._reduce("library")}
        self.deciding = self.decisive | {self._meant("bill")}
        self.unsaid = self.loose | self.meta
        for found in self.phrases.values():
            found.sort(key=lambda entry: -len(entry[0]))
        self.longest = max(len(rest) for found in self.phrases.values() for rest, _ in found)

    def word(self, form: str) -> tuple[Mark, ...]:
        """The marks of a single word in small letters."""
        held = self.forms.get(form)
        if held is None:
            if form.endswith("n't"):
                held = (
                    *self.word(form[:-3] or "do"),
                    Mark("op", "not", ("not",)),
                    Mark("verb", form),
                )
            elif form.endswith("'s") or form.endswith("s'"):
                held = self.word(form[:-2])
            elif form.startswith("un") and form[2:].removeprefix("-") in self._common:
                inner = Mark("op", "not", (), "inner")
                held = (inner, *self.word(form[2:].removeprefix("-")))
            else:
                held = (Mark("word", self._reduce(form)),)
            if len(self.forms) < 50_000:
                self.forms[form] = held
        return held

    def _meant(self, word: str) -> str:
        """A word's kind, or what it is reduced to."""
        return self.kinds.get(word) or self._reduce(word)

    def _reduce(self, form: str) -> str:
        """A word's reduced form: the name of its family, or its stem."""
        reduced = stem(form)
        return self._same.get(form) or self._families.get(reduced) or f"~{reduced}"

    def _marks(self, form: str) -> tuple[Mark, ...]:
        """The marks of a form that some table holds."""
        marks: list[Mark] = []
        if form in self._parties:
            return (Mark("value", "who", (self._parties[form],)),)
        if form in self._pronouns:
            return (Mark("pronoun", self._pronouns[form]),)
        if form in self._cuts:
            marks.append(Mark("cut", form))
        if form in self._compounds:
            parts = self._compounds[form]
            for part in parts:
                if part.startswith("="):
                    worded = any(not p.startswith("=") for p in parts)
                    marks.append(Mark("op", part[1:], (), "inner" if worded else ""))
                else:
                    marks.append(Mark("word", self._reduce(part)))
        if form in self._operators:
            inner = "inner" if form in self._same else ""
            literal = (form,) if form == "not" else ()
            marks.append(Mark("op", self._operators[form], literal, inner))
        if form in self.bounds or form in self.times or form in self.parts:
            marks.append(Mark("lead", form))
        if form in self.bounds_after and form not in self.parts:
            marks.append(Mark("after", form))
        if form in self.labels:
            marks.append(Mark("label", self.labels[form]))
        if form in self.kinds:
            marks.append(Mark("noun", self.kinds[form]))
        if form in self.verbs:
            marks.append(Mark("verb", form))
        if form in self._same and not (marks and marks[-1].sort == "noun"):
            marks.append(Mark("word", self._same[form]))
        elif form not in self.silent and all(m.sort == "verb" for m in marks):
            marks.append(Mark("word", self._reduce(form)))
        return tuple(marks)


def _by_form(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A table of classes turned round: each form with its class."""
    return {str(form): name for name, forms in table.items() for form in forms}


_SMALL = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-]|\.\w)")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_LEXICONS: dict[str, Lexicon] = {}


def lexicon_of(library: Library) -> Lexicon:
    """The lexicon of a library, made once."""
    held = _LEXICONS.get(library.version)
    if held is None:
        texts = [p.text for p in library.passages.values()]
        common = {w.lower() for text in texts for w in _SMALL.findall(text)}
        named = [
            n for s in library.sources.values() for n in (s.publisher, s.author or "", *s.names)
        ]
        named += [p.name for p in library.payers.values()]
        names = {w for n in named for w in _LETTERS.findall(n) if w.lower() not in common}
        names -= {w for w in names if w.upper() in library.modifiers}
        names = {w for w in names if w.lower() not in library.values.no_parties}
        held = Lexicon(library.values, library.modifiers, names, common)
        _LEXICONS[library.version] = held
    return held
