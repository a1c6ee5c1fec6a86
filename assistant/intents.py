"""What kind of answer a case asks for, found from its facts and its words together."""

from __future__ import annotations

import re

from assistant.case import Case
from assistant.facts import Service
from knowledge.library import Library

_WHAT_IS = re.compile(
    r"\bwhat(?:'s| is| are|s| does| do)\b(?!\s+(?:the )?(?:billable|code|cpt|allowed|limit))", re.I
)
_HOW_MANY_EACH = re.compile(r"\bhow many\b(?!\s+(?:visits|regions|codes|muscles|minutes|patients))", re.I)
_OR_CODE = re.compile(r"\b(?:\d{5})\b[^.?!]{0,40}?\bor\b[^.?!]{0,20}?\b(?:\d{5})\b", re.I)
_OPENED = re.compile(r"^\W*(ok|okay|and|so|but|what if|fine|then)\b", re.I)
_MORE = re.compile(
    r"\b(how (many|much) (more|longer)|(more|further|additional) minutes|(another|next|one more|an? "
    r"(second|third|fourth|fifth|sixth|further|extra|additional)) unit|short of|away from)\b",
    re.I,
)
_MAPPED = re.compile(r"\b(for|as|called?|instead of|belongs?|under|code (for|of))\b", re.I)
_CODE = re.compile(
    r"\bcod(e|es|ing)\s*[?.!]*\s*$|^\s*codes?\b|\bcodes?\s*[?,:]|\bwhich\b.{0,40}\bcodes?\b"
    r"|\bcodes? (for|of) (each|it|this|that|them)|\bone code or two\b|\bwhat code\b|\bput it down as\b",
    re.I,
)
_NOT_PAIR = frozenset({"who-may-bill", "benefit-questions", "plan-coverage"})
_LINE = re.compile(r"\b(modifier|mod|59|xs|line)\b", re.I)
_REGARD = re.compile(
    r"\b(says?|said|according|claims?|state[sd]?|mentions?|recommend\w*|advises?|suggests?|writes?|article"
    r"|fact sheet|page|column|author|comment\w*|document)\b",
    re.I,
)


def intents_of(case: Case, library: Library) -> tuple[str, ...]:
    """The kinds of answer that a case asks for, the first first.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        Some of: `improper`, `greeting`, `minutes_for`, `units`, `mue`, `pair`, `status`,
        `choice`, `modifiers`, `ask_payer`, `documentation`, `what_if`, `why`, `source`, `explain`.
    """
    told: list[str] = []
    if case.facts.improper:
        told.append("improper")
    words = case.facts.wants
    inverse = _asks_minutes(case)
    if inverse:
        told.append("minutes_for")
    if _asks_mue(case):
        told.append("mue")
    elif not inverse and _asks_units(case, library):
        told.append("what_if" if _asks_more(case) else "units")
    if _asks_choice(case, library, told):
        told.append("choice")
    if _asks_pair(case, library, told):
        told.append("pair")
    if _asks_status(case, library, told):
        told.append("status")
    if case.wants("ask_payer") and "benefit-questions" in case.topics:
        told.append("ask_payer")
    if case.wants("documentation") and "documentation" in case.topics and case.codes:
        told.append("documentation")
    if case.follows:
        told = _followed(case, told, words)
    elif case.facts.wants & {"why", "source"} and not told:
        told = ["explain"]
    if _needs_passages(case, told):
        told.append("explain")
    if {"units", "choice"} <= set(told) and not case.wants("units"):
        told.remove("choice")
        told.insert(0, "choice")
    return tuple(dict.fromkeys(told))


def _asks_minutes(case: Case) -> bool:
    """Whether the minutes are asked for, rather than given."""
    return case.wants("minutes_for") and not case.timed and not case.facts.loose


def _asks_more(case: Case) -> bool:
    """Whether it is asked what more minutes would bring."""
    return bool(case.timed) and bool(_MORE.search(case.facts.question))


def _asks_mue(case: Case) -> bool:
    """Whether the daily limit is asked for."""
    return case.wants("mue") and not case.timed and bool(case.codes)


def _asks_units(case: Case, library: Library) -> bool:
    """Whether units are to be counted: minutes are given, and nothing else is asked of them."""
    if not case.timed:
        loose = [d for d in case.facts.loose if d.role in ("treatment", "total")]
        words = {t.fold for t in case.facts.tokens}
        asked = case.wants("units") or bool(_HOW_MANY_EACH.search(case.facts.question))
        return bool(loose) and (asked or bool(words & {"timed", "service"}))
    words = case.facts.question
    if case.wants("units") or _HOW_MANY_EACH.search(words) or case.methods:
        return True
    if case.wants("what_bill") and all(s.code for s in case.timed):
        return True
    if _wants_code(case) and not case.facts.codes:
        return False
    if _wants_code(case) and any(s.technique and not s.numbered for s in case.timed):
        return False
    if case.wants("pair") and case.wants("modifier", "edit") and len(case.codes) >= 2:
        return case.follows and "units" in case.earlier.intents
    if "documentation" in case.topics and not case.payer:
        return False
    return True


def _asks_choice(case: Case, library: Library, told: list[str]) -> bool:
    """Whether a code is to be chosen for what was done."""
    techniques = [s for s in case.services if s.technique and not s.numbered]
    named = [s for s in techniques if not library.techniques[s.technique or ""].weak]
    asked = _wants_code(case)
    if set(case.topics) & _NOT_PAIR:
        asked = False
    if "units" in told and not asked and not _is_note(case):
        open_code = [s for s in case.timed if s.technique and not s.numbered and s.code is None]
        return bool(open_code)
    if _REGARD.search(case.facts.question) and case.sources and not case.timed:
        return False
    if not techniques:
        sides = {library.goals[g].side for g in case.goals}
        described = sides & {"circulation", "restriction", "movement", "activity"}
        note = bool(case.facts.loose) and not case.codes
        return bool(described) and not case.codes and (asked or note)
    if not case.timed and _asks_whether(case, techniques, library):
        return True
    if asked:
        return bool(named) or not case.wants("pair", "coverage") or not case.codes
    if case.wants("definition") and not case.timed:
        return False
    return _is_note(case) and not case.facts.codes and not case.methods


def _asks_whether(case: Case, techniques: list[Service], library: Library) -> bool:
    """Whether it is asked if a code number is the code of a service that has another one."""
    if not case.facts.codes or len(case.facts.codes) > 2 or not _maps(case):
        return False
    if case.wants("beside") and len(case.facts.codes) > 1:
        return False
    others = [
        s
        for s in techniques
        if s.technique
        and (
            not set(case.facts.codes) <= library.technique_codes[s.technique]
            or not library.techniques[s.technique].weak
        )
    ]
    adjusting = {"adjustment"} == {s.technique for s in techniques}
    if adjusting and len(case.facts.codes) > 1:
        return False
    return bool(others) and not (case.facts.wants & {"documentation", "source", "compare"})


def _wants_code(case: Case) -> bool:
    """Whether a code is asked for."""
    question = case.facts.question
    return case.wants("choice") or bool(_OR_CODE.search(question) or _CODE.search(question))


def _is_note(case: Case) -> bool:
    """Whether the words are a note of what was done, with no question in them."""
    question = case.facts.question.strip()
    asks = case.facts.wants & {
        "units", "pair_strong", "status", "coverage", "definition", "mue", "documentation",
        "ask_payer", "why", "source", "who", "modifier", "edit", "when", "compare",
    }  # fmt: skip
    first = case.facts.tokens[0].fold if case.facts.tokens else ""
    return not question.endswith("?") and not asks and first not in {
        "is", "are", "can", "do", "does", "what", "which", "how", "who", "why", "when", "should",
    }  # fmt: skip


def _asks_pair(case: Case, library: Library, told: list[str]) -> bool:
    """Whether codes are asked about together."""
    codes = case.codes
    adjusting = any(s.technique == "adjustment" for s in case.services)
    several = len(codes) >= 2 or (len(codes) == 1 and adjusting and not _has_cmt(codes, library))
    several = several or _services_with_codes(case, library) >= 2
    if not several:
        return False
    if "units" in told:
        return bool(case.facts.wants & {"edit"}) or bool(_LINE.search(case.facts.question))
    if "choice" in told and not (case.facts.wants & {"pair", "modifier", "edit", "both"}):
        return case.wants("beside") and len(case.facts.codes) >= 2 and not _maps(case)
    if "choice" in told and _OR_CODE.search(case.facts.question):
        return bool(case.facts.wants & {"edit"})
    if _OR_CODE.search(case.facts.question) and not case.wants("pair", "edit", "modifier"):
        return False
    numbers = len(case.facts.codes) >= 2
    if case.sources and _REGARD.search(case.facts.question) and not case.wants("modifier", "edit"):
        return numbers and case.wants("pair", "beside") and case.wants("yes_no", "who")
    if case.facts.wants & {"pair", "edit"}:
        return True
    if case.wants("modifier") and (case.wants("beside") or len(case.codes) >= 2):
        return True
    if case.wants("both") and case.wants("choice", "units", "who", "yes_no"):
        return True
    if numbers and case.modifiers:
        return True
    if numbers and case.wants("beside") and not _MAPPED.search(case.facts.question):
        return not case.wants("definition", "compare", "documentation", "ask_payer")
    if _maps(case):
        return False
    asked = case.wants("yes_no", "who") and case.wants("beside") and case.wants("coverage", "units")
    return bool(asked and not (set(case.topics) & _NOT_PAIR)) or (case.follows and case.wants("both"))


_AS = re.compile(
    r"\b(as|for|use|using|used|called?|calling|instead of|considered|counts?|under|is|are|be|being"
    r"|belongs?|swears?|reporting|report)\b",
    re.I,
)


def _maps(case: Case) -> bool:
    """Whether a code is asked about as the code of a service that is named beside it."""
    if case.facts.wants & {"pair", "edit", "modifier"}:
        return False
    named = [s for s in case.services if s.technique or (s.code and not s.numbered)]
    codes = set(case.codes)
    return bool(named) and len(codes) >= 1 and bool(_AS.search(case.facts.question))


def _has_cmt(codes: tuple[str, ...], library: Library) -> bool:
    """Whether an adjustment code is among the codes."""
    return any(c in library.codes and library.codes[c].family.startswith("cmt") for c in codes)


def _services_with_codes(case: Case, library: Library) -> int:
    """How many of the services come to one code each."""
    found = set()
    for service in case.services:
        if service.code:
            found.add(service.code)
        elif service.technique:
            codes = library.technique_codes[service.technique]
            if len(codes) == 1:
                found |= codes
            elif service.technique == "adjustment":
                found.add("cmt")
    return len(found)


def _asks_status(case: Case, library: Library, told: list[str]) -> bool:
    """Whether a code's status is asked for, or a code is named that is gone or unknown."""
    gone = [
        c
        for c in case.codes
        if c not in library.codes or library.codes[c].status == "deleted"
    ]
    if gone:
        return True
    if not case.codes or not (case.facts.codes or case.follows or "code" in _folds(case)):
        return False
    if {"timed-codes", "untimed-codes"} & set(case.topics) and not case.timed:
        return True
    if case.wants("status"):
        steady = case.facts.wants & {"coverage", "modifier", "edit"}
        return not told or not steady
    return False


def _folds(case: Case) -> set[str]:
    """The folded words of the question."""
    return {t.fold for t in case.facts.tokens}


def _followed(case: Case, told: list[str], words: frozenset[str]) -> list[str]:
    """The kinds of a follow-up: its own, or the last turn's with the changed facts."""
    before = [i for i in case.earlier.intents if i not in ("improper", "greeting", "why", "source")]
    if case.earlier.asked in dict(case.stated) and case.earlier.asked not in dict(case.earlier.stated):
        return [i for i in before if i != "explain"] or told
    if told == ["choice"] and "pair" in before and case.services[:1] and _known(case):
        return ["pair"]
    if case.wants("why"):
        return ["why", *[i for i in before if i != "explain"]]
    if case.wants("source"):
        return ["source", *[i for i in before if i != "explain"], "explain"]
    if case.wants("modifier") and "pair" in before and not case.facts.topics:
        return ["pair"]
    if case.wants("matter") and "units" in before:
        return ["units", "explain"]
    if told:
        if told == ["status"] and "status" not in before and "mue" in before:
            return ["mue"]
        return told
    counting = {"units", "what_if"} & set(before) and case.timed
    if counting and told in ([], ["choice"]) and not _wants_code(case):
        return ["what_if"] if _asks_more(case) else ["units"]
    if _MORE.search(case.facts.question) and case.timed and not told:
        return ["what_if"]
    fresh = bool(case.facts.services or case.facts.codes)
    if fresh and case.timed and {"units", "what_if"} & set(before):
        return ["units"]
    if fresh and "choice" in before and any(s.technique for s in case.facts.services):
        return ["choice"]
    if fresh and not case.timed and any(s.technique for s in case.facts.services) and _OPENED.search(
        case.facts.question
    ):
        return ["choice"]
    if case.wants("yes_no") and {"timed"} & _folds(case) and case.codes:
        return ["status"]
    own = bool(case.facts.topics or words & {"definition", "documentation", "coverage"})
    if own and not (fresh and set(before) & {"pair", "status", "mue"}):
        return told
    return [i for i in before if i != "explain"] or told


def _known(case: Case) -> bool:
    """Whether the services that this turn names are those of the earlier turns."""
    earlier = {(s.technique, s.code) for s in case.earlier.services}
    techniques = {t for t, _ in earlier if t}
    codes = {c for _, c in earlier if c}
    own = case.facts.services
    return all(s.technique in techniques or s.code in codes for s in own)


def _needs_passages(case: Case, told: list[str]) -> bool:
    """Whether passages are wanted beside what is computed."""
    if not told or told == ["improper"] or set(case.sources) & set(case.called):
        return True
    if case.wants("definition", "coverage", "who", "documentation", "source", "compare", "when"):
        if {"units", "pair"} & set(told) and not case.wants("definition", "source", "compare"):
            return bool(set(case.topics) - {"units"}) and "units" not in told
        return "status" not in told or bool(case.topics)
    if told == ["minutes_for"]:
        return False
    return "choice" not in told and "units" not in told and "pair" not in told
