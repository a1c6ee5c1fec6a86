"""One assistant for the tests that ask it a question."""

from functools import cache

from assistant import Assistant
from assistant.answer import Answer


@cache
def assistant() -> Assistant:
    return Assistant.open()


def asked(question: str) -> Answer:
    return assistant().ask(question).answer
