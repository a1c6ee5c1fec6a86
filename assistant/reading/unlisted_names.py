"""Names that no list holds: a payer, a service, a technique of which a word is said once for two.

No list holds every insurer. One that nobody listed is not held, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.reading.around import past, past_article, word_at
from assistant.reading.text import Token, shouted
from assistant.reading.vocabulary import Mention, Vocabulary
from knowledge.reading_words import reading_words

_ABBREVIATED = 3  # so few capitals before "plan" abbreviate a word of the clinic's: "HEP plan"


def with_named_payers(
    things: tuple[Mention, ...],
    found: Sequence[Token],
    unknown_of: Callable[[Sequence[Token]], frozenset[int]],
) -> tuple[Mention, ...]:
    """Mentions with the payers that only the form of their names shows.

    "Zenith Mutual", "ACME Health Plan" and "our payer is Foocare" name one; "private insurance"
    and "treatment plan" don't.

    Args:
        things: The mentions, in order.
        found: The question's tokens.
        unknown_of: The indexes of the words that are known from nowhere, of tokens.
    """
    if any(m.kind in ("payer", "unheld_payer") for m in things):
        return things
    if (plan := _of_a_state(things, found)) is not None:
        return plan
    if not any(t.fold in reading_words(name) for name in _SPEAKING for t in found):
        return things
    unknown = unknown_of(found)
    taken = {n for m in things if m.kind != "generic_payer" for n in range(m.first, m.last + 1)}
    loud = shouted(found)

    def own(place: int) -> bool:
        """Whether a word may be a payer's own name."""
        token = found[place]
        if token.kind != "word" or place in taken or token.fold in reading_words("no_payers_name"):
            return False
        opens = place == 0 or found[place - 1].text in _ENDS
        return token.text[:1].isupper() and (place in unknown or not (opens or loud))

    span = _before_noun(found, own, unknown) or _behind_label(found, own)
    if span is None:
        return things
    first, last = span
    told = Mention("unheld_payer", "", first, last, found[first].start, found[last].end)
    kept = [m for m in things if m.last < first or m.first > last]
    return tuple(sorted((*kept, told), key=lambda m: m.first))


def _of_a_state(things: tuple[Mention, ...], found: Sequence[Token]) -> tuple[Mention, ...] | None:
    """Mentions with the Blue plan of a state as a payer, and no state's law: "BCBS of Illinois"."""
    states = {m.first: m for m in things if m.kind == "state"}
    states |= {m.last + 1: m for m in states.values()}
    for plan in (m for m in things if m.kind == "generic_payer" and m.id.startswith(_BLUE)):
        behind = plan.last + (2 if word_at(found, plan.last + 1) == "of" else 1)
        if (state := states.get(behind) or states.get(plan.first)) is not None:
            one, two = sorted((plan, state), key=lambda m: m.first)
            told = Mention("unheld_payer", "", one.first, two.last, one.start, two.end)
            return tuple(sorted({*things, told} - {plan, state}, key=lambda m: m.first))
    return None


_BLUE = ("blue", "bcbs", "the blues")
_SPEAKING = ("payer_nouns", "plan_nouns", "payer_labels")
_ENDS = frozenset(".?!;:\n")
_SIGNS = frozenset(":=,-")


def _before_noun(
    found: Sequence[Token], own: Callable[[int], bool], unknown: frozenset[int]
) -> tuple[int, int] | None:
    """The span of a payer's name that ends in what a payer is: "Zenith Health Plan"."""
    sure, unsure = reading_words("payer_nouns"), reading_words("plan_nouns")
    for last, token in enumerate(found):
        of_care = last + 1 < len(found) and found[last + 1].fold == "of"
        if token.fold not in sure | unsure or of_care:
            continue
        first = last
        while first and (own(first - 1) or _within_name(found, first - 1)):
            first -= 1
        while first < last and not own(first):
            first += 1
        named = range(first, last)
        if not any(own(n) for n in named):
            continue
        brand = first in unknown and len(found[first].text) > _ABBREVIATED
        if token.fold in sure or last - first > 1 or brand:
            while last + 1 < len(found) and found[last + 1].fold in sure | unsure:
                last += 1
            return first, last
    return None


def _within_name(found: Sequence[Token], place: int) -> bool:
    """Whether a word stands between a payer's own name and what it is."""
    return found[place].fold in reading_words("in_payers_name") or found[place].text in "&-"


def _behind_label(found: Sequence[Token], own: Callable[[int], bool]) -> tuple[int, int] | None:
    """The span of a name behind the word for whoever pays: "payer: Zenith", "insurer is Foo"."""
    labels, joins = reading_words("payer_labels"), reading_words("behind_payer_label")
    for place, token in enumerate(found):
        if token.fold not in labels:
            continue
        first = place + 1
        while first < len(found) and (found[first].fold in joins or found[first].text in _SIGNS):
            first += 1
        last = first
        while last < len(found) and found[last].text[:1].isupper() and own(last):
            last += 1
        if last > first:
            return first, last - 1
    return None


def unlisted_service(
    things: Sequence[Mention],
    found: Sequence[Token],
    unknown_of: Callable[[Sequence[Token]], frozenset[int]],
) -> str | None:
    """What no list holds and is asked to be of a code or to bill it, as typed; or None.

    "is bowenwork 97140?" and "can naturopaths bill 97124?" name such a thing.

    Args:
        things: The mentions.
        found: The question's tokens.
        unknown_of: The indexes of the words that are known from nowhere, of tokens.
    """
    opens = bool(found) and found[0].fold in reading_words("asked_of_code")
    if not opens or any(m.kind == "technique" for m in things):
        return None
    unknown = unknown_of(found)
    first = end = past_article(found, 1)
    while end in unknown or word_at(found, end) in reading_words("kinds_of_work"):
        end += 1
    at = past(found, end, reading_words("coded_as"))
    coded = at < len(found) and found[at].kind == "code"
    named = coded and not unknown.isdisjoint(range(first, end))
    return " ".join(t.text for t in found[first:end]) if named else None


_LONGEST = 3  # the most words of a name that stand apart from the word that is said once
_FAR = 12  # so many tokens behind a name its word still counts


def with_elided(
    things: tuple[Mention, ...], found: Sequence[Token], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """Mentions with the techniques whose names lack a word that another one has.

    Args:
        things: The mentions, in order.
        found: The question's tokens.
        vocabulary: The names.
    """
    taken = {n for m in things for n in range(m.first, m.last + 1)}
    added = []
    for mention in things:
        if mention.kind != "technique" or mention.last == mention.first:
            continue
        own = [t.fold for t in found[mention.first : mention.last + 1]]
        for first, last in _joined_to(mention, found):
            rest = [t.fold for t in found[first : last + 1]]
            if not taken.isdisjoint(range(first, last + 1)) or {*rest} <= {*own}:
                continue
            other = _completed(rest, own, vocabulary)
            if other not in (None, mention.id):
                span = (found[first].start, found[last].end)
                added.append(Mention("technique", other, first, last, *span))
                taken.update(range(first, last + 1))
    return tuple(sorted((*things, *added), key=lambda m: (m.first, m.kind, m.id)))


def _joined_to(mention: Mention, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The words that a join sets beside a name, the longest first: right before it, or behind."""
    end = mention.first - 2
    if end >= 0 and found[end + 1].fold in reading_words("joins_names"):
        yield from ((first, end) for first in range(max(0, end - _LONGEST + 1), end + 1))
    for first in range(mention.last + 2, min(len(found), mention.last + _FAR)):
        if found[first - 1].fold in reading_words("joins_names"):
            yield from (
                (first, last)
                for last in range(min(first + _LONGEST, len(found)) - 1, first - 1, -1)
            )


def _completed(rest: Sequence[str], own: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The technique that words name with a part of another name before or behind them."""
    for first in range(len(own)):
        for last in range(first + 1, len(own) + 1):
            part = own[first:last]
            if len(part) < len(own):
                for words in ([*part, *rest], [*rest, *part]):
                    if other := vocabulary.technique(words):
                        return other
    return None
