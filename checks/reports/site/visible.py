"""Text from outside, made harmless to look at: what is invisible, or turns the reading order, is shown as a mark."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

MARK = "\N{REPLACEMENT CHARACTER}"
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINK = re.compile(r"(?i)https?://[^\s<>\"'`\\]+")


def visible(text: str) -> str:
    """The text with a mark for every control character, override of direction and other invisible sign; line ends stay."""
    return _SUSPECT.sub(_mark, text.replace("\r\n", "\n"))


def _mark(found: re.Match[str]) -> str:
    return "\n" if found[0] == "\r" else MARK


@cache
def link(target: str) -> str | None:
    """A target that may become a link: http or https, with a host and nothing invisible in it; else None."""
    target = target.strip()
    if not _LINK.fullmatch(target) or any(unicodedata.category(char).startswith("C") for char in target):
        return None
    try:
        return target if urlsplit(target).hostname else None
    except ValueError:
        return None


def short(text: str, longest: int) -> str:
    """The text on one line, cut to a length."""
    line = " ".join(visible(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
