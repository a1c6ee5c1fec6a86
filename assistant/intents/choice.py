"""What shows that a code is asked for: for what was done, or whether a number is the right one."""

from __future__ import annotations

from assistant.intents.signs import maps, puts_a_question, wants_code
from assistant.reading.facts import Service
from assistant.turns.case import ANY_CODES, Case
from assistant.turns.signs import IT_IS_CODE
from knowledge.library import Library
from knowledge.phrases import Phrases

_THAT_CODE = Phrases(
    "that_code",
    r"(?:[.,:;!-]| under| as) *(?:so )?\d{5}(?: (?:ok|okay|right|correct|good|fine|then|yes))? ?\?"
    r"|^\W*(?:(?:ok|okay|so|well) )*(?:is|are|isn't|aren't) "
    r"(?:(?!\b(?:with|and|beside|on|for|bundled|covered|billed|payable|than|or)\b)"
    r"[^.?!,;\d]){2,50} \d{5}(?: (?:if|when|even if|done by|by)\b[^.?!;\d]*)?\W*$"
    r"|^\W*(?:(?!\b(?:with|and|beside|on|for|bundled|covered|billed|payable|than|or|what|who|how|when"
    r"|why|where|which|do|does|did|can|may|should|will|must|about|define|need|use|is|are)\b)"
    r"[^.?!,;:&+/\d]){2,40} \d{5} ?\?\W*$",
)


def puts_code_forward(words: str) -> bool:
    """Whether a number is put forward as the code of what is described."""
    return bool(IT_IS_CODE.search(words) or _THAT_CODE.search(words))


def own_names(case: Case) -> tuple[str, ...]:
    """The codes whose own names stand for services, no technique and no number with them."""
    plain = [
        s.code
        for s in case.services
        if s.code not in (None, *ANY_CODES) and not s.technique and not s.numbered
    ]
    return tuple(dict.fromkeys(plain))


def of_the_lines(case: Case) -> bool:
    """Whether a modifier is asked about on lines whose codes stand beside their services."""
    asked = case.modifiers or case.wants("modifier")
    if asked and case.shows("which_line"):
        return True
    several = len(case.modifiers) > 1
    if case.modifiers and (case.wants("yes_no") or several) and not wants_code(case):
        return True
    lines = len({s.code or s.technique for s in case.services}) > 1
    return bool(asked and lines and case.facts.codes and not case.shows("code_or_code"))


def of_a_gone(case: Case, library: Library) -> bool:
    """Whether it is asked if a deleted code still holds whose successor is the service's code."""
    gone = [c for c in case.facts.codes if c in library.codes and library.codes[c].replaced_by]
    own = {c for s in case.services if s.technique for c in library.technique_codes[s.technique]}
    after = {c for code in gone for c in library.codes[code].replaced_by}
    return bool(own & after) and case.wants("status") and len(gone) == len(case.facts.codes)


def noted_without_technique(case: Case) -> bool:
    """Whether treatment minutes and a place on the body are told, and nothing of what was done.

    A word of the field whose code is asked for stands for a place: "some therapy 30 min, code?".

    Args:
        case: The case.
    """
    named = "field" in case.facts.scope and wants_code(case)
    placed = named or bool(case.regions or case.muscles or case.facts.open_regions)
    timed = any(d.role == "treatment" for d in case.facts.loose)
    return placed and timed and not case.services and not case.codes and not case.follows


def terse(case: Case, library: Library) -> bool:
    """Whether the words are a few of a chart, in which nobody speaks of themselves."""
    words = [t.fold for t in case.facts.tokens if t.kind == "word"]
    return len(words) <= _CHARTED and not set(library.words.of_oneself) & set(words)


_CHARTED = 9


def on_another_subject(case: Case, techniques: list[Service], library: Library) -> bool:
    """Whether a general word such as "massage" only says what another question is about.

    It describes something done where minutes, a place, a goal or a manner stand with it, or where
    its code is asked for in so many words.
    """
    facts = case.facts
    if not all(library.techniques[s.technique or ""].weak for s in techniques):
        return False
    told = (
        facts.loose or facts.timed_services or facts.regions or facts.muscles or facts.goals
        or facts.stated or facts.codes or case.follows
    )  # fmt: skip
    if told or case.wants("what_bill") or wants_code(case):
        return False
    topics = library.subjects.beyond(case.topics, "choice")
    other = topics or facts.modifiers or facts.payers or facts.unheld
    words = sum(t.kind == "word" for t in facts.tokens)
    named = any(_names_a_thing(case, s, library) for s in techniques)
    return bool(other) or named or words > _BARE or len(facts.tokens) > words + 1


def _names_a_thing(case: Case, service: Service, library: Library) -> bool:
    """Whether a general word only qualifies the noun behind it: "massage table height"."""
    behind = case.facts.tokens[service.last + 1 : service.last + 2]
    scope = {w for kind in ("field", "billing", "counted") for w in library.scope[kind]}
    known = {*library.words.plain, *scope} - {*library.words.things}
    return bool(behind) and behind[0].kind == "word" and behind[0].fold not in known


_BARE = 4
"""Up to so many words a general word stands for the question after its code."""


def asks_whether(case: Case, techniques: list[Service], library: Library) -> bool:
    """Whether it is asked if a code number is the code of a service that has another one."""
    tools = [t for s in techniques if (t := library.techniques[s.technique or ""]).kind == "device"]
    with_a_tool = len(case.facts.codes) == 1 and len(tools) == len(techniques)
    if not case.facts.codes or len(case.facts.codes) > 2 or not (maps(case) or with_a_tool):
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
    if case.wants("beside") and library.adjusting(case.facts.codes[:1]):
        return False
    adjusting = all(library.adjusts(s.technique) for s in techniques)
    if adjusting and (len(case.facts.codes) > 1 or case.wants("beside")):
        return False
    # "Is 97140 the same as MFR?" asks of one code, and compares no two.
    equated = len(case.facts.codes) == 1 and "same" in case.facts.folds
    compared = case.wants("compare") and not equated
    return bool(others) and not compared and not case.wants("documentation", "source")


def is_note(case: Case) -> bool:
    """Whether the words are a note of what was done, with no question in them but its mark."""
    facts, question = case.facts, case.facts.question.strip()
    asks = case.facts.wants & {
        "units", "pair_strong", "status", "coverage", "definition", "mue", "documentation",
        "ask_payer", "why", "source", "who", "modifier", "edit", "when", "compare",
    }  # fmt: skip
    named = facts.codes or facts.modifiers or facts.topics or facts.wants - {"beside"}
    asked = question.endswith("?") and (named or case.follows or ". " in question)
    return not (asked or asks or puts_a_question(question))
