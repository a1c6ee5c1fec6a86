"""An answer with a model's help: reworded where every word stands, or its question made out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answer import Answer, Citation, Statement
from assistant.compose import compose
from assistant.context import Context
from assistant.draft import Block
from assistant.model.helper import ModelHelper, Phrased
from assistant.model.prompt import texts_of
from assistant.model.tools import Bench
from assistant.model.wording import Gate, Own
from assistant.render import render
from assistant.turns.case import Case
from assistant.verify import Ground, stands_text

_COUNTED = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
Shown = Callable[[Answer], None]


def phrased(
    helper: ModelHelper,
    case: Case,
    blocks: Sequence[Block],
    answer: Answer,
    context: Context,
    shown: Shown | None = None,
) -> tuple[Answer, str | None]:
    """An answer in the model's words where they pass, else in the assistant's own.

    Args:
        helper: The model.
        case: The case.
        blocks: What the answer was put together from.
        answer: The assistant's own answer.
        context: The library.
        shown: Is given the answer each time that further words passed.

    Returns:
        The answer, and why the model's words are not used at all, or None.
    """
    bench = Bench(case, context)
    said = Phrased()
    tell = None
    if shown is not None:

        def tell(texts: Mapping[str, str]) -> None:
            shown(_reworded(answer, texts, case))

    said = helper.phrase(
        case.facts.question, answer, bench, lambda own: _gate(own, case, answer, context), tell
    )
    if said.more:
        more = Block("model", calculations=list(said.more))
        answer = compose(case, [*blocks, more], context)
    if said.texts:
        answer = _reworded(answer, said.texts, case)
    if said.fallen:
        answer = _counted(answer, said.fallen, case)
    return answer, said.fault


def _gate(own: Mapping[str, Own], case: Case, answer: Answer, context: Context) -> Gate:
    """The gate for this answer's sentences."""
    ground = Ground(case.ground, context)
    citations = {c.id: c for c in answer.citations}
    calculations = {c.id: c for c in answer.calculations}

    def check(text: str, supports: Sequence[str]) -> bool:
        cited = [citations[s] for s in supports if s in citations]
        computed = {s: calculations[s] for s in supports if s in calculations}
        return stands_text(text, ground, cited, computed)

    def same(text: str, own_text: str) -> bool:
        return stands_text(text, ground, [_as_citation(own_text)], {})

    plain = frozenset(context.library.words["plain"])
    return Gate(own, texts_of(answer), " ".join(case.ground), plain, check, same)


def _as_citation(text: str) -> Citation:
    """A sentence of the assistant's own as something to be held to."""
    return Citation(
        id="own", source_id="own", title="", publisher="", published=None, authority="secondary",
        locator="", text=text, url=None,
    )  # fmt: skip


def _reworded(answer: Answer, texts: Mapping[str, str], case: Case) -> Answer:
    """An answer with some of its sentences in other words."""
    statements = tuple(
        Statement(text=texts.get(s.text, s.text), supports=s.supports) for s in answer.statements
    )
    headline = texts.get(answer.headline, answer.headline)
    changed = answer.model_copy(update={"headline": headline, "statements": statements})
    return changed.model_copy(update={"text": render(changed, case.used)})


def _counted(answer: Answer, fallen: int, case: Case) -> Answer:
    """An answer that says how many of the model's sentences fell."""
    told = _COUNTED[fallen] if fallen < len(_COUNTED) else "More than ten"
    were = "was" if fallen == 1 else "were"
    line = (
        f"{told} of the model's sentences did not stand in the sources and {were} replaced by the "
        "library's own wording."
    )
    changed = answer.model_copy(update={"not_checked": (*answer.not_checked, line)})
    return changed.model_copy(update={"text": render(changed, case.used)})
