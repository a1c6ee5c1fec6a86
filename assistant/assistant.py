"""A question in, a verified answer out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, LibraryStamp
from assistant.answers.choice import answer_choice
from assistant.answers.codes import answer_minutes_for, answer_mue, answer_status
from assistant.answers.documents import answer_ask_payer, answer_documentation
from assistant.answers.improper import answer_improper
from assistant.answers.pair import answer_pair
from assistant.answers.passages import answer_beside, answer_passages
from assistant.answers.units import answer_units
from assistant.answers.what_if import answer_what_if
from assistant.compose import compose, stamp
from assistant.context import Context, Found
from assistant.draft import Block
from assistant.gates import coverage_gate, doubt_gate, scope_gate, score_gate
from assistant.intents.find import intents_of
from assistant.personal import mask
from assistant.reading.reader import Reader
from assistant.turns.carry import carry
from assistant.turns.case import Case
from assistant.turns.conversation import CarriedService, Conversation
from knowledge.library import Library

Search = Callable[[Case], Sequence[Found]]

_COMPUTERS: dict[str, Callable[[Case, Context], Block | None]] = {
    "improper": answer_improper,
    "units": answer_units,
    "what_if": answer_what_if,
    "minutes_for": answer_minutes_for,
    "mue": answer_mue,
    "choice": answer_choice,
    "pair": answer_pair,
    "status": answer_status,
    "documentation": answer_documentation,
    "ask_payer": answer_ask_payer,
}


@dataclass(frozen=True)
class Reply:
    """An answer with the conversation that it leaves.

    Attributes:
        answer: The answer.
        conversation: What the next turn carries on from.
        question: The asker's words as typed, personal health information masked.
        notices: Sentences for the user, such as that something was masked.
    """

    answer: Answer
    conversation: Conversation
    question: str
    notices: tuple[str, ...] = ()


class Assistant:
    """Answers questions from a library.

    Args:
        context: The library and what the user added.
        search: Finds passages for a case.
        warm: Loads in the background what a first question would wait for.
    """

    def __init__(
        self, context: Context, search: Search, warm: Callable[[], Future[None]] | None = None
    ) -> None:
        self._context = context
        self._search = search
        self._warm = warm
        self._reader = Reader(context.library)

    @classmethod
    def open(cls) -> Assistant:
        """The assistant of this machine: the bundled library and what the user added.

        Raises:
            Unusable: It can't be used; one sentence says why and what to do.
        """
        from assistant.opening import open_all

        opened = open_all()
        return cls(opened.context, opened.search, opened.index.warm)

    def warm(self) -> None:
        """Load what a first question would wait for; returns when it is done.

        Raises:
            Exception: What went wrong; questions are answered without it meanwhile.
        """
        if self._warm is not None:
            self._warm().result()

    @property
    def context(self) -> Context:
        """The library and what the user added."""
        return self._context

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences on what isn't as it should be, such as a search by words alone."""
        return tuple(self._context.notices)

    @property
    def library(self) -> Library:
        """The knowledge base."""
        return self._context.library

    @property
    def stamp(self) -> LibraryStamp:
        """Which library answers."""
        return stamp(self._context)

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions to start from."""
        return self.library.examples

    def payers(self) -> tuple[tuple[str, str], ...]:
        """The payers that are held, as id and name."""
        return tuple((p.id, p.name) for p in self.library.payers.values())

    def ask(
        self,
        question: str,
        conversation: Conversation | None = None,
        payer: str | None = None,
        date: date | None = None,
    ) -> Reply:
        """Answer one turn.

        Args:
            question: The asker's words.
            conversation: The conversation so far.
            payer: A payer's id, stated outside the words.
            date: The date of service, stated outside the words.
        """
        earlier = conversation or Conversation()
        masked = mask(question)
        counting = any(s.minutes is not None for s in earlier.services)
        facts = self._reader.read(masked.text, counting)
        given = {"payer": payer, "date": date}
        case = carry(facts, earlier, given, self.library)
        case = case.with_(intents=intents_of(case, self.library))
        blocks = self._blocks(case)
        answer = compose(case, blocks, self._context)
        notices = (masked.notice,) if masked.notice and not earlier.masked else ()
        left = _left(case, answer, blocks)
        if masked.notice:
            left = left.model_copy(update={"masked": True})
        return Reply(answer, left, masked.text, notices)

    def _blocks(self, case: Case) -> list[Block]:
        """The blocks of an answer."""
        outside = scope_gate(case)
        if outside is not None:
            return [outside]
        hits = self._search(case)
        doubtful = doubt_gate(case, hits)
        if doubtful is not None:
            return [doubtful]
        missing = coverage_gate(case, self._context, hits)
        if missing is not None and "improper" not in case.intents:
            return [missing]
        far = score_gate(case, hits, self._context)
        if far is not None:
            return [far]
        blocks = [
            block
            for intent in case.intents
            if (computer := _COMPUTERS.get(intent)) and (block := computer(case, self._context))
        ]
        if not blocks or ("explain" in case.intents and blocks[0].refused is None):
            most = 5 if not blocks else 2
            told = answer_passages(case, self._context, hits, most=most)
            if told is not None:
                blocks.append(told)
        if blocks and blocks[0].refused is None:
            beside = answer_beside(case, self._context, blocks, hits)
            if beside is not None:
                blocks.append(beside)
        if not blocks:
            return [Block("gate", refused="not_supported")]
        return blocks


def _left(case: Case, answer: Answer, blocks: Sequence[Block]) -> Conversation:
    """The conversation that a turn leaves."""
    earlier = case.earlier
    said = (*earlier.said, case.facts.question)[-12:]
    if answer.status == "out_of_scope":
        return earlier.model_copy(update={"said": said})
    chosen = [
        code for c in answer.calculations if c.tool == "code_choice" for code in c.result["codes"]
    ]
    pair = next((c.result for c in answer.calculations if c.tool == "pair"), None)
    recent = tuple(dict.fromkeys((*chosen, *case.codes[::-1], *earlier.recent_codes)))[:6]
    cited = tuple(
        dict.fromkeys(k for b in blocks for line in _lines(b) for k in line if ":" not in k)
    )
    return Conversation(
        said=said,
        services=tuple(
            CarriedService(code=s.code, technique=s.technique, minutes=s.minutes, regions=s.regions)
            for s in case.services
        ),
        parked=_parked(case),
        codes=case.codes or tuple(chosen),
        recent_codes=recent,
        pair=(pair["column1"], pair["column2"]) if pair else None,
        payer=case.payer,
        payer_denied=case.payer_denied,
        methods=case.methods,
        mentioned_methods=case.facts.methods or case.earlier.mentioned_methods,
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
        sources=case.sources,
        intents=case.intents,
        asked=answer.asks.fact if answer.asks else None,
        cited=cited[:12],
        headline=answer.headline,
        subject=next((s.technique for s in case.services if s.technique), "") or "",
    )


def _parked(case: Case) -> tuple[CarriedService, ...]:
    """The last services that had minutes, for a return to them."""
    timed = tuple(
        CarriedService(code=s.code, technique=s.technique, minutes=s.minutes, regions=s.regions)
        for s in case.services
    )
    return timed if case.timed else case.earlier.parked


def _lines(block: Block) -> list[tuple[str, ...]]:
    """The supports of a block's sentences."""
    return [line.supports for line in ([block.headline] if block.headline else []) + block.lines]
