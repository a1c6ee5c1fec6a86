"""`knead units`, `knead pair` and `knead document`: the tools asked directly, by their codes."""

from __future__ import annotations

import argparse

from cli_shared import Stop, add_facts, code, day, known_code, open_held, show, typed


def add_units_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead units`.

    Args:
        parser: The parser of `knead units`.
    """
    parser.add_argument(
        "services", nargs="+", metavar="CODE=MINUTES", help="one date's minutes, such as 97124=38"
    )
    parser.add_argument(
        "--method",
        metavar="ID",
        help="how units are counted, such as cms; left out, as the payer counts, or each way",
    )
    parser.add_argument("--what-if", action="store_true", help="what would change the count")
    add_facts(parser, "payer", "json")
    parser.set_defaults(run=_units)


def add_pair_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead pair`.

    Args:
        parser: The parser of `knead pair`.
    """
    parser.add_argument("codes", nargs=2, metavar="CODE", help="such as 97140 97124")
    add_facts(parser, "payer", "date", "json")
    parser.set_defaults(run=_pair)


def add_document_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead document`.

    Args:
        parser: The parser of `knead document`.
    """
    parser.add_argument("codes", nargs="+", metavar="CODE", help="such as 97124")
    add_facts(parser, "payer", "json")
    parser.set_defaults(run=_document)


def _units(options: argparse.Namespace) -> int:
    """`knead units`."""
    from assistant.direct import units_answer

    services = [_service(text) for text in options.services]
    context = open_held(options.payer)
    methods = list(context.library.methods)
    if options.method is not None and options.method not in methods:
        raise Stop(f"--method {options.method} is no method; write one of {', '.join(methods)}")
    for name, _ in services:
        known_code(name, context.library)
    answer = units_answer(services, context, options.method, options.payer, options.what_if)
    return show(answer, options.json)


def _service(text: str) -> tuple[str, int]:
    """A code with its minutes, as `97124=38`."""
    name, sign, minutes = text.partition("=")
    minutes = minutes.strip()
    if not sign or not (minutes.isascii() and minutes.isdigit()):
        raise Stop(f"{typed(text)} is no service; write a code and whole minutes, such as 97124=38")
    if len(minutes) > 4 or int(minutes) > 1440:
        raise Stop(f"{typed(text)} has more minutes than a day; write the minutes of one date")
    return code(name), int(minutes)


def _pair(options: argparse.Namespace) -> int:
    """`knead pair`."""
    from assistant.direct import pair_answer

    on = day(options.date)
    one, other = (code(text) for text in options.codes)
    if one == other:
        raise Stop(f"{one} twice is no pair; write two different codes")
    context = open_held(options.payer)
    return show(pair_answer(one, other, context, on, options.payer), options.json)


def _document(options: argparse.Namespace) -> int:
    """`knead document`."""
    from assistant.direct import document_answer

    codes = list(dict.fromkeys(code(text) for text in options.codes))
    context = open_held(options.payer)
    for name in codes:
        known_code(name, context.library)
    return show(document_answer(codes, context, options.payer), options.json)
