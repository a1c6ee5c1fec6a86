"""Mutants of a true sentence: one thing changed at a time, with the change's name.

The generator shares no code with the verifier but the names of numbers: it works on the text
alone, by regular expressions.
What is left out, because the changed sentence says the same or less, is left out by the rules of
`tests.verify.exclusions`, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from assistant.verify.written import NUMBERS


class Mutant(NamedTuple):
    """A changed sentence.

    Attributes:
        change: The name of the change.
        text: The changed sentence.
        before: What stood there.
        after: What stands there now.
        at: Where it stood in the original, first and last place; two pairs for a swap.
    """

    change: str
    text: str
    before: str
    after: str
    at: tuple[int, ...]


CODE = re.compile(r"(?<![\w.$])(?:[A-Z]\d{4}|\d{5})(?!\d)(?![\w]*X\b)")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MODIFIER = re.compile(
    r"(?<![\w-])(?:X[EPSU]|G[PONAXYZ]|KX|AT|CQ|CO|U7)(?![\w])"
    r"|(?<=odifier )\d\d\b|(?<![\d.,$-])\b(?:59|51|52|25)\b(?![\d,.]*\s(?:minute|unit|%)|[-,.]\d)"
)
YEAR = re.compile(r"(?<![\d$-])(?:19|20)\d\d(?![\d-]|Q)")
MONEY = re.compile(r"\$\d[\d,]*(?:\.\d\d)?")
NUMBER = re.compile(
    r"(?<![\w.$¶-])\d{1,3}(?![\w%]|-\d|[.,]\d|:\d)(?!\s?-\s?\d{5})|(?<=\d-)\d{1,3}(?=\s(?:minutes|units))"
)
WORDS = tuple(sorted(NUMBERS, key=NUMBERS.__getitem__))[:16]
COUNTED = "minutes?|units?|regions?|muscles?|visits?|days?|lines?|or more|spinal|patients"
NUMBER_WORD = re.compile(
    rf"\b(?:one|two|three|four|five|six|eight)\b(?=(?: or \w+)? (?:{COUNTED})\b)", re.I
)
REF = re.compile(r"(?:section|chapter|page|paragraph) [\d.]+\w*|¶\d+(?:-\d+)?")

_FOREIGN = {"97124": "97110", "97140": "97150", "98940": "98925"}
_UNITS = ("minutes", "units", "visits", "regions")


def _spans(text: str) -> dict[str, list[tuple[int, int]]]:
    """Every value of a text by kind, no place counted twice."""
    taken: list[tuple[int, int]] = []
    found: dict[str, list[tuple[int, int]]] = {}
    for kind, pattern in (
        ("ref", REF),
        ("date", DATE),
        ("money", MONEY),
        ("code", CODE),
        ("modifier", MODIFIER),
        ("year", YEAR),
        ("number", NUMBER),
        ("word", NUMBER_WORD),
    ):
        for match in pattern.finditer(text):
            if all(match.end() <= a or match.start() >= b for a, b in taken):
                taken.append(match.span())
                found.setdefault(kind, []).append(match.span())
    return found


def put(text: str, span: tuple[int, int], new: str, change: str) -> Mutant:
    """The mutant with one place rewritten."""
    changed = text[: span[0]] + new + text[span[1] :]
    return Mutant(change, changed, text[span[0] : span[1]], new, span)


def values(text: str) -> Iterator[Mutant]:
    """One value changed to another."""
    spans = _spans(text)
    for kind, places in spans.items():
        texts = [text[a:b] for a, b in places]
        for span in places:
            old = text[span[0] : span[1]]
            for new in dict.fromkeys(_others(kind, old, texts)):
                if new.lower() != old.lower():
                    yield put(text, span, new, f"{kind} changed")


def _others(kind: str, old: str, all_of_it: list[str]) -> Iterator[str]:
    """What a value may be changed to."""
    if kind == "code":
        number = int(old[1:] if old[0].isalpha() else old)
        yield f"{old[0]}{number + 1:04}" if old[0].isalpha() else f"{number + 1:05}"
        yield old[:-2] + old[-1] + old[-2]
        yield _FOREIGN.get(old, "97124")
        yield from all_of_it
    elif kind in ("number", "money"):
        bare = old.strip("$").replace(",", "")
        whole, dot, rest = bare.partition(".")
        dollar = "$" if kind == "money" else ""
        for number in (int(whole) + 1, int(whole) - 1):
            if number >= 0:
                yield f"{dollar}{number:,}{dot}{rest}"
        if len(whole) == 2 and whole[0] != whole[1] and whole[1] != "0":
            yield dollar + whole[::-1] + dot + rest
        yield from all_of_it
    elif kind == "word":
        place = WORDS.index(old.lower())
        yield WORDS[place + 1]
        if place > 1:
            yield WORDS[place - 1]
        yield from (w.lower() for w in all_of_it)
    elif kind == "date":
        day = date.fromisoformat(old)
        yield (day + timedelta(days=1)).isoformat()
        yield day.replace(year=day.year + 1, day=min(day.day, 28)).isoformat()
        yield from all_of_it
    elif kind == "year":
        yield str(int(old) + 1)
        yield str(int(old) - 1)
        yield from all_of_it
    elif kind == "modifier":
        yield from {"59": ("25", "XE"), "25": ("59",), "XS": ("XP", "59")}.get(old, ("59", "KX"))
        yield from all_of_it
    elif kind == "ref":
        last = re.findall(r"\d+", old)[-1]
        yield old[: old.rindex(last)] + str(int(last) + 1)


def swaps(text: str) -> Iterator[Mutant]:
    """Two values of one kind swapped, every pair."""
    spans = _spans(text)
    spans["number"] = sorted([*spans.get("number", []), *spans.pop("word", [])])
    for kind, places in spans.items():
        for (a, b), (c, d) in combinations(sorted(places), 2):
            one, other = text[a:b], text[c:d]
            if one.lower() != other.lower():
                changed = text[:a] + other + text[b:c] + one + text[d:]
                yield Mutant(f"{kind} swapped", changed, one, other, (a, b, c, d))


def units(text: str) -> Iterator[Mutant]:
    """One unit word changed to another, or added to a bare range."""
    for match in re.finditer(r"(?<=[\d\w] )(minutes?|units?|visits?|regions?)\b", text):
        before = text[: match.start()].split()[-1].strip("(").lower()
        if not (before.isdigit() or before in WORDS):
            continue
        for new in _UNITS:
            if new[:4] != match.group()[:4]:
                yield put(text, match.span(), new, "unit word changed")
                break


_REMOVE = (
    (r"\bnever (?=\w)", ""),
    (r"(?<=\w) not\b", ""),
    (r"\bno (?=[a-z])", ""),
    (r"\bonly ", ""),
    (r" alone\b", ""),
    (r" only\b(?=[.,;:)])", ""),
    (r"\bwithout\b", "with"),
    (r"\bunless\b", "if"),
    (r"\bexcept\b", "including"),
    (r"\bdoesn't\b", "does"),
    (r"\bdon't\b", "do"),
    (r"\bcan't\b", "can"),
    (r"\bcannot\b", "can"),
    (r"\bisn't\b", "is"),
    (r"\baren't\b", "are"),
    (r"\bwasn't\b", "was"),
    (r"\bweren't\b", "were"),
    (r"\bdidn't\b", "did"),
    (r"\bcouldn't\b", "could"),
    (r"\bnone\b", "some"),
    (r"\bnothing\b", "something"),
    (r"\bnobody\b", "somebody"),
    (r"\bneither\b", "either"),
    (r"\bnor\b", "or"),
    (r"\bnothing but\b", "also"),
)


def removed_negations(text: str) -> Iterator[Mutant]:
    """One negation or limit taken away."""
    for pattern, new in _REMOVE:
        for match in re.finditer(pattern, text):
            mutant = put(text, match.span(), new, "negation removed")
            yield mutant._replace(text=re.sub(r"  +", " ", mutant.text))


_AUXILIARY = re.compile(r"\b(is|are|was|were|can|may|must|should|could|might|will)\b(?! not|n't)")
_VERB = re.compile(
    r"(?<=\w )(pays|covers|gives|counts|says|puts|holds|needs|wants|names|lets|allows|requires|"
    r"reports|has|ended|stands|stand|replaced|earns|applies|includes|excludes|describes|calls|"
    r"adopted|rejects|marks|keeps|take|takes|fixes|belongs|asks)\b(?! not)"
)


def added_negations(text: str) -> Iterator[Mutant]:
    """One negation or limit put in."""
    for match in _AUXILIARY.finditer(text):
        for word in ("not", "never", "only"):
            new = f"{match.group()} {word}"
            yield put(text, match.span(), new, f"{word} added")
    for match in _VERB.finditer(text):
        yield put(text, match.span(), f"never {match.group()}", "never added")
        yield put(text, match.span(), f"only {match.group()}", "only added")
    for match in CODE.finditer(text):
        if text[max(match.start() - 9, 0) : match.start()].rstrip()[-1:] not in ("-", "/"):
            yield put(text, match.span(), f"not {match.group()}", "not added")


_TURNED = {
    "may": ("must",),
    "must": ("may",),
    "can": ("must",),
    "need": ("may",),
    "needs": ("may have",),
    "required": ("optional",),
    "optional": ("required",),
    "always": ("sometimes",),
    "sometimes": ("always",),
    "often": ("always",),
    "usually": ("always",),
    "generally": ("always",),
    "typically": ("always",),
    "mostly": ("always",),
    "likely": ("certainly",),
    "some": ("all",),
    "Some": ("All",),
    "should": ("must",),
    "could": ("must",),
    "most": ("all",),
    "in general": ("always",),
    "paid": ("denied",),
    "denied": ("paid",),
    "payable": ("denied",),
    "pays": ("denies",),
    "column 1": ("column 2",),
    "column 2": ("column 1",),
    "same": ("different",),
    "different": ("same",),
    "another": ("the same",),
    "separate": ("same",),
    "before": ("after",),
    "after": ("before",),
    "since": ("until",),
    "Since": ("Until",),
    "until": ("since",),
    "with": ("without",),
    "first": ("last",),
    "last": ("first",),
    "first ": ("second ",),
    "second": ("first",),
    "final": ("first",),
    "at least": ("at most",),
    "at most": ("at least",),
    "under": ("over",),
    "over": ("under",),
    "Over": ("Under",),
    "more than": ("less than",),
    "fewer than": ("more than",),
    "less than": ("more than",),
    "or more": ("or less",),
    "up to": ("at least",),
    "above": ("below",),
    "most minutes": ("fewest minutes",),
    "largest": ("smallest",),
    "shorter": ("longer",),
    "longer": ("shorter",),
    "longest": ("shortest",),
    "highest": ("lowest",),
    "timed": ("untimed",),
    "untimed": ("timed",),
    "Untimed": ("Timed",),
    "Timed": ("Untimed",),
    "attended": ("unattended",),
    "unattended": ("attended",),
    "active": ("deleted",),
    "deleted": ("active",),
    "ended": ("began",),
    "began": ("ended",),
    "mandatory": ("voluntary",),
    "voluntary": ("mandatory",),
    "unlisted": ("listed",),
    "invalid": ("valid",),
    "valid": ("invalid",),
    "all": ("no",),
    "All": ("No",),
    "each": ("no",),
    "Each": ("No",),
    "every": ("no",),
    "both": ("neither",),
    "down": ("up",),
    "covered": ("excluded",),
    "excluded": ("covered",),
    "excludes": ("allows",),
    "bundled": ("unbundled",),
    "together": ("apart",),
    "spinal": ("extraspinal",),
    "by hand": ("by machine",),
    "through": ("over",),
    "lets": ("forbids",),
    "allows": ("forbids",),
    "physical": ("occupational",),
}


def turned(text: str) -> Iterator[Mutant]:
    """One word that turns the rule: strength, bounds, order, paid or denied."""
    for old, news in _TURNED.items():
        ahead = r"(?= \d)" if old == "through" else ""
        behind = r"(?<!left )" if old == "over" else ""
        for match in re.finditer(
            rf"{behind}(?<![\w-]){re.escape(old.strip())}(?![\w'-]){ahead}", text
        ):
            for new in news:
                yield put(text, match.span(), new.strip(), "word turned")


def bounds_swapped(text: str) -> Iterator[Mutant]:
    """The two ends of a range swapped, or a range made one of its ends."""
    for match in re.finditer(r"(?<![\w$.-])(\d{1,3})( through | to |-)(\d{1,3})(?![\w-])", text):
        low, link, high = match.groups()
        yield put(text, match.span(), f"{high}{link}{low}", "ends swapped")
        yield put(text, match.span(), f"at least {high}", "bound changed")
        yield put(text, match.span(), f"at most {low}", "bound changed")
        yield put(text, match.span(), f"over {high}", "bound changed")
