"""The model as the assistant uses it: it rewords an answer, or says what a question may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.model.chat import ChatModel, ModelUnavailable
from assistant.model.deadline import within
from assistant.model.prompt import (
    PHRASING,
    UNDERSTANDING,
    phrasing_sheet,
    texts_of,
    understanding_sheet,
)
from assistant.model.session import converse
from assistant.model.tools import Bench
from assistant.model.understand import Understanding
from assistant.model.wording import Gate, Own, Sentence, Wording
from coding_tools.trace import Calculation

MOST_MORE = 2
"""So many calculations at most are added because the model asked for them."""


@dataclass
class Phrased:
    """What came of asking the model to reword an answer.

    Attributes:
        texts: The words that passed, by the assistant's own sentence.
        more: Calculations to show too.
        fallen: How many of its sentences did not pass.
        handed: How many it handed in.
        fault: Why nothing came of it, in a sentence; None where something did.
    """

    texts: dict[str, str] = field(default_factory=dict)
    more: list[Calculation] = field(default_factory=list)
    fallen: int = 0
    handed: int = 0
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

    def phrase(
        self,
        question: str,
        answer: Answer,
        bench: Bench,
        gate: Callable[[Mapping[str, Own]], Gate],
        shown: Callable[[Mapping[str, str]], None] | None = None,
    ) -> Phrased:
        """Ask for plainer words for an answer's sentences.

        Args:
            question: The asker's words, masked.
            answer: The assistant's own answer, verified.
            bench: The tools that the model may call.
            gate: Makes the gate for the assistant's own sentences.
            shown: Is told, while the model still speaks, which words passed so far.
        """
        own = own_sentences(answer)
        keeper = gate(own)
        passed: dict[str, str] = {}
        judged: dict[tuple[str, str], bool] = {}

        def admitted(sentence: Sentence) -> bool:
            key = (sentence.model_dump_json(), sentence.of)
            if key not in judged:
                judged[key] = keeper.admits(sentence)
            return judged[key]

        def take(sentences: Iterable[Sentence]) -> None:
            for sentence in sentences:
                if sentence.of in own and admitted(sentence):
                    passed[own[sentence.of].text] = sentence.text.strip()
            if shown is not None and passed:
                shown(passed)

        def partly(args: dict[str, object]) -> None:
            take(_whole(args))

        try:
            sheet = phrasing_sheet(question, own.values(), texts_of(answer))
            wording = within(
                self._chat.settings.seconds,
                lambda tell: converse(
                    self._chat.get(), PHRASING, sheet, Wording, bench.tools(), tell
                ),
                partly,
            )
        except Exception as problem:
            return Phrased(fault=self._fault(problem))
        take(wording.sentences)
        changed = [s for s in wording.sentences if s.of not in own or own[s.of].text != s.text]
        fallen = sum(not admitted(s) for s in changed)
        asked = [bench.done[i] for i in dict.fromkeys(wording.also) if i in bench.done]
        held = {c.id for c in answer.calculations}
        more = [c for i, c in bench.done.items() if c in asked and i not in held][:MOST_MORE]
        return Phrased(passed, more, fallen, len(changed))

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
                lambda _: converse(self._chat.get(), UNDERSTANDING, sheet, Understanding),
            )
        except Exception:
            return Understanding()

    def _fault(self, problem: Exception) -> str:
        """Why the model's words are not used, in a sentence without what it said."""
        if isinstance(problem, ModelUnavailable):
            return str(problem)
        why = (
            "it did not answer in its time"
            if isinstance(problem, TimeoutError)
            else ("it gave no answer that can be used")
        )
        return f"The wording is the library's own: {self.name} was asked, and {why}."


def own_sentences(answer: Answer) -> dict[str, Own]:
    """The assistant's own sentences, each with an id for the model.

    Args:
        answer: The answer.
    """
    return {f"s{n}": Own(f"s{n}", s.text, s.supports) for n, s in enumerate(answer.statements, 1)}


def _whole(args: Mapping[str, object]) -> list[Sentence]:
    """The sentences of a reply that is still coming, without the last, which may be cut."""
    told = args.get("sentences")
    if not isinstance(told, list):
        return []
    found = []
    for one in told[:-1]:
        try:
            found.append(Sentence.model_validate(one))
        except ValueError:
            continue
    return found
