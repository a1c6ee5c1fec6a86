"""Which mutants say nothing that their support doesn't say, each rule with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Calculation
from assistant.reading.reader import reader_of
from knowledge.library import bundled
from tests.verify.mutants import WORDS, Mutant

_VALUE = (
    r"(?:[A-Z]\d{4}(?:-[A-Z]\d{4})?|\d{5}(?:-\d{5})?|X[EPSU]|G[PONAXYZ]|KX|AT|C[QO]|\d{1,3}"
    r"|one|two|three|four|five|six)"
)
_LIST = re.compile(
    rf"^\s*(?:,|,? and|,? or|/|,? nor|and likewise)?\s*(?:{_VALUE}(?:,? and |,? or |, |/))*$", re.I
)
_COUNT = r"(?:[A-Z]\d{4}|\d{5}) \d+ units?"
_COUNTS = re.compile(rf"{_COUNT}(?:(?:, | or ){_COUNT})+", re.I)
_PAIRS = re.compile(r"([A-Z]\d{4}|\d{5}) and ([A-Z]\d{4}|\d{5})")
_PAYER = re.compile(r"Medicare \(original\)|[Oo]riginal Medicare")
_ANNOUNCED = re.compile(r"(?:says|tells of a study)\.(?:$| Out of date or wrong:)")
_LONG = {
    "AMA": "American Medical Association",
    "CMS": "Centers for Medicare & Medicaid Services",
    "Samuel A. Collins": "Samuel Collins",
}
_EACH = re.compile(r"(a [a-z ]+ for \w{5}) or (a [a-z ]+ for \w{5})")
_ALONE = re.compile(
    r"^Each is counted by itself: "
    r"|: \d+ minutes of (?:\w{5}|a timed code) are [^:]+; \d+ minutes of "
)
_OVER = re.compile(r"(\d+) units of (\d{5}) are over")
_IDLE = re.compile(r"The (\d+) minutes that were no treatment")
_DENIED = re.compile(r"^No, not [^.:]+")


def why_same(
    original: str,
    mutant: Mutant,
    computed: Sequence[Calculation] = (),
    asked: Sequence[str] = (),
) -> str | None:
    """The rule by which a mutant is left out, or None.

    Args:
        original: The true sentence.
        mutant: The mutant made of it.
        computed: The calculations that it rests on.
        asked: The asker's words so far.
    """
    if mutant.text == original:
        return "nothing changed"
    if any(mutant.text == step.says for done in computed for step in done.steps):
        return "the calculation says just that in another step"
    idle, told = _IDLE.match(original), _IDLE.match(mutant.text)
    if idle and told and _IDLE.sub("", original) == _IDLE.sub("", mutant.text):
        facts = reader_of(bundled()).read(asked[-1] if asked else "")
        if int(told[1]) in {d.minutes for d in facts.idle}:
            return "the asker tells of so many minutes, too, that were no treatment"
    if mutant.change.endswith("swapped") and len(mutant.at) == 4:
        between = original[mutant.at[1] : mutant.at[2]]
        if (
            _LIST.match(between)
            and between.strip()
            and not re.search("respectively|in that order", original)
        ):
            return "a list has no order: its members may change places"
    if _in_figures(mutant.text) == _in_figures(original):
        return "a number in words is the number in figures, and a sum has no order"
    if _PAYER.sub("Medicare", mutant.text) == _PAYER.sub("Medicare", original):
        return "two names of one payer"
    if mutant.change == "name changed" and _sources(mutant.text) < _sources(original):
        return "a source that is named twice leaves another out, which says less"
    if mutant.change == "condition dropped" and _ANNOUNCED.search(mutant.text):
        return "what is left only announces that something is said, and says nothing of it"
    if mutant.change == "name swapped" and _EACH.sub(_sorted, mutant.text) == _EACH.sub(
        _sorted, original
    ):
        return "a list of who may do one thing has no order"
    if mutant.change == "word turned" and "Under Medicare's MUE: for" in original + mutant.text:
        return "what is under a payer's rule is what the rule says"
    ends = {
        (str(n), c) for d in computed if d.tool == "units" for c, n in d.result["units"].items()
    }
    if "At the longer end" in original and {*_OVER.findall(mutant.text)} <= ends != set():
        over, same = _OVER.search(mutant.text), _OVER.sub("", mutant.text)
        if over and same == _OVER.sub("", original):
            return "the count of the other end is over the limit, too"
    if sorted(re.split(r"(?<=\.) ", mutant.text)) == sorted(re.split(r"(?<=\.) ", original)):
        return "sentences that stand each for itself may change places"
    if _parts(mutant.text) == _parts(original):
        return "counts told each by itself, without a name, may change places"
    if _ordered(mutant.text) == _ordered(original):
        return "two codes with one count, or of one pair, may change places"
    if mutant.change.startswith("code") and any(_alike(mutant, done) for done in computed):
        return "the count says just that of a code with as many minutes, or gives that example"
    if mutant.change.startswith("code") and _of_other_pairs(original, mutant.text, computed):
        return "the calculations say just that of another of the pairs"
    denied = _DENIED.match(original)
    if denied and mutant.change == "code changed" and mutant.at[1] <= denied.end():
        verdicts = {
            c["verdict"]
            for done in computed if done.tool == "code_choice"
            for c in done.result["candidates"] if c["code"] == mutant.after
        }  # fmt: skip
        if verdicts == {"does_not_fit"} and original.count(mutant.after) == 0:
            return "the calculation says of the other code, too, that it doesn't fit"
    return None


def _sources(text: str) -> set[str]:
    """Those whom a text names as having it so, a name and its short form alike."""
    found = re.search(r"\bas ([^():;]+) (?:have|has) it", text)
    names = re.split(r", | and ", found[1]) if found else []
    return {_LONG.get(name, name) for name in names}


def _sorted(match: re.Match[str]) -> str:
    """The two members of a list in order."""
    return " or ".join(sorted(match.groups()))


def _in_figures(text: str) -> str:
    """A text with number words in figures and the parts of each sum in order."""
    text = re.sub(
        r"\b[a-z]+\b", lambda m: str(WORDS.index(m[0])) if m[0] in WORDS else m[0], text, flags=re.I
    )
    return re.sub(r"\d+(?: \+ \d+)+", lambda m: " + ".join(sorted(m[0].split(" + "))), text)


def _parts(text: str) -> list[str]:
    """The parts of counts told each by itself, in order, each with its method ahead."""
    return [
        f"{method}: {part}"
        for method, _, told in (s.rstrip(".").rpartition(": ") for s in text.split(". "))
        for part in (sorted(told.split("; ")) if _ALONE.search(text) else [told])
    ]


def _of_other_pairs(original: str, changed: str, computed: Sequence[Calculation]) -> bool:
    """Whether every pair of a changed text is one that was checked, with the verdict told of it."""
    verdicts = {
        frozenset((c.result["column1"], c.result["column2"])): c.result["verdict"]
        for c in computed if c.tool == "pair"
    }  # fmt: skip
    told = [frozenset(p) for p in _PAIRS.findall(changed)]
    before = [frozenset(p) for p in _PAIRS.findall(original)]
    return bool(told) and [verdicts.get(p) for p in told] == [
        verdicts.get(p, "unknown") for p in before
    ]


def _alike(mutant: Mutant, done: Calculation) -> bool:
    """Whether two codes count alike, or the split in a changed text is another that is right."""
    if done.tool != "units":
        return False
    one, other = mutant.before, mutant.after
    minutes, splits = done.inputs["minutes"], done.result["alternatives"]
    told = re.search(rf"for example ({_COUNT}(?:, {_COUNT})*);", mutant.text)
    if told:
        split = {c: int(n) for c, n in re.findall(r"(\w{5}) (\d+)", told[1])}
        return mutant.at[0] >= told.start() and split in splits
    turned = [{{one: other, other: one}.get(c, c): n for c, n in s.items()} for s in splits]
    alike = minutes.get(one) is not None and minutes.get(one) == minutes.get(other)
    return alike and all(s in splits for s in turned)


def _ordered(text: str) -> str:
    """A text with the counts of a split, and the codes of a pair, in the order of their codes."""
    text = _COUNTS.sub(lambda m: ", ".join(sorted(re.split(", | or ", m.group()))), text)
    text = re.sub(r"\b1 units\b|\b([02-9]|\d\d) unit\b", lambda m: m.group().rstrip("s"), text)
    return _PAIRS.sub(lambda m: " and ".join(sorted(m.groups())), text)
