"""Every word of the app's own that a user can read, in one place.

What an answer says is the assistant's; what surrounds it (labels, hints, refusals of the page) is
here, so that wording can be read, checked and changed together.
"""

from __future__ import annotations

from typing import Final, Literal

Tone = Literal["ok", "limit", "stop", "unknown", "plain"]

NAME: Final = "Knead to Know"
TAGLINE: Final = (
    "Answers US billing-code questions about massage and manual therapy, "
    "and shows the source and the sum behind every answer."
)
DISCLAIMER: Final = (
    "Not legal or billing advice. Verify with the payer before you bill. "
    "Please leave patients out of it: no names, birth dates or record numbers."
)
ASK_HERE: Final = "Ask about codes, units, pairs or modifiers"
EXAMPLES: Final = "Try one of these"
OPENING: Final = "Opening the library"
LOOKING: Final = "Looking it up"
WORDING: Final = (
    "This is checked against its sources. The language model that is set up may still put some "
    "sentences better; those that stand are taken over one by one."
)

SIDEBAR_FACTS: Final = "About the visit"
PAYER: Final = "Payer"
PAYER_NONE: Final = "Not stated"
PAYER_HELP: Final = (
    "Left open, the answer gives every branch that matters, or asks. Nothing is assumed."
)
DATE: Final = "Date of service"
DATE_HELP: Final = "Left open, rules as of the day the library was checked are used."
NEW_CHAT: Final = "New chat"
EARLIER_CHATS: Final = "Earlier chats"
NO_CHATS: Final = "Chats you start are listed here."
DELETE_CHAT: Final = "Delete this chat"
DELETE_ASK: Final = "This removes the chat from this computer. It can't be brought back."
DELETE_YES: Final = "Delete"
KEEP: Final = "Keep it"
KEPT_HERE: Final = (
    "Chats are kept on this computer only, with the personal health information "
    "that was recognised masked."
)
TRIED_ON: Final = "Tried on Debian 12 with Python 3.11 and Chromium; on nothing else so far."

SHOW_EARLIER: Final = "Show earlier questions"
NEXT: Final = "Ask next"
OPTIONS: Final = "Choose one, or type your own"
TRY_AGAIN: Final = "Try again"

CHAT_BROKEN: Final = (
    "This chat could not be read back, its file is damaged; a new one was started "
    "and the file was left as it is."
)
CHAT_GONE: Final = "There is no chat under this address any more; a new one was started."
CHAT_NOT_KEPT: Final = (
    "This chat can't be kept: {folder} can't be written. It is lost when this page closes."
)
CHAT_NOT_DELETED: Final = "This chat could not be deleted: {folder} can't be written."
TOO_LONG: Final = (
    "That is {count} characters, too long to be one question; "
    "write the codes, minutes and payer in a few sentences (at most {most} characters)."
)
NOT_USABLE: Final = "The assistant could not be started ({kind}); see the terminal for details."
WARM_FAILED: Final = (
    "Part of the search could not be started ({kind}); answers may be less complete."
)
NOT_FOLLOWED: Final = (
    "What was added to the library since this app was opened could not be taken up ({kind}); "
    "answers come from the library before it."
)
PAYER_GONE: Final = "{name} is no payer that is held any more; the payer is not stated now."
ASK_FAILED: Final = (
    "This question could not be answered because of a fault in the program ({kind}). "
    "It is back in the box below: word it differently."
)
NOT_CARRIED: Final = (
    "What was said earlier in this chat could not be read back; "
    "this question was answered on its own."
)
PAGE_FAILED: Final = "Something went wrong on this page. Reload it; your chat is kept."

# How an answer is framed -------------------------------------------------------------------

STATUS: Final[dict[str, str]] = {
    "answered": "",
    "needs_fact": "One fact is missing",
    "not_supported": "Not covered by the library",
    "out_of_scope": "Outside what this assistant answers",
}
NOT_CHECKED: Final = "Not checked"
CONFLICT: Final = "Sources disagree"
GOVERNS: Final = "What governs"
WHY: Final = "Why"
STEPS_ONE: Final = "How this was worked out, in 1 step"
STEPS: Final = "How this was worked out, in {count} steps"
COPY: Final = "Copy"
COPIED: Final = "Copied"
COPY_FAILED: Final = "Not copied"
DOWNLOAD: Final = "Download"
QUESTION: Final = "Question"
ANSWER: Final = "Answer"
CHECKED_ON: Final = "Library checked on {day}"
CITED: Final = "Sources, to be verified later with `knead library verify --memo` and this file:"
TABLES: Final = "pair and MUE tables {quarters}"
FACT_PAYER: Final = "Payer: {name}"
FACT_DATE: Final = "Date of service: {day}"
MORE: Final = "Show all of it"
MORE_CHIPS: Final = "Show {count} more sources"
# The answer's Markdown says on which earlier facts it rests in a paragraph that begins like this.
TAKEN: Final = "Taken from before: "

# Calculation cards --------------------------------------------------------------------------

UNITS_TITLE: Final = "Units, {method}"
UNITS_HEAD: Final = ("Code", "Minutes", "Units")
TIMED_TOTAL: Final = "Timed, together"
ALSO_RIGHT: Final = "Just as right: {splits}."
MORE_SPLITS: Final = "{count} more ways to split these units are allowed."
PAIR_TITLE: Final = "Code pair {one} and {two}, NCCI edits {table}"
CHOICE_TITLE: Final = "Which code describes the service"
NO_CODE_YET: Final = "No code can be told from what is stated."
STATUS_TITLE: Final = "Status of code {code}"
TIMED: Final = {True: "Timed, per 15 minutes", False: "Untimed"}
MODIFIERS_TITLE: Final = "Modifiers, line by line"
ASK_RECORD: Final = "Ask the record: {question}"
WHAT_IF_TITLE: Final = "What would change it"
RECORD_TITLE: Final = "The record for {code}"
RECORD_SHOWS: Final = "It must show"
ASK_PAYER: Final = "Ask the payer"
INDICATORS: Final = {
    "0": "no modifier opens the pair",
    "1": "a modifier can, where the record supports it",
    "9": "the edit has ended",
}
UNIT_ONE: Final = "1 unit"
UNIT_MANY: Final = "{count} units"
CLAIM_TITLE: Final = "Claim check"
SHARE_TITLE: Final = "The assistant's share of {code}"
SHARE_ROWS: Final = ("Minutes of the assistant", "Minutes of the therapist", "Share", "Modifier")
OTHER_TITLE: Final = "Calculation"
METHODS: Final = {
    "cms": "CMS 8-minute rule",
    "cpt_midpoint": "CPT midpoint rule",
    "full_15": "full 15 minutes only",
    "min_13": "at least 13 of 15 minutes",
}
VERDICTS: Final[dict[str, tuple[str, Tone]]] = {
    "never_together": ("Never together", "stop"),
    "modifier_allowed": ("Together with a modifier only", "limit"),
    "no_edit": ("No edit in this table", "ok"),
    "not_loaded": ("Not loaded, so not checked", "unknown"),
    "reportable": ("Reportable", "ok"),
    "with_modifier": ("Reportable with the modifier", "limit"),
    "not_reportable": ("Not reportable together", "stop"),
    "depends": ("Depends on what is not stated", "unknown"),
    "fits": ("Fits", "ok"),
    "fits_if": ("Fits on a condition", "limit"),
    "does_not_fit": ("Does not fit", "stop"),
    "disputed": ("Disputed", "unknown"),
    "active": ("Active", "ok"),
    "deleted": ("Deleted", "stop"),
    "unknown": ("Not known here", "unknown"),
    "required": ("Required", "limit"),
    "open": ("Open, the record decides", "unknown"),
    "wrong": ("Wrong", "stop"),
    "unnecessary": ("Not needed", "plain"),
    "error": ("Error", "stop"),
    "warning": ("Warning", "limit"),
    "info": ("Good to know", "plain"),
    "gap": ("Not checked", "unknown"),
}

# The source panel ---------------------------------------------------------------------------

SOURCES: Final = "Sources of this answer"
CLOSE: Final = "Close the sources"
IN_OUR_WORDS: Final = "What it says, in our words"
ITS_WORDS: Final = "What it says"
PUBLISHER: Final = "Publisher"
PUBLISHED: Final = "Date"
UNDATED: Final = "No date given"
LOCATOR: Final = "Place"
ADDRESS: Final = "Address"
STANDING: Final = "Standing"
SOURCE_CHIP: Final = "Source {number}: {title}, {locator}"
CALC_CHIP: Final = "Calculation: {title}"
CALC_MARK: Final = "calc"
AUTHORITY: Final[dict[str, tuple[str, str]]] = {
    "regulator": ("Regulator", "Sets the rules of the programs it runs."),
    "code_set": ("Code set", "Says what the codes mean; it does not say who pays."),
    "payer": ("Payer's own rule", "Holds for that payer's claims only."),
    "association": ("Professional association", "Its own position; it binds no payer."),
    "expert": ("Expert", "One author's reading; it binds no payer."),
    "publisher": ("Publisher", "A publisher's reading; it binds no payer."),
    "web": ("Web page", "A page on the web; check it with the payer."),
    "comment": ("Reader's comment", "A reader's remark under an article; no rule."),
    "user": ("Your document", "Added by you; nobody here has checked it."),
}


def checked(day: str, quarters: tuple[str, ...]) -> str:
    """The line under every answer that says how old the library is.

    >>> checked("2026-11-21", ("2024Q3",))
    'Library checked on 2026-11-21; pair and MUE tables 2024Q3'
    >>> checked("2026-11-21", ())
    'Library checked on 2026-11-21'
    """
    line = CHECKED_ON.format(day=day)
    return f"{line}; {TABLES.format(quarters=', '.join(quarters))}" if quarters else line


def authority(kind: str) -> tuple[str, str]:
    """An authority in words, and what its word is worth.

    >>> authority("comment")[0]
    "Reader's comment"
    """
    return AUTHORITY.get(kind, (kind.replace("_", " ").capitalize(), ""))
