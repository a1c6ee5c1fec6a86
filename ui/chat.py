"""The chat of one browser tab: its turns, and asking the next one."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ui import words
from ui.warmup import Opened, sentence

if TYPE_CHECKING:
    from assistant.answer import Answer

log: Final = logging.getLogger(__name__)

LONGEST_QUESTION: Final = 20_000


class NotAnsweredError(Exception):
    """A question got no answer; the message is one sentence for the user."""


@dataclass(frozen=True)
class Turn:
    """A question, masked, and its answer.

    Attributes:
        question: As typed, with personal health information masked.
        answer: The assistant's answer.
        notices: Sentences for the user, such as that something was masked.
        facts: What the sidebar stated when it was asked, in words.
    """

    question: str
    answer: Answer
    notices: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass
class Chat:
    """A chat, as it is kept.

    Attributes:
        id: Its name on disk and in the page's address; empty before the first question.
        payer: The payer's id that the sidebar states; None where it is not stated.
        day: The date of service that the sidebar states; None where it is not stated.
        conversation: What the assistant carries from turn to turn, as plain data.
        turns: The turns so far.
    """

    id: str = ""
    payer: str | None = None
    day: date | None = None
    conversation: dict[str, Any] | None = None
    turns: list[Turn] = field(default_factory=list)

    def ask(
        self,
        question: str,
        opened: Opened,
        payer_name: str = "",
        shown: Callable[[Turn], None] | None = None,
    ) -> Turn:
        """Ask the next question and add the turn.

        Args:
            question: As typed. It is not kept; the masked form that comes back is.
            opened: The assistant.
            payer_name: The stated payer's name, to be shown with the question.
            shown: Where a model rewords the answer, is given the turn as far as it is checked:
                at once, and again with each sentence that stands.

        Raises:
            NotAnsweredError: The question is too long, or the program failed on it.
        """
        if len(question) > LONGEST_QUESTION:
            raise NotAnsweredError(
                words.TOO_LONG.format(count=f"{len(question):,}", most=f"{LONGEST_QUESTION:,}")
            )
        before, lost = self._before(opened)
        facts = self._facts(payer_name)

        def tell(answer: Answer) -> None:
            if shown is not None:
                shown(Turn(_masked(question), answer, (words.WORDING, *lost), facts))

        try:
            reply = opened.assistant.ask(
                question, before, payer=self.payer, date=self.day, shown=tell
            )
            after = reply.conversation.model_dump(mode="json")
        except Exception as error:
            # Where it failed, but not the error's words: they may hold the question's.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("A question could not be answered: %s\n%s", type(error).__name__, where)
            raise NotAnsweredError(sentence(error, words.ASK_FAILED, opened.told)) from error
        turn = Turn(reply.question, reply.answer, (*reply.notices, *lost), facts)
        self.conversation = after
        self.turns.append(turn)
        return turn

    def _facts(self, payer_name: str) -> tuple[str, ...]:
        """What the sidebar states, in words."""
        facts = []
        if self.payer:
            facts.append(words.FACT_PAYER.format(name=payer_name or self.payer))
        if self.day:
            facts.append(words.FACT_DATE.format(day=self.day.isoformat()))
        return tuple(facts)

    def _before(self, opened: Opened) -> tuple[Any, tuple[str, ...]]:
        """What is carried on from, and a sentence where that could not be read back.

        A chat may have been kept by an earlier version, whose facts this one does not know.
        """
        if self.conversation is None:
            return opened.conversation(), ()
        try:
            return opened.conversation.model_validate(self.conversation), ()
        except ValueError:
            return opened.conversation(), (words.NOT_CARRIED,)


def _masked(question: str) -> str:
    """The question as it will be kept, for a turn that is shown before it is whole."""
    from assistant.personal import mask

    return mask(question).text
