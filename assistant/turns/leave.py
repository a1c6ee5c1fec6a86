"""The conversation that a turn leaves behind."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.reading.facts import Service
from assistant.turns.case import Case
from assistant.turns.conversation import CarriedService, Conversation

_TURNS = 12
_RECENT = 6


def leave(case: Case, answer: Answer, masked: bool) -> Conversation:
    """The conversation after a turn; one that was out of scope leaves the facts as they were.

    Args:
        case: The turn's case.
        answer: Its answer.
        masked: Whether personal health information was masked in it.
    """
    earlier = case.earlier
    said = (*earlier.said, case.facts.question)[-_TURNS:]
    masked = masked or earlier.masked
    if answer.status == "out_of_scope":
        return earlier.model_copy(update={"said": said, "masked": masked})
    chosen = [
        code for c in answer.calculations if c.tool == "code_choice" for code in c.result["codes"]
    ]
    pair = next((c.result for c in answer.calculations if c.tool == "pair"), None)
    recent = dict.fromkeys((*chosen, *case.codes[::-1], *earlier.recent_codes))
    services = tuple(_carried(s) for s in case.services)
    return Conversation(
        said=said,
        services=services,
        parked=services if case.timed else earlier.parked,
        codes=case.codes or tuple(chosen),
        recent_codes=tuple(recent)[:_RECENT],
        pair=(pair["column1"], pair["column2"]) if pair else None,
        payer=case.payer,
        payer_denied=case.payer_denied,
        methods=case.methods,
        mentioned_methods=case.facts.methods or earlier.mentioned_methods,
        date_of_service=case.date_of_service,
        providers=case.providers,
        regions=case.regions,
        region_count=case.region_count,
        muscles=case.muscles,
        muscle_count=case.muscle_count,
        goals=case.goals,
        stated=case.stated,
        modifiers=case.modifiers,
        topics=case.topics,
        intents=case.intents,
        asked=answer.asks.fact if answer.asks else None,
        masked=masked,
    )


def _carried(service: Service) -> CarriedService:
    """A service as the conversation keeps it."""
    return CarriedService(
        code=service.code,
        technique=service.technique,
        minutes=service.minutes,
        regions=service.regions,
    )
