r"""What dates of birth, numbers and addresses look like: patterns for Presidio's recogniser.

They are written in the syntax of `regex`: what stands before a `\K` is the word that gives a
number away, and stays. Every repetition has an upper bound or is possessive, so that a text of
100,000 signs is read in well under a second. A bare five-digit number is never taken: it is a
billing code.
"""

from __future__ import annotations

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERIC = (
    r"\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:\d{4}|\d{2})|\d{4} ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}"
    r"|\d{1,2}[ -]\d{1,2}[ -]\d{4}|\d{1,2}[- ]?"
    rf"{_MONTH}[- ,]{{0,2}}(?:\d{{4}}|\d{{2}})"
)
_WRITTEN = (
    rf"{_MONTH}[ -]{{0,2}}{_DAY},?[ -]{{0,2}}(?:\d{{4}}|'?\d{{2}})(?!\d|:)"
    rf"|{_DAY}[ -]?(?:of )?{_MONTH},?[ -]{{0,2}}\d{{4}}"
)
DATE = rf"(?<![\d/])(?:{_NUMERIC}|{_WRITTEN})(?![\d/])"
# Behind the words "born" or "DOB" less than a whole date is personal too.
_LOOSE = (
    rf"(?:{_NUMERIC}|{_WRITTEN}|\d{{8}}|\d{{1,2}}/\d{{1,2}}|{_MONTH} ?{_DAY}|{_MONTH},? \d{{4}}"
    r"|(?:19|20)\d{2})"
)
_BORN = (
    r"(?:\bd\.? ?o\.? ?b(?![a-z])\.?|\bd/o/b\b|\bdate[ -]of[ -]birth\b|\bbirth ?-?dates?\b"
    r"|\byear of birth\b|\bbirth ?-?(?:days?|year)\b|\bb-?day\b|\bborn\b)"
)
_AFTER = r"(?:'s)?[\s:;#=,(-]{0,4}(?:(?:is|was|on|in|of|the|year|around|about)[\s:]{1,2}){0,3}"

BIRTH = (
    rf"{_BORN}{_AFTER}\K{_LOOSE}(?![\d/])",
    rf"{DATE}(?= ?\(? ?(?:d\.?o\.?b\b|date of birth\b|birth ?date\b)(?!\W{{0,4}}(?:is )?{DATE}))",
    rf"(?:^|[(,;] ?)b\. ?\K{DATE}",
)
BIRTH_BY_AGE = (
    r"(?:\bage[ds]?:? {0,2}(?P<age>\d{1,3})|\b(?P<age>\d{1,3}) ?-?"
    r"(?:y/?o\b|y\.o\.?|yrs?\.?(?: |-)?old|years?(?: |-)old)"
    r"|\bturn(?:s|ed|ing) (?P<age>\d{1,3}) on)(?: ?(?:f|m|male|female|woman|man)\b)?"
    rf"[\s,;:(-]{{0,3}}\K{DATE}",
)

_MBI_LETTER = "[ac-hjkmnp-rt-y]"
_MBI_EITHER = r"[ac-hjkmnp-rt-y\d]"
# What a number may look like behind the word that gives it away: signs, at least one a digit.
_TOKEN = r"(?=[a-z-]{0,12}\d)[a-z\d](?:[a-z\d]|[-/.](?=[a-z\d])){2,24}(?![a-z\d])"
# A card's number with its letters set apart: "XYZ 998877665".
_CARD = rf"(?:{_TOKEN}|(?-i:[A-Z]{{1,4}}) (?=\d{{6}})[\d-]{{6,14}}(?![a-z\d]))"
_NUMBER = r"(?: ?(?:id|ids|identifier|number|numbers|nums?|nos?|nbr)\b\.?)"
_LABEL = rf"(?:{_NUMBER}|(?: ?#)){{1,3}}(?:'s)?[\s:=(-]{{0,3}}(?:(?:is|was)[\s:]{{1,2}})?#?"
_BARE = r"[\s:=#]{1,3}(?:(?:is|was) )?"

BENEFICIARY = (
    rf"(?<![a-z\d])[1-9]{_MBI_LETTER}{_MBI_EITHER}\d[- ]?{_MBI_LETTER}{_MBI_EITHER}\d[- ]?"
    rf"{_MBI_LETTER}{{2}}\d\d(?![a-z\d])",
    rf"\b(?:mbi|hicn?|hic)(?:{_LABEL}|{_BARE}|[\s:=-]{{0,3}})\K{_TOKEN}",
    rf"\bmedicare(?: beneficiary| card| claim)?{_LABEL}\K{_TOKEN}",
)
MEMBER = (
    r"\b(?:member|membership|policy|subscriber|group|insurance|insured|enrollee|beneficiary"
    r"|recipient|certificate|cert|medicaid|tricare|dod|card|contract|health ?plan|plan)(?:'s)?"
    rf"{_LABEL}\K{_CARD}",
    rf"\b(?:member|policy|subscriber|group|enrollee|beneficiary){_BARE}\K{_CARD}",
    r"(?<!\b(?:tax|payer|provider|employer|federal|npi|facility|taxonomy|document|source|session"
    r"|edit|rule|ticket|case|citation|answer|claim|patient|client|account|user|device) )"
    rf"\bid(?: ?#| number| no\.?)?[\s:=#]{{1,3}}(?:is )?\K{_TOKEN}",
)
RECORD = (
    r"\b(?:m\.?r\.?n|mr(?= ?#)|med(?:ical)? ?rec(?:ord)?s?|record|chart|patient|pt|client|account"
    r"|acct|acc|claim|clm|encounter|case|file|auth|authorization|pre-?auth|prior auth(?:orization)?"
    rf"|referral|invoice|statement|emr|ehr|icn|dcn|ecw|visit){_LABEL}\K{_TOKEN}",
    rf"\b(?:acct\.?|account|patient|client|claim|icn|dcn){_BARE}\K{_TOKEN}",
    # No date stands behind this label, so that one in eight figures is a record number.
    rf"\bm\.?r\.?n\.?{_BARE}\K{_TOKEN}",
)

SOCIAL_SECURITY = (
    r"(?<![\w-])\d{3}([- .])\d{2}\1\d{4}(?:-?[a-dfhjkmtw]\d?)?(?![\w-]|\.\d)",
    r"\b(?:ssn|ss ?#|ss(?= (?:number|num|no)\b)|soc(?:ial)?\.? sec(?:urity)?(?! (?:dis|ben|adm)))"
    r"(?:[\s:#=(-]|number|no\.|num|is|was|of|ending|ends|in|last|four|digits"
    r"|4(?=[:)]| (?:digits|of|is|are|ssn)))*+\K\d[\d -]{2,10}\d(?!\d)",
    r"\blast (?:4|four)(?: digits)? of (?:(?:the|his|her|their|my|patient's) )?"
    r"(?:ssn|social(?: security)?(?: number)?)[\s:(-]{0,3}(?:(?:is|are|was) )?\K\d{4}(?!\d)",
)

_PHONE = r"(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. /])\d{3}[-. ]\d{4}"
_EXTENSION = r"(?:,? ?(?:x|ext\.?|extension) ?\d{1,6})?"
TELEPHONE = (
    rf"(?<!\bnpi[ :#]{{0,3}})(?<![\w.-]){_PHONE}(?![\w-]){_EXTENSION}",
    r"\b(?:tele)?(?:phones?|tel|cell|mobile|fax|ph|calls?|called|calling|texts?|texted|contact"
    r"|voicemail|whatsapp|reach(?:ed)?|dial)\b(?:[\s:#.=(-]|is|was|at|on|number|no\.|me|him|her|them"
    r"|us|the|patient|pt|client|back|cell|phone|mobile)*+"
    r"(?<!\d)\K(?:\+\d[\d ().-]{6,16}\d|(?:1[-. ]?)?(?:\(?\d{3}\)?[-. ]?)?\d{3}[-. ]?\d{4})"
    rf"(?![\d/]|-\d){_EXTENSION}",
)
E_MAIL = (
    r"(?<![\w.+%'-])[\w.+%'-]++@[\w-]++(?:\.[\w-]++)++",
    r"(?<![\w.+%'-])[\w.+%'-]++ ?[\[(]at[\])] ?[\w-]++(?: ?(?:\.|[\[(]dot[\])]) ?[\w-]++)++",
)

# Everything of an address from its number to its unit, and the city where a state follows.
SURE = "street|avenue|ave|boulevard|blvd|lane|road|rd|parkway|pkwy|highway|hwy|terrace"
UNSURE = (
    "st|ln|drive|dr|court|ct|way|place|pl|circle|cir|ter|trail|trl|square|sq|loop|alley|crescent"
)
_NUMBERED = r"(?:road|rd|highway|hwy)\.? \d{1,4}"
_DIRECTION = r"(?:[ns]\.?[ew]?\.?|[ew]\.?|north|south|east|west)"
_UNIT = (
    r"(?:,? (?:apt|apartment|suite|ste|unit|bldg|building|floor|fl|rm|room|lot)\b\.? ?#?"
    r"[a-z\d-]{1,6}|,? ?# ?[a-z\d-]{1,6})?"
)
_NAME = r"(?:\d{1,3}(?:st|nd|rd|th)|[a-z][a-z'.-]{1,20})"
STREET = (
    rf"(?<![\w.$/-])\d{{1,6}}[a-z]?(?: {_DIRECTION})? (?:{_NAME} ){{1,3}}"
    rf"(?:{_NUMBERED}|{SURE}|{UNSURE})\b\.?(?: {_DIRECTION}\b)?{_UNIT}",
    r"\bp\.? ?o\.? ?box ?#? ?\d{1,6}\b|\bpost office box #?\d{1,6}\b|\bpob #?\d{2,6}\b",
)
STATE = (
    r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|PR|RI"
    r"|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut"
    r"|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine"
    r"|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada"
    r"|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma"
    r"|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont"
    r"|Virginia|Washington|West Virginia|Wisconsin|Wyoming)"
)
ZIP = (
    rf"(?-i:(?:[A-Z][A-Za-z.'-]{{1,20}} ){{0,2}}[A-Z][A-Za-z.'-]{{1,20}},? {STATE}),?\s{{1,2}}"
    r"\K\d{5}(?:-\d{4})?(?![\w-])",
    r"\bzip(?: ?code)?[\s:#=]{1,3}(?:is |was )?\K\d{5}(?:-\d{4})?(?![\w-])",
)
