"""A sentence as marks: its values with their kinds, the words that turn a rule, the others."""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.written import NUMBERS, READ, given, read_number

_CODE = r"(?:[A-Z]\d{4}|\d{5}|\d{4}[FTM])(?!\w|\.\d)"
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_RAW = re.compile(
    rf"""
    (?P<date>\d{{4}}-\d\d-\d\d(?!\d))
  | (?P<mdy>(?:{_MONTH})\.?\s\d{{1,2}},?\s\d{{4}}(?!\d))
  | (?P<dmy>\d{{1,2}}\s(?:{_MONTH})\.?,?\s\d{{4}}(?!\d))
  | (?P<slash>\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))
  | (?P<month>(?:{_MONTH})\.?(?:\sof)?\s\d{{4}}(?!\d))
  | (?P<quarter>\d{{4}}Q[1-4])
  | (?P<money>\$\s?\d+(?:,\d{{3}})*(?:\.\d+)?)
  | (?P<percent>\d+(?:\.\d+)?\s?(?:%|percent\b|per\scent\b))
  | (?P<range>(?<![\w.])(?:[A-Z]\d{{4}}|\d{{5}})\s?(?:-|to\s|through\s|thru\s)\s?{_CODE})
  | (?P<code>(?<![\w.])(?:[A-Z]\d{{4}}|\d{{5}}|\d{{4}}[FTM])(?![\d.]\w|[A-Za-z])
      (?:-(?:\d\d|[A-Z][A-Z0-9])(?!\w))*)
  | (?P<para>¶\s?\d+(?:-\d+)?)
  | (?P<rule>8-minute\srule)
  | (?P<form>(?:CMS-1500|837P)(?:\s(?:claim\s)?(?:form|file)s?)?(?!\w))
  | (?P<ref>(?<![\w.])(?:[A-Z]{{1,5}}\d[\w.]*(?:-[A-Z]?\d+)?|\d{{2,3}}[A-Z]
      |\d+(?:\.\d+)+(?:\.[A-Z])?(?:\(\w\))?|\d+-\d+-\d+|\d{{6,}}[A-Z])(?!\w))
  | (?P<num>\d+(?:,\d{{3}})*(?:\.\d+)?)
  | (?P<word>[A-Za-z]+(?:['-][A-Za-z]+)*'?)
  | (?P<stop>(?<!\b[A-Z])(?<!\bPub)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)[.!?](?=["')\]]*(?:\s|$))|\n)
  | (?P<cut>;|:|\s-\s|\s/\s)
  | (?P<sep>[,()\[\]])
  | (?P<sign>[-+=/x])
    """,
    re.VERBOSE,
)
_PREFIX = re.compile(r"\b(re|non|un|pre|post|co|multi)-")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\xa0": " "})
_VALUES_ONLY = re.compile(
    rf"\((?=(?:\s|,|and|or|-|CPT|code|HCPCS|{_CODE}|X[EPSU]|G[POAXYZ])+\))([^)]*)\)"
)


def marks_of(text: str, lexicon: Lexicon) -> list[Mark]:
    """The marks of a text, in order; numbers don't know yet what they count.

    Args:
        text: A sentence or several.
        lexicon: The words that are known.
    """
    plain = text.translate(_PLAIN).replace("—", " ; ").replace("--", " ; ")
    if "(" in plain:
        plain = plain.replace(" (reported)", "")
        plain = _VALUES_ONLY.sub(r" \1 ", plain)
    found = [(m.lastgroup or "", m.group()) for m in _RAW.finditer(plain)]
    marks: list[Mark] = []
    place = 0
    while place < len(found):
        sort, raw = found[place]
        if sort == "word":
            place += _word(found, place, marks, lexicon)
        else:
            if sort == "num":
                read_number(raw, marks, given(found, place))
            elif raw in lexicon.modifiers and sort == "ref":
                marks.append(Mark("value", "modifier", (raw,)))
            elif sort in READ:
                READ[sort](raw, marks, lexicon.modifiers)
            elif sort == "sign":
                marks.append(Mark("sign", raw))
            elif raw == ";" and _inside(marks):
                marks.append(Mark("sep", ","))
            else:
                marks.append(Mark(sort, raw))
            place += 1
    return marks


def _inside(marks: list[Mark]) -> bool:
    """Whether a bracket is open in the sentence."""
    for mark in reversed(marks):
        if mark.sort == "stop" or mark.kind in (")", "]"):
            return False
        if mark.sort == "sep" and mark.kind in ("(", "["):
            return True
    return False


def _word(found: list[tuple[str, str]], place: int, marks: list[Mark], lexicon: Lexicon) -> int:
    """The marks of the word or phrase at a place; returns how many raw tokens it took."""
    raw = found[place][1]
    if raw in lexicon.modifiers or (len(raw) == 1 and marks and marks[-1].sort == "label"):
        kind = "modifier" if raw in lexicon.modifiers else marks[-1].kind
        if raw.isupper():
            marks.append(Mark("value", kind, (raw,)))
            return 1
    if len(raw) == 1 and raw.isupper() and _is_status(found, place, marks, lexicon):
        marks.append(Mark("value", "status", (raw,)))
        return 1
    form = raw.lower().rstrip("'")
    if form in ("no", "yes") and _particle(found, place):
        return 1
    phrases = lexicon.phrases.get(form)
    ahead = _ahead(found, place, lexicon.longest) if phrases else ()
    for rest, held in phrases or ():
        if ahead[: len(rest)] == rest:
            marks += held
            return 1 + len(rest)
    if form in NUMBERS:
        if _counts(form, found, place, lexicon):
            marks.append(Mark("number", form, (NUMBERS[form],), given(found, place)))
        elif form == "one" and lexicon.singled.intersection(_ahead(found, place, 2)):
            marks.append(Mark("op", "some"))
        return 1
    if form in ("a", "an"):
        if lexicon.singled.intersection(_ahead(found, place, 2)):
            marks.append(Mark("op", "some"))
        elif marks and marks[-1].sort in ("number", "noun", "value"):
            marks.append(Mark("lead", "per"))
        elif place + 1 < len(found) and found[place + 1][1].lower().startswith("hour"):
            marks.append(Mark("number", form, (1,)))
        return 1
    if form == "and" or form == "or":
        marks.append(Mark("and", form))
        return 1
    if "-" in form and form not in lexicon.forms:
        for part in _PREFIX.sub(r"\1", form).split("-"):
            if part in NUMBERS:
                marks.append(Mark("number", part, (NUMBERS[part],)))
            else:
                marks += lexicon.word(part)
        return 1
    held = lexicon.word(form)
    if len(held) == 1 and held[0].sort == "word" and _named(raw, place, found):
        held = (held[0]._replace(role="name"),)
    marks += held
    return 1


def _is_status(
    found: list[tuple[str, str]], place: int, marks: list[Mark], lexicon: Lexicon
) -> bool:
    """Whether a letter is a status by what stands behind it, and no name's: `Vitamin C is`."""
    named = bool(marks) and marks[-1].sort == "word" and found[place - 1][0] == "word"
    return not named and any(w in lexicon.lettering for _, w in found[place + 1 : place + 2])


def _ahead(found: list[tuple[str, str]], place: int, most: int) -> tuple[str, ...]:
    """The words behind a place, up to the first sign or number."""
    words = takewhile(lambda one: one[0] == "word", found[place + 1 : place + 1 + most])
    return tuple(word.lower().removesuffix("'s") for _, word in words)


def _particle(found: list[tuple[str, str]], place: int) -> bool:
    """Whether `No` or `Yes` answers the asker: it opens the sentence and stands alone."""
    opens = place == 0 or found[place - 1][0] == "stop"
    return opens and place + 1 < len(found) and found[place + 1][1] in (",", ":", ".")


def _named(raw: str, place: int, found: list[tuple[str, str]]) -> bool:
    """Whether a capital says that a word is a name: not where it opens a sentence."""
    if not raw[0].isupper():
        return False
    return raw[1:2].isupper() or (place > 0 and found[place - 1][0] in ("word", "code", "num"))


_POINTS = ("the", "these", "those", "any", "either", "no")


def _counts(form: str, found: list[tuple[str, str]], place: int, lexicon: Lexicon) -> bool:
    """Whether a number word counts: `one` before what can be counted, `the two` nothing."""
    after = [w.lower() for s, w in found[place + 1 : place + 4] if s == "word"]
    before = found[place - 1][1].lower() if place else ""
    if before in _POINTS and form != "one":
        return any(lexicon.kinds.get(w) in lexicon.measures for w in after[:2])
    counted = place > 1 and found[place - 2][1].lower() in lexicon.labels
    last = place + 1 == len(found) or found[place + 1][0] != "word"
    hung = last and place > 0 and found[place - 1][0] in ("code", "range")
    if form != "one" or hung or (before == "of" and counted):
        return True
    for word in after:
        if word == "of":
            return False
        if word in lexicon.kinds or word in NUMBERS:
            return before != "no"
        if word in ("more", "fewer", "less"):
            return before != "no"
        if word not in ("or", "to") and (word in lexicon.silent or word in lexicon.verbs):
            return False
    return False
