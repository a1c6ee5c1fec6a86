"""An answer with a model's help: the same answer, in its words wherever every word stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer, Statement
from assistant.context import Context
from assistant.model.alike import Alike
from assistant.model.helper import ModelHelper
from assistant.model.prompt import texts_of
from assistant.model.tools import Bench
from assistant.model.wording import Gate, Own, Sentence
from assistant.render import render
from assistant.turns.case import Case
from assistant.verify import Ground, why_text_falls

_COUNTED = (
    "None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    "Twenty",
)  # fmt: skip
CORRECTED = "Out of date or wrong: "
"""What stands between a document's claim and its correction."""
Shown = Callable[[Answer], None]


def phrased(
    helper: ModelHelper, case: Case, answer: Answer, context: Context, shown: Shown | None = None
) -> tuple[Answer, str | None]:
    """An answer in the model's words where they pass, else in the assistant's own.

    Status, calculations, citations, conflicts and what is asked stay as they are: only the words
    of statements change, and each keeps its supports.

    Args:
        helper: The model.
        case: The case.
        answer: The assistant's own answer, verified.
        context: The library.
        shown: Is given the answer each time that further words passed.

    Returns:
        The answer, and why the model's words are not used at all, or None.
    """
    gate = gate_for(case, answer, context)
    own = offered(answer, gate)
    if not own:
        return answer, None

    def tell(texts: Mapping[str, str]) -> None:
        if shown is not None:
            shown(_reworded(answer, texts, case))

    said = helper.phrase(
        case.facts.question, own, texts_of(answer), Bench(case, context), gate, tell
    )
    if said.fault is not None:
        return answer, said.fault
    return _reworded(_counted(answer, said.fallen), said.texts, case), None


def gate_for(case: Case, answer: Answer, context: Context) -> Gate:
    """The gate for an answer's sentences.

    Args:
        case: The case.
        answer: The answer.
        context: The library.
    """
    ground = Ground(case.ground, context)
    citations = {c.id: c for c in answer.citations}
    calculations = {c.id: c for c in answer.calculations}

    def check(text: str, supports: Sequence[str]) -> bool:
        cited = [citations[s] for s in supports if s in citations]
        computed = {s: calculations[s] for s in supports if s in calculations}
        if len(cited) + len(computed) < len(supports):
            return False
        return why_text_falls(text, ground, cited, computed) is None

    return Gate(check, Alike(context))


def offered(answer: Answer, gate: Gate) -> list[Own]:
    """The assistant's own sentences that a model may reword, each with an id for it.

    Left alone are a claim with its correction behind it, which must not be parted from it, and what
    would not pass as it is.

    Args:
        answer: The answer.
        gate: The gate for its sentences.
    """
    held = [Own(f"s{n}", s.text, s.supports) for n, s in enumerate(answer.statements, 1)]
    return [
        own for own in held
        if CORRECTED not in own.text
        and gate.admits(Sentence(of=own.id, text=own.text, supports=list(own.supports)), own)
    ]  # fmt: skip


def _reworded(answer: Answer, texts: Mapping[str, str], case: Case) -> Answer:
    """An answer with some of its sentences in other words."""
    statements = tuple(
        Statement(text=texts.get(s.text, s.text), supports=s.supports) for s in answer.statements
    )
    headline = texts.get(answer.headline, answer.headline)
    changed = answer.model_copy(update={"headline": headline, "statements": statements})
    return changed.model_copy(update={"text": render(changed, case.used)})


def _counted(answer: Answer, fallen: int) -> Answer:
    """An answer that says how many of the model's sentences fell, its text not yet written."""
    if not fallen:
        return answer
    told = _COUNTED[fallen] if fallen < len(_COUNTED) else "More than twenty"
    line = (
        f"{told} of the model's sentences did not stand in the sources: the library's own wording "
        f"is shown in {'its' if fallen == 1 else 'their'} place."
    )
    return answer.model_copy(update={"not_checked": (*answer.not_checked, line)})
