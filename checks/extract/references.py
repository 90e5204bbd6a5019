"""References inside the running text of a raw document: author and year, wiki markup, own data, and references lost in export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.days import MONTH
from checks.extract.cited import Mark, locates, one_line
from checks.extract.words import words
from checks.runs import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.extract.notes import Notes

REF = re.compile(r"<ref(?![\w])([^<>]{0,200}?)(?:/\s*>|>([^<]*(?:<(?!/?ref)[^<]*)*)</ref\s*>)", re.IGNORECASE)
"""A note of a wiki page, or the call of one."""
_NAME = re.compile(r"name\s*=\s*(?:\"([^\"<>]+)|'([^'<>]+)|([^\s\"'/>]+))", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{\s*([A-Za-z][\w -]{0,40})((?:\|[^{}]{0,3000})?)\}\}")
_LOST_TEMPLATES = frozenset(
    ("citation needed", "cn", "fact", "dead link", "who", "clarify", "verify source", "better source", "better source needed",
     "unreliable source", "source?")
)  # fmt: skip
_SHORT = re.compile(r"\b(\w[\w'-]*)\W{1,3}((?:1[5-9]|20)[0-9]{2}[a-z]?)(?![0-9])")
_LAST = re.compile(r"\|\s*(?:last|surname|author|last1|author1)\s*=\s*([^|}]+)")
_DATE = re.compile(r"\|\s*(?:year|date)\s*=[^|}]{0,40}?([0-9]{4}[a-z]?)")
_URL = re.compile(r"\|\s*url\s*=\s*([^|}\s]+)")
_PARENS = re.compile(r"\(([^()\n]{0,200})\)")
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,40})\](?![(\[:])")
_LOST = frozenset(
    ("citation needed", "citation", "cite", "source", "source?", "sources", "ref", "reference", "link", "footnote", "?", "??", "???",
     "#", "tk", "who?", "when?", "dead link", "verification needed", "better source needed", "needs citation", "source needed",
     "clarification needed", "by whom?", "according to whom?", "")
)  # fmt: skip
_ERROR = re.compile(r"Error! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid)\.?")
_AUTHOR = (
    r"(?:[A-Z\xc0-\xde][\w\u2019'-]+|[A-Z]{2,})(?:\s(?:[A-Z][\w\u2019'-]+|bin|al|de|van|von)){0,3}"
    r"(?:\set\sal\.?|(?:,\s[A-Z][\w\u2019'-]+){0,3},?\s(?:and|&)\s[A-Z][\w\u2019'-]+)?"
)
_WORK = re.compile(
    rf"\s*(?:(?:see|cf\.?|e\.g\.|also|quoted in|cited in),?\s){{0,2}}({_AUTHOR}),?\s((?:1[89]|20)[0-9]{{2}}[a-z]?)"
    r"(?:[:,]\s?(?:pp?\.\s?|para\.?\s)?[0-9]{1,4}(?:[\u2013-][0-9]{1,4})?)?\s*$"
)
_PUBLISHER = (
    r"(?:[A-Z]{2,6}|The [A-Z]\w+|(?:[A-Z][\w\u2019'-]+ ){0,3}(?:News|Times|Post|Press|Agency|Journal|Reuters|Watch|Observatory|Institute"
    r"|Network|Ministry|Centre|Center|Group|Monitor|Tribune|Telegraph|Guardian|Jazeera|Arabiya|Arab|International|Bellingcat|Airwars|Project|Crescent))"
)
_ISSUE = re.compile(
    rf"\s*(?:(?:see|cf\.?|e\.g\.|also),?\s)?({_PUBLISHER}),\s(?:(?:[0-9]{{1,2}}\s)?{MONTH}\s|{MONTH}\s[0-9]{{1,2}},\s)((?:19|20)[0-9]{{2}})\s*$"
)
"""A publisher and the day of its report, `(The Guardian, 12 September 2022)`; a place and a day are no source."""
_NO_AUTHOR = words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec spring summer autumn winter fall since in by from until early late mid circa between after before "
    "during as on through around updated published born died ca"
)
_NARRATIVE = re.compile(rf"({_AUTHOR})\s$")
_SOURCE = re.compile("\n[ \t*_>]{0,6}(?:Sources?|SOURCES?|References)[ \t]?:[*_]{0,2}[ \t]*(?=[^\\s])([^\n]{1,600})")
_OWN = (
    r"ur(?<=[oO]ur)\s+(?:own\s+)?(?:count|data|tally|analysis|estimates?|database|dataset|records|research|figures|calculations?|monitoring"
    r"|survey|findings)\b"
)
_COUNTED = r"e\s+(?:have\s+|also\s+)?(?:counted|calculated|recorded|documented|tallied|compiled|geolocated|analy[sz]ed)\b"
_DATA = r"rom(?<=[fF]rom)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*){0,3}\s+(?:data|figures|records|statistics)\b"
_OWNS = ((re.compile(_OWN), 1), (re.compile(f"w{_COUNTED}"), 0), (re.compile(f"W{_COUNTED}"), 0), (re.compile(_DATA), 1))
"""Each begins with letters, which `re` skips to, and leaves out so many before them."""
_AUTHOR_OWN = re.compile(
    r"uthors?(?:['\u2019]s?\s+(?:own\s+)?(?:calculations?|counts?|estimates?|compilation|data|elaboration|analysis)\b|(?=[.,;)]|\s*$))"
)
_BY_AUTHOR = re.compile(r"(?:(?:from|by|source:?)\s+(?:the\s+)?[Aa]|[Aa])$", re.IGNORECASE)


def references(raw: str, known: Notes) -> Iterator[Mark]:
    """Every such reference; one that was lost in export has no target."""
    if holds(raw, "<ref", "{{"):
        yield from _wiki(raw, known)
    if "!" in raw and "Error! " in raw:
        for match in _ERROR.finditer(raw):
            yield Mark(*match.span(), *match.span(), "reference", "", followable=False)
    if "(" in raw:
        yield from _parens(raw, known)
    for match in _BRACKETS.finditer(raw):
        inner = match[1].strip().lower()
        if inner in _LOST and not known.within(match.start()) and not _checkbox(raw, match.start()):
            yield Mark(*match.span(), *match.span(), "reference", "", followable=False, confidence=1.0 if inner else 0.5)
    for match in _SOURCE.finditer(raw):
        text = match[1].rstrip(" *_")
        if not known.within(match.start(1)):
            span = (match.start(1), match.start(1) + len(text))
            yield Mark(*span, *span, "reference", one_line(text), locates(text), 0.6)
    for start, end in _own(raw):
        if not start or not (raw[start - 1].isalnum() or raw[start - 1] == "-"):
            yield Mark(start, end, start, end, "own-data", "", followable=False, confidence=0.8, around=True)


def _own(raw: str) -> Iterator[tuple[int, int]]:
    """The author's own data: `our count`, `we have counted`, `from ACLED data`, `author's calculations`."""
    for pattern, left in _OWNS:
        for match in pattern.finditer(raw):
            yield match.start() - left, match.end()
    for match in _AUTHOR_OWN.finditer(raw):
        before = _BY_AUTHOR.search(raw, max(0, match.start() - 20), match.start())
        if before and (match[0] not in ("uthor", "uthors") or len(before[0]) > 1):
            yield before.start(), match.end()


def _checkbox(raw: str, at: int) -> bool:
    return raw[max(0, at - 4) : at].strip() in ("-", "*", "+")


def _parens(raw: str, known: Notes) -> Iterator[Mark]:
    for match in _PARENS.finditer(raw):
        inner = match[1].strip()
        low = inner.lower()
        before = raw[match.start() - 1 : match.start()]
        if len(inner) < 30 and (low in _LOST or low == "here") and (before.isspace() or not before):
            yield Mark(*match.span(), *match.span(), "reference", "", followable=False, confidence=0.7 if inner else 0.5)
        elif low.startswith(("source:", "sources:")):
            yield Mark(*match.span(), *match.span(), "reference", one_line(inner.partition(":")[2]), locates(inner), 0.8)
        elif inner and (inner[-1].isdigit() or inner[-2:-1].isdigit()):
            yield from _works(raw, match, known)


def _works(raw: str, match: re.Match[str], known: Notes) -> Iterator[Mark]:
    """`(Smith & Lee 2017: 45; Jones 2018)`, and `Smith (2017)` where there is a list that names Smith."""
    if not any(char.isdigit() for char in match[1]) or known.within(match.start()):
        return
    inner = match[1]
    if inner.strip().rstrip("abcdef").isdecimal() and len(inner) < 6 and known.entries:
        name = _NARRATIVE.search(raw, max(0, match.start() - 80), match.start())
        entry = name and _entry(raw, known, name[1], inner)
        if name and entry:
            yield Mark(name.start(), match.end(), match.start(), match.end(), "reference", entry, locates(entry), 0.9, around=True)
        return
    works = [_WORK.match(part) or _ISSUE.match(part) for part in inner.split(";")]
    if not all(works):
        return
    entries = [_entry(raw, known, work[1], work[2]) for work in works if work and work[1].split()[0].lower() not in _NO_AUTHOR]
    if len(entries) == len(works):
        target = "; ".join(entry for entry in entries if entry)
        yield Mark(*match.span(), *match.span(), "reference", target or inner, bool(target) and locates(target), 1.0 if target else 0.6)


def _entry(raw: str, known: Notes, author: str, year: str) -> str:
    surname = author.split(maxsplit=1)[0].rstrip(",")
    for start, end in known.entries:
        text = raw[start:end]
        if surname in text and year in text:
            return one_line(text)
    return ""


def _wiki(raw: str, known: Notes) -> Iterator[Mark]:
    spans = []
    templates = list(_TEMPLATE.finditer(raw))
    listed = _listed(templates)
    for match, text in _noted(raw):
        spans.append(match.span())
        target = _in_full(text, listed)
        yield Mark(*match.span(), *match.span(), "footnote", target, locates(target))
    done = 0
    for match in templates:
        while done < len(spans) and spans[done][1] <= match.start():
            done += 1
        if done == len(spans) or spans[done][0] > match.start():
            yield from _template(raw, match, known, listed)


def _noted(raw: str) -> list[tuple[re.Match[str], str]]:
    """The notes of a wiki page, each with its text, which another note of the same name may have."""
    named: dict[str, str] = {}
    calls = [(match, _name(match[1])) for match in REF.finditer(raw)]
    for match, name in calls:
        if name and match[2]:
            named.setdefault(name, match[2])
    return [(match, one_line(match[2] or named.get(name, ""))) for match, name in calls]


def _in_full(note: str, listed: dict[tuple[str, str], str]) -> str:
    """A note that only names author and year (`Donald (1996), p. 3`), with the work that is meant."""
    works = (listed.get((match[1].lower(), match[2])) for match in _SHORT.finditer(note))
    work = next(filter(None, works), None)
    return f"{note} [{work}]" if work else note


def _listed(templates: Sequence[re.Match[str]]) -> dict[tuple[str, str], str]:
    """The works that `{{cite}}` tells in full, by the surname of the first author and the year, for what calls them so."""
    found: dict[tuple[str, str], str] = {}
    for match in templates:
        last, year = _LAST.search(match[2]), _DATE.search(match[2])
        if last and year:
            found.setdefault((last[1].strip().lower(), year[1]), one_line(match[2].strip("|")))
    return found


def _name(attributes: str) -> str:
    """The name of a note that is called more than once."""
    match = _NAME.search(attributes)
    return (match[match.lastindex or 0]).strip() if match else ""


def _template(raw: str, match: re.Match[str], known: Notes, listed: dict[tuple[str, str], str]) -> Iterator[Mark]:
    """What a template cites: `{{cite}}` a work, `{{sfn|Smith|2017}}` one of the list, `{{fact}}` nothing."""
    label = match[1].strip().lower().replace("_", " ")
    if label in _LOST_TEMPLATES:
        yield Mark(*match.span(), *match.span(), "reference", "", followable=False)
    elif label.startswith(("sfn", "harv")) and label != "harvid":
        names = [part.strip() for part in match[2].split("|") if part.strip() and "=" not in part]
        entry = ""
        if len(names) > 1:
            entry = listed.get((names[0].lower(), names[-1]), "") or _entry(raw, known, names[0], names[-1])
        yield Mark(*match.span(), *match.span(), "reference", entry or one_line(match[2].strip("|")), locates(entry))
    elif label.startswith(("cite", "citation", "efn", "refn")) and not known.within(match.start()):
        url = _URL.search(match[2])
        text = one_line(match[2].strip("|"))
        yield Mark(*match.span(), *match.span(), "reference", url[1] if url else text, bool(url) or locates(text))
