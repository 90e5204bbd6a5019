"""What a document says of itself before its first paragraph: its title and the day of its publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.dates import dates

if TYPE_CHECKING:
    from datetime import date

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
_YEAR = "[0-9]{4}"
_DAY = (
    rf"{_WEEKDAY}(?:[0-9]{{1,2}}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}"
    rf"|{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}})"
)
_LABEL = r"(?:(?:first )?published|posted|issued|released|date(?: of publication| published| issued)?|publication date|release date)"
_LABELLED = re.compile(rf"[^\w]*{_LABEL}(?: on| at)?\W{{1,4}}(?P<day>{_DAY})", re.IGNORECASE)
_ALONE = re.compile(rf"\W*(?P<day>{_DAY})(?:[ ,|·•–—-]*[0-9]{{1,2}}[:.][0-9]{{2}}.{{0,12}})?\W*")
_OTHER = r"(?:In|On|At|From|Since|Until|By|After|Before|Last|Updated|[\[(]?[0-9]+[\])]?\.?)"
_BYLINE = re.compile(rf"(?:By .{{2,80}}?(?: on|[,|·•–—-])|(?![\u2014\u2013-]|{_OTHER} ).{{2,60}}?[,|·•–—]) ?(?P<day>{_DAY})[^\w.!?]*")
_DATELINE = re.compile(rf"\(?[A-Z][\w .,/’'-]{{1,40}}?[,(] ?(?P<day>{_DAY})\)?(?: \([A-Za-z .]{{2,20}}\))? ?[–—-](?! ?(?:[0-9]|{_MONTH}))")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)")
_SHORT, _LONGEST, _PARAGRAPH = 140, 200, 300
HEAD = 14
"""So many lines with words are looked at."""


class About(NamedTuple):
    """Title, and the day of publication where the text states it."""

    title: str
    published: date | None


def about(text: str) -> About:
    """What the first lines of a raw text say; a title line is none of the places where a day of publication is looked for."""
    lines = [line for part in text[:8000].split("\n") if (line := _bare(part))][:HEAD]
    if not lines:
        return About("", None)
    body = next((at for at, line in enumerate(lines) if len(line) > _PARAGRAPH), len(lines))
    found = (day for at, line in enumerate(lines[: body + 1]) if (day := _published(line, at == 0)) is not None)
    return About(lines[0][:_LONGEST], next(found, None))


def dates_the_document(line: str, title: bool) -> bool:
    """Whether a line does nothing but say who published the text, and when; a dateline is more."""
    return any(_short(_bare(line), title))


def _bare(line: str) -> str:
    line = line[:2000]
    return " ".join((_LINK.sub(r"\1", line) if "](" in line else line).strip("#*_ \t\r\f\ufeff").split())


def _short(line: str, title: bool) -> tuple[re.Match[str] | None, ...]:
    if len(line) > _SHORT:
        return ()
    return _LABELLED.match(line), _ALONE.fullmatch(line), None if title else _BYLINE.fullmatch(line)


def _published(line: str, title: bool) -> date | None:
    match = next((one for one in (*_short(line, title), _DATELINE.match(line)) if one), None)
    read = dates(match["day"]) if match else []
    return read[0].earliest if len(read) == 1 and read[0].earliest == read[0].latest else None
