"""What a calculation puts together: columns, successors, codes that fit, counts of units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from assistant.answer import Calculation
from assistant.verify.compared import outsized
from assistant.verify.faults import Asked
from assistant.verify.figures import miscounted
from assistant.verify.ground import Ground
from assistant.verify.lexicon import Mark
from assistant.verify.numbers import resolve
from assistant.verify.split import sentences_in
from assistant.verify.tokens import marks_of
from assistant.verify.written import CODE
from knowledge.library import Library

_CODE = re.compile(CODE)
_NOT = re.compile(rf"^(?:No, |Yes: )not ((?:not )?{CODE}(?:(?:, | or ){CODE})*)")

_OPENED = re.compile(r"\bno modifier\b[^.;:]*\b(?:open|help|bypass|unlock)", re.I)
_UNLOADED = re.compile(rf"\b(?:{CODE}\b[^.;:]*|pair is )\bnot loaded\b")
_EDIT = re.compile(
    rf"(?:\b(?:table|medicare|ncci|cms|there)|{CODE}) (?:still )?(?:has|have|is|keeps?|holds?)"
    r" an? (?:\w+ ){0,2}edit\b(?! that)", re.I,
)  # fmt: skip
_TOLD_BY = re.compile(r"\bas [^;:.(),]+(?:, [^;:.()]+| and [^;:.()]+)? ha(?:s|ve) it\b")
_HEAD = re.compile(r" \(|[;:.]")
_INSIDE = re.compile(r"\bthe (\d+) minutes? (?:is|are) inside the (\d+) minutes?\b")
_UNCOUNTED = re.compile(r"\b(\d+) minutes\b[^.;:]*(?:n't|\bnot) count\b")
_OTHERS = "some put it under"


def misrelated(text: str, calculations: Sequence[Calculation], ground: Ground) -> str | None:
    """What a statement puts together otherwise than its calculations do; None where nothing.

    Args:
        text: The statement.
        calculations: The calculations among its supports.
        ground: The library, and the asker's own values.
    """
    by_tool: dict[str, list[Calculation]] = {}
    for c in calculations:
        by_tool.setdefault(c.tool, []).append(c)
    fault = (
        _unchosen(text, by_tool["code_choice"], ground.asked) if "code_choice" in by_tool else None
    )
    if fault is None and by_tool.keys() & {"pair", "code_status", "modifiers"}:
        marks = resolve(marks_of(text, ground.lexicon), ground.lexicon)
        if "pair" in by_tool:
            pairs = by_tool["pair"]
            fault = _uncolumned(marks, pairs) or _unpaired(marks, pairs) or _shut(text, pairs)
        if fault is None and "code_status" in by_tool:
            fault = _unreplaced(marks, by_tool["code_status"])
        if fault is None and "modifiers" in by_tool:
            fault = _relined(marks)
    fault = fault or _outside(text, by_tool.get("units", ()), ground.library)
    fault = fault or _untimed(text, by_tool.get("units", ()))
    fault = fault or outsized(text, by_tool.get("units", ()), ground.library)
    return fault or miscounted(text, calculations, ground.library, ground.lexicon)


def _outside(text: str, counted: Sequence[Calculation], library: Library) -> str | None:
    """Minutes told inside others, where no two counts are of the whole and of what is left.

    Wording that tells of it in another way falls too: it can't be compared. So do minutes told
    not to count that a count has of a timed code.
    """
    told, codes = _UNCOUNTED.findall(text), library.codes
    given = ((code, str(m)) for c in counted for code, m in c.inputs["minutes"].items())
    if any(m in told and (k not in codes or codes[k].timed is not False) for k, m in given):
        return "minutes that don't count"
    if not counted or " inside the " not in text:
        return None
    totals = {c.result["total_minutes"] for c in counted}
    told = [(int(part), int(whole)) for part, whole in _INSIDE.findall(text)]
    held = bool(told) and all({whole, whole - part} <= totals for part, whole in told)
    return None if held else "minutes inside others"


def _untimed(text: str, counted: Sequence[Calculation]) -> str | None:
    """A code told as any other, where the count is of a timed code that has no number."""
    unnumbered = any(" " in name for done in counted for name in done.inputs["minutes"])
    return "other code" if unnumbered and "other code" in text else None


def _uncolumned(marks: Sequence[Mark], pairs: Sequence[Calculation]) -> str | None:
    """A code in another column than its pair has it."""
    edits = {(c.result["column1"], c.result["column2"]) for c in pairs}
    told: dict[str, list[str]] = {"1": [], "2": []}
    for at, mark in enumerate(marks):
        if mark.kind != "column" or mark.sort != "value":
            continue
        for code in _before(marks, at):
            told.get(str(mark.value[0]), []).append(code)
            if not any(code == e[mark.value[0] == "2"] for e in edits):
                return f"{code} as column {mark.value[0]}"
    for one in told["1"]:
        for two in told["2"]:
            if (one, two) not in edits:
                return f"{one} with {two}"
    return None


def _unpaired(marks: Sequence[Mark], pairs: Sequence[Calculation]) -> str | None:
    """Two codes between which an edit is told, and which were not checked together."""
    checked = {frozenset((c.result["column1"], c.result["column2"])) for c in pairs}
    for at, mark in enumerate(marks):
        near = [m for m in marks[at + 1 : at + 4] if m.sort != "sep"]
        if mark.kind == "between" and mark.sort == "lead" and len(near) == 3:
            one, link, other = near
            if link.sort == "and" and one.kind == other.kind == "code":
                codes = frozenset((str(one.value[0]), str(other.value[0])))
                if codes not in checked:
                    return " with ".join(sorted(codes))
    return None


def _shut(text: str, pairs: Sequence[Calculation]) -> str | None:
    """A pair told to be closed to every modifier that one opens, not loaded, or to have an edit."""
    closed = any(c.result["verdict"] == "never_together" for c in pairs)
    if _OPENED.search(text) and not closed:
        return "no modifier that opens it"
    if _EDIT.search(text) and all(c.result["verdict"] == "no_edit" for c in pairs):
        return "an edit where there is none"
    loaded = all(c.result["verdict"] != "not_loaded" for c in pairs)
    return "not loaded" if loaded and _UNLOADED.search(text) else None


def _before(marks: Sequence[Mark], at: int) -> Iterator[str]:
    """The codes listed right before a place."""
    at -= 1
    while at >= 0 and marks[at].sort in ("label", "verb", "lead", "sep"):
        at -= 1
    while at >= 0 and marks[at].kind == "code" and marks[at].sort == "value":
        yield str(marks[at].value[0])
        at -= 1
        while at >= 0 and marks[at].sort in ("sep", "and"):
            at -= 1


def _unreplaced(marks: Sequence[Mark], statuses: Sequence[Calculation]) -> str | None:
    """A successor that is none, or a code that is not what was replaced."""
    ended = {c.result["code"] for c in statuses}
    after = {r for c in statuses for r in c.result["replaced_by"]}
    for part in _parts(marks):
        place = next((n for n, m in enumerate(part) if m.kind == "replace"), None)
        if place is None:
            continue
        ended_at = next((n for n in range(place, 0, -1) if part[n].kind == "delete"), 0)
        before = _codes(part[ended_at:place])
        behind = part[place:]
        passive = any(m.kind == "by" for m in behind)
        old, new = (before, _codes(behind)) if passive else (_codes(behind), before)
        for code in old:
            if code not in ended:
                return f"{code} as what was replaced"
        for code in new:
            if code not in after or new.count(code) > 1:
                return f"{code} as a successor"
    return None


def _relined(marks: Sequence[Mark]) -> str | None:
    """A code whose line is told twice, with different modifiers."""
    lines: list[str] = []
    parts = [p for p in _parts(marks) if p and p[0].kind == "on"]
    for part in parts:
        listed = takewhile(lambda m: m.kind == "code" or m.sort in ("sep", "and", "lead"), part[1:])
        lines += dict.fromkeys(_codes(listed))
    return next((f"{c} told twice" for c in lines if lines.count(c) > 1), None)


def _parts(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """The stretches between cuts and full stops."""
    part: list[Mark] = []
    for mark in marks:
        if mark.sort in ("cut", "stop"):
            yield part
            part = []
        else:
            part.append(mark)
    yield part


def _codes(marks: Iterable[Mark]) -> list[str]:
    """The codes among marks."""
    return [str(m.value[0]) for m in marks if m.sort == "value" and m.kind == "code"]


def _unchosen(text: str, choices: Sequence[Calculation], asked: Asked) -> str | None:
    """A code told to fit, or not to, against its verdict."""
    verdicts: dict[str, set[str]] = {}
    for c in choices:
        for candidate in c.result["candidates"]:
            verdicts.setdefault(candidate["code"], set()).add(candidate["verdict"])
    match = _NOT.match(text)
    if match is not None:
        denied = _CODE.findall(match[1])
        for code in denied:
            fitting = verdicts.get(code, set()) & {"fits", "disputed"}
            unasked = ("code", (code,)) not in asked.values and code not in verdicts
            if fitting or unasked or denied.count(code) > 1 or match[1].startswith("not "):
                return f"not {code}"
        text = text[match.end() :]
        if not text.startswith((".", ":")):
            return text.strip()
    grounds = [c["why"] for done in choices for c in done.result["candidates"]]
    for told_by in _TOLD_BY.finditer(text):
        if not any(told_by.group() in why for why in grounds):
            return told_by.group()
    own, others, rest = text.partition(_OTHERS)
    rest, *behind = sentences_in(rest) if others else [rest]
    own = " ".join((own, *behind))
    fitted = {code for c in choices for code in c.result["codes"]}
    heads = " ".join(_HEAD.split(sentence.lstrip(". "))[0] for sentence in sentences_in(own))
    for code in _CODE.findall(own):
        if fitted and code not in fitted and code in _CODE.findall(heads):
            return f"{code} as the code"
        undisputed = verdicts.get(code) == {"disputed"} and not others and "disput" not in text
        if undisputed and code in _CODE.findall(heads):
            return f"{code} as undisputed"
        if verdicts.get(code) == {"does_not_fit"} and f"not {code}" not in own:
            return f"{code} as fitting"
    if others:
        if fitted and not _CODE.search(heads):
            return f"no code before {others}"
        told = _CODE.findall(rest.partition(" (")[0])
        for code in told:
            if "disputed" not in verdicts.get(code, ()) or told.count(code) > 1:
                return f"{code} as disputed"
    return None


def without_answer(text: str) -> str:
    """A text without the `No, not 97140.` that answers the asker, which `misrelated` judges."""
    match = _NOT.match(text)
    return text[match.end() :].lstrip(".: ") if match is not None else text
