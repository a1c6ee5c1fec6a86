"""A library of a few passages and an embedder without a model, for tests and their processes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from knowledge.records import Passage, Source

TEXTS = {
    "units": "Two units of a timed code need 23 minutes of service.",
    "massage": "97124 is massage: effleurage, petrissage and tapotement.",
    "manual": "97140 is manual therapy: mobilization and manual traction.",
    "both": "97140 and 97124 on one day need modifier 59 and separate regions.",
    "adjust": "98940-98942 are chiropractic manipulation of the spine by regions.",
    "payment": "Payment is made for skilled service and not for wellness.",
}


class FakeEmbedder:
    """Vectors from hashed words: texts that share words are near. Counts what it embeds."""

    dim = 64

    def __init__(self, name: str = "fake", delay: float = 0.0) -> None:
        self.name = name
        self.delay = delay
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        import time

        self.seen += texts
        time.sleep(self.delay * len(texts))
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or ["-"]:
                digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
                row[int.from_bytes(digest, "big") % self.dim] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def passage(source: str, local: str, text: str, **more: object) -> Passage:
    return Passage(source=source, key=f"{source}/{local}", at="¶1", text=text, **more)


def source(source_id: str, passages: Sequence[Passage], **more: object) -> Source:
    fields = {
        "title": f"The {source_id} paper",
        "publisher": "A publisher",
        "kind": "article",
        "authority": "publisher",
        "read": "all of it",
        "checked_on": date(2026, 1, 1),
    }
    return Source(id=source_id, passages=tuple(passages), **{**fields, **more})


def library(extra: int = 0, changed: str = "") -> tuple[Source, ...]:
    """The small library: six passages, `extra` numbered ones, a changed text where one is given."""
    texts = dict(TEXTS)
    if changed:
        texts["payment"] = changed
    first = [
        passage("paper", local, text, asked=(f"What of {local}?",)) for local, text in texts.items()
    ]
    more = [
        passage("filler", f"p{n}", f"Filler {n} says {n * 7} minutes of thing{n}.")
        for n in range(extra)
    ]
    return (source("paper", first), source("filler", more)) if extra else (source("paper", first),)
