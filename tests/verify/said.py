"""What the assistant says, sentence by sentence, with all that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import Assistant
from assistant.answer import Answer, Calculation, Citation
from assistant.context import Context
from assistant.verify import Ground, why_text_falls
from evals.case import Case
from knowledge.library import Library


@dataclass(frozen=True)
class Said:
    """A sentence and what it rests on.

    Attributes:
        text: The sentence.
        citations: The citations that it rests on.
        calculations: The calculations that it rests on.
        asked: The asker's words so far.
    """

    text: str
    citations: tuple[Citation, ...]
    calculations: tuple[Calculation, ...]
    asked: tuple[str, ...] = ()

    def ground(self, context: Context) -> Ground:
        """What it may rest on beside its supports: for itself and every change of it.

        Args:
            context: The library.
        """
        return Ground(self.asked, context)

    def falls(self, ground: Ground, text: str | None = None) -> str | None:
        """Why it, or a changed text in its place, falls; None where it stands.

        Args:
            ground: Its ground.
            text: The changed text.
        """
        by_id = {c.id: c for c in self.calculations}
        return why_text_falls(text or self.text, ground, self.citations, by_id)


def passages(library: Library) -> Iterator[Said]:
    """Every passage of the library as a sentence that rests on itself."""
    for passage in library.passages.values():
        source = library.sources[passage.source]
        yield Said(
            passage.text,
            (
                Citation(
                    id=passage.id, source_id=source.id, title=source.title,
                    publisher=source.publisher, published=source.published,
                    authority=passage.authority or source.authority, locator=passage.at,
                    text=passage.text, url=source.url,
                ),
            ),
            (),
        )  # fmt: skip


def answers(
    assistant: Assistant, cases: Sequence[Case]
) -> Iterator[tuple[Answer, tuple[str, ...]]]:
    """The answers to every turn of some cases, each with the asker's words so far."""
    for case in cases:
        conversation = None
        asked = [case.payer.replace("_", " ")] if case.payer else []
        for turn in case.turns:
            reply = assistant.ask(turn, conversation, payer=case.payer, date=case.date)
            conversation = reply.conversation
            asked.append(reply.question)
            yield reply.answer, tuple(asked)


def sentences(answer: Answer, asked: tuple[str, ...]) -> Iterator[Said]:
    """The statements of an answer, its headline where it is none of them, and its steps."""
    cited = {c.id: c for c in answer.citations}
    computed = {c.id: c for c in answer.calculations}
    for statement in answer.statements:
        yield Said(
            statement.text,
            tuple(cited[s] for s in statement.supports if s in cited),
            tuple(computed[s] for s in statement.supports if s in computed),
            asked,
        )
    for calculation in answer.calculations:
        for step in calculation.steps:
            yield Said(step.says, tuple(cited[s] for s in step.supports), (calculation,), asked)
