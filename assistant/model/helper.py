"""The model as the assistant uses it: it rewords an answer, or says what a question may mean."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from assistant.model.chat import ChatModel, ModelUnavailable
from assistant.model.deadline import within
from assistant.model.prompt import PHRASING, UNDERSTANDING, phrasing_sheet, understanding_sheet
from assistant.model.session import MOST_LETTERS, converse
from assistant.model.tools import Bench
from assistant.model.understand import Understanding
from assistant.model.wording import Gate, Own, Sentence, Wording, plain_text

MOST_JUDGED = 4
"""So many sentences at most are looked at for each of the assistant's own."""
_GRACE = 1.0
"""So many seconds after the model's time the last of its sentences are looked at."""
Shown = Callable[[Mapping[str, str]], None]


@dataclass
class Phrased:
    """What came of asking the model to reword an answer.

    Attributes:
        texts: The words that passed, by the assistant's own sentence.
        fallen: How many of its sentences did not pass.
        fault: Why nothing came of it, in a sentence; None where something did.
    """

    texts: dict[str, str] = field(default_factory=dict)
    fallen: int = 0
    fault: str | None = None


class ModelHelper:
    """Asks the configured model, within its time; whatever goes wrong, nothing is lost.

    Args:
        chat: The model.
    """

    def __init__(self, chat: ChatModel) -> None:
        self._chat = chat

    @property
    def name(self) -> str:
        """The model's name, for the user."""
        return f"{self._chat.settings.provider}:{self._chat.settings.name}"

    def warm(self) -> None:
        """Load the model's package in the background, so that a first question doesn't wait.

        What goes wrong is told with the first question.
        """

        def load() -> None:
            with suppress(ModelUnavailable):
                self._chat.get()

        threading.Thread(target=load, daemon=True, name="model-warm").start()

    def phrase(
        self,
        question: str,
        own: Sequence[Own],
        texts: Mapping[str, str],
        bench: Bench,
        gate: Gate,
        shown: Shown | None = None,
    ) -> Phrased:
        """Ask for plainer words for an answer's sentences.

        Args:
            question: The asker's words, masked.
            own: The assistant's own sentences, verified.
            texts: The text of each support by its id.
            bench: The tools that the model may call.
            gate: What lets a sentence of the model's pass.
            shown: Is told, while the model still speaks, which words passed so far.
        """
        seconds = self._chat.settings.seconds
        judge = _Judge(own, gate, time.monotonic() + seconds + _GRACE)

        def partly(args: dict[str, object]) -> None:
            if judge.take(_whole(args)) and shown is not None:
                shown(judge.passed)

        try:
            sheet = phrasing_sheet(question, own, texts)
            wording = within(
                seconds,
                lambda tell: converse(
                    self._chat.get(), PHRASING, sheet, Wording, tell, bench.tools()
                ),
                partly,
            )
        except Exception as problem:
            return Phrased(fault=self._fault(problem))
        judge.take(wording.sentences)
        return Phrased(judge.passed, judge.fallen(wording.sentences))

    def understand(
        self, question: str, names: Iterable[str], kinds: Iterable[str]
    ) -> Understanding:
        """Ask what the words of a question may mean; nothing where the model fails.

        Args:
            question: The asker's words, masked.
            names: The names of the library's vocabulary.
            kinds: The kinds of answer.
        """
        sheet = understanding_sheet(question, names, kinds)
        try:
            return within(
                self._chat.settings.seconds,
                lambda tell: converse(self._chat.get(), UNDERSTANDING, sheet, Understanding, tell),
            )
        except Exception:
            return Understanding()

    def _fault(self, problem: Exception) -> str:
        """Why the model's words are not used, in a sentence without what it said."""
        if isinstance(problem, ModelUnavailable):
            return str(problem)
        status = getattr(problem, "status_code", None)
        if isinstance(problem, TimeoutError):
            why = f"gave no answer within {self._chat.settings.seconds:g} s"
        elif "connect" in type(problem).__name__.lower():
            why = "could not be reached"
        elif isinstance(status, int):
            why = f"answered with the HTTP status {status}"
        else:
            why = "gave no answer that can be used"
        return f"The wording is the library's own: {self.name} was asked and {why}."


class _Judge:
    """Looks at each of a model's sentences once, and no longer than its time."""

    def __init__(self, own: Sequence[Own], gate: Gate, end: float) -> None:
        self._own = {o.id: o for o in own}
        self._gate, self._end = gate, end
        self._left = MOST_JUDGED * len(own)
        self._judged: dict[tuple[str, str, tuple[str, ...]], bool] = {}
        self.passed: dict[str, str] = {}

    def take(self, sentences: Iterable[Sentence]) -> bool:
        """Keep those that pass, the first for each of the assistant's own; whether any is new."""
        before = len(self.passed)
        for sentence in sentences:
            own = self._own.get(sentence.of)
            if own is not None and own.text not in self.passed and self._admits(sentence, own):
                self.passed[own.text] = plain_text(sentence.text)
        return len(self.passed) > before

    def fallen(self, sentences: Sequence[Sentence]) -> int:
        """How many sentences, each counted once, did not pass; one left as it was is none."""
        told = {_key(s): s for s in sentences}
        return sum(
            not self._judged.get(key, False)
            for key, s in told.items()
            if s.of not in self._own or plain_text(s.text) != self._own[s.of].text
        )

    def _admits(self, sentence: Sentence, own: Own) -> bool:
        """Whether a sentence passes; what comes too late or too often does not."""
        key = _key(sentence)
        if key not in self._judged and self._left > 0 and time.monotonic() < self._end:
            self._left -= 1
            try:
                self._judged[key] = self._gate.admits(sentence, own)
            except Exception:
                # A text on which the check itself stumbles has not passed it.
                self._judged[key] = False
        return self._judged.get(key, False)


def _key(sentence: Sentence) -> tuple[str, str, tuple[str, ...]]:
    """A sentence as it is told from others."""
    return sentence.of, sentence.text, tuple(sentence.supports)


def _whole(args: Mapping[str, object]) -> list[Sentence]:
    """The sentences of a reply that is still coming, without the last, which may be cut."""
    told = args.get("sentences")
    if not isinstance(told, list) or len(told) > MOST_LETTERS:
        return []
    found = []
    for one in told[:-1]:
        with suppress(ValueError):
            found.append(Sentence.model_validate(one))
    return found
