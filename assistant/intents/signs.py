"""Signs in the words of what is asked for."""

from __future__ import annotations

import re

from assistant.turns.case import Case

OR_CODE = re.compile(r"\b(?:\d{5})\b[^.?!]{0,40}?\bor\b[^.?!]{0,20}?\b(?:\d{5})\b", re.I)


REGARD = re.compile(
    r"\b(says?|said|according|claims?|state[sd]?|mentions?|recommend\w*|advises?|suggests?|writes?|article"
    r"|fact sheet|page|column|author|comment\w*|document)\b",
    re.I,
)


NOT_PAIR = frozenset({"who-may-bill", "benefit-questions", "plan-coverage"})


_AS = re.compile(
    r"\b(as|for|use|using|used|called?|calling|instead of|considered|counts?|under|is|are|be|being"
    r"|belongs?|swears?|reporting|report)\b",
    re.I,
)


def maps(case: Case) -> bool:
    """Whether a code is asked about as the code of a service that is named beside it."""
    if case.facts.wants & {"pair", "edit", "modifier"}:
        return False
    named = [s for s in case.services if s.technique or (s.code and not s.numbered)]
    codes = set(case.codes)
    return bool(named) and len(codes) >= 1 and bool(_AS.search(case.facts.question))


CODE = re.compile(
    r"\bcod(e|es|ing)\s*[?.!]*\s*$|^\s*codes?\b|\bcodes?\s*[?,:]|\bwhich\b.{0,40}\bcodes?\b"
    r"|\bcodes? (for|of) (each|it|this|that|them)|\bone code or two\b|\bwhat code\b"
    r"|\bput it down as\b",
    re.I,
)


def wants_code(case: Case) -> bool:
    """Whether a code is asked for."""
    question = case.facts.question
    return case.wants("choice") or bool(OR_CODE.search(question) or CODE.search(question))


MORE = re.compile(
    r"\b(how (many|much) (more|longer)|(more|further|additional) minutes|(another|next|one more"
    r"|an? (second|third|fourth|fifth|sixth|further|extra|additional)) unit|short of|away from)\b",
    re.I,
)


def asks_more(case: Case) -> bool:
    """Whether it is asked what more minutes would bring."""
    return bool(case.timed) and bool(MORE.search(case.facts.question))


def folds(case: Case) -> set[str]:
    """The folded words of the question."""
    return {t.fold for t in case.facts.tokens}


USED_FOR = re.compile(r"\b(use|bill|code|report|charge)\b.{0,20}\b\d{5}\b.{0,12}\bfor\b", re.I)
