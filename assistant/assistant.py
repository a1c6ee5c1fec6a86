"""A question in, a verified answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from assistant.answer import Answer, LibraryStamp
from assistant.compose import compose, stamp
from assistant.computers import blocks_of
from assistant.context import Context
from assistant.finding import LookedFor, Search
from assistant.gates import LONGEST
from assistant.intents.find import intents_of
from assistant.own.answering import with_documents
from assistant.parts import in_parts
from assistant.personal import mask
from assistant.reading.reader import reader_of
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from assistant.turns.leave import leave
from assistant.turns.putting import put
from assistant.verify import warm as warm_gate
from knowledge.library import Library
from knowledge.phrases import warm_phrases

if TYPE_CHECKING:
    from assistant.model.helper import ModelHelper
    from retrieval.making import Progress


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
        model: The language model, where one is configured.
    """

    def __init__(
        self,
        context: Context,
        search: Search,
        warm: Callable[[], Future[None]] | None = None,
        model: ModelHelper | None = None,
    ) -> None:
        self._context = context
        self._search = search
        self._warm = warm
        self._model = model
        self._reader = reader_of(context.library)

    @classmethod
    def open(cls, progress: Progress | None = None) -> Assistant:
        """The assistant of this machine: the bundled library and what the user added.

        Args:
            progress: Is told a collection's name and how far its index is, while one is made anew.

        Raises:
            Unusable: It can't be used; one sentence says why and what to do.
        """
        from assistant.opening import open_all

        opened = open_all(progress=progress)
        return cls(opened.context, opened.search, opened.index.warm, opened.model)

    def warm(self) -> None:
        """Load what a first question would wait for; returns when it is done.

        Raises:
            Exception: What went wrong; questions are answered without it meanwhile.
        """
        from assistant.opening import settle

        loading = self._warm() if self._warm is not None else None
        warm_gate(self._context)
        warm_phrases()
        if loading is not None:
            loading.result()
        settle()

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
        shown: Callable[[Answer], None] | None = None,
    ) -> Reply:
        """Answer one turn.

        Args:
            question: The asker's words.
            conversation: The conversation so far.
            payer: A payer's id, stated outside the words.
            date: The date of service, stated outside the words.
            shown: Where a model is configured, is called in this thread with the whole verified
                answer: at once with the assistant's own words, and again each time that a
                sentence of the model's passed the last gate. Each call replaces the one before;
                nothing unverified ever comes, and the reply's answer is the last word. Without a
                model it is not called.
        """
        earlier = conversation or Conversation()
        masked = mask(question)
        given = {"payer": payer, "date": date}
        # One character past the longest is enough to be told that it is too long.
        case, answer = self._answered(masked.text[: LONGEST + 1], earlier, given)
        notices = [masked.notice] if masked.notice and not earlier.masked else []
        if self._model is not None:
            answer, fault = self._helped(self._model, case, answer, given, shown)
            notices += [fault] if fault else []
        left = leave(case, answer, bool(masked.notice), self.library)
        return Reply(answer, left, masked.text, tuple(notices))

    def _answered(
        self, question: str, earlier: Conversation, given: Mapping[str, object], depth: int = 0
    ) -> tuple[Case, Answer]:
        """The assistant's own case and answer.

        A part of a message may put its whole again, so parts of parts are not taken apart.
        """
        case = put(question, self._reader, earlier, given, self.library)
        case = case.with_(part=depth > 0)
        part = partial(self._answered, given={**given, "sources": case.sources}, depth=depth + 1)
        parted = None
        if depth <= 1:
            parted = in_parts(case, earlier, self._reader, part, self._context)
        if parted is not None:
            return parted
        case = case.with_(intents=intents_of(case, self.library))
        hits = LookedFor(self._search, case)
        blocks = with_documents(case, blocks_of(case, hits, self._context), self._context)
        return case, compose(case, blocks, self._context)

    def _helped(
        self,
        model: ModelHelper,
        case: Case,
        answer: Answer,
        given: Mapping[str, object],
        shown: Callable[[Answer], None] | None,
    ) -> tuple[Answer, str | None]:
        """An answer with the model's help, and why there was none."""
        from assistant.model.improve import phrased
        from assistant.model.made_out import made_out

        if shown is not None:
            shown(answer)
        if answer.status == "answered":
            return phrased(model, case, answer, self._context, shown)

        def own(question: str) -> tuple[Case, Answer]:
            return self._answered(question, case.earlier, given)

        return made_out(model, case, answer, own, self.library), None
