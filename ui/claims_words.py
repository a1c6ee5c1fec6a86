"""The words of the page that checks a file of claims."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Check claims"
BACK: Final = "Back to the chat"
TAGLINE: Final = (
    "Upload a file of claims, one service line a row. Each finding says what is wrong, where, "
    "what to do and on which source it rests; what could not be checked is listed as well."
)
KEPT: Final = (
    "The file is checked on this computer and not kept. Leave patients out of it: the check needs "
    "no names, birth dates or record numbers."
)
UPLOAD: Final = "CSV, Excel or 837P"
COLUMNS: Final = "Which columns the file has"
COLUMNS_SAY: Final = (
    "Only claim_id, code and units must be filled. Dates are written YYYY-MM-DD; modifiers, "
    "regions and diagnosis pointers in one cell are split by a semicolon. What is empty and "
    "matters comes back as not checked, never as right."
)
TEMPLATE: Final = "Download an empty file with these columns"
LARGER: Final = (
    "A file of more than {most} MB is checked in the terminal: "
    "knead check claims.csv --out findings.csv"
)
CHECKING: Final = "Checking the claims"
FAILED: Final = (
    "This file could not be checked because of a fault in the program ({kind}); "
    "nothing of it was kept."
)
NONE: Final = "Nothing was found. What was not judged at all stands above."
SHOW: Final = "Show"
MORE: Final = "Show {count} more"
CUT: Final = (
    "The page holds the first {held:,} of {all:,} of these findings; the download holds every one."
)
CSV: Final = "Findings as CSV"
XLSX: Final = "Findings as Excel"
CLAIM: Final = "Claim {claim}"
UNNAMED: Final = "A row without a claim"
LINE: Final = "line {line}"
ROW: Final = "row {row} of the file"
PLACE: Final = "{field}: box {cms1500}, {x12}"
FIX: Final = "What to do"
CITED: Final = "Rests on"
