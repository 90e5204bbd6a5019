"""Noun phrases as words with their places: where one begins before a verb, its head, and the name that it ends with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from checks.extract.words import BODIES, CLASSES, OFFICES, PAPERS, PREPOSITIONS, STOPS, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile('[^\\s\u201c\u201d"\u2013\u2014]+|[\u201c\u201d"\u2013\u2014]')
_EDGES = ".,;:()[]'\u2018\u2019*_"
CLOSERS = (",", ";", ":", "\u201c", "\u201d", '"', "\u2013", "\u2014")
"""What ends a phrase."""
_PARTICLES = frozenset(("of", "for", "bin", "ibn", "de", "van", "von", "and", "al", "the"))
_INNER = frozenset(("de", "la", "del", "den", "der", "van", "von", "el", "al", "bin", "ibn", "bint", "abu", "da", "dos", "du"))
MOST = 14
"""Words of a phrase."""

Token = tuple[int, int, str, str]
"""Start, end, the word as printed, the word bare and in lower case."""


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of a stretch of text."""
    for match in _TOKEN.finditer(text, start, end):
        yield match.start(), match.end(), (word := match[0]), _bare(word)


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    return word.strip(_EDGES).lower().removesuffix("'s").removesuffix("\u2019s")


def last_phrase(words: list[Token]) -> list[Token]:
    """The last words that no comma, quotation mark, conjunction or relative pronoun cuts off."""
    first = len(words)
    while first and len(words) - first < MOST:
        _, _, word, low = words[first - 1]
        if word[-1] in CLOSERS or low in STOPS:
            break
        if low == "and" and not (first < len(words) and words[first][2][0].isupper() and first > 1 and words[first - 2][2][0].isupper()):
            break
        first -= 1
    return words[first:]


def head(phrase: list[Token]) -> list[Token]:
    """The head of a phrase: its words up to the first preposition that is no part of a name (`Secretary of State`)."""
    for at in range(1, len(phrase)):
        if phrase[at - 1][3] in PAPERS and (phrase[at][3] in TIMES or _released(phrase, at)):
            return phrase[:at]
        if phrase[at][3] in PREPOSITIONS:
            named = phrase[at - 1][2][0].isupper() and at + 1 < len(phrase) and phrase[at + 1][2][0].isupper()
            if not (named and phrase[at][3] in ("of", "for")):
                return phrase[:at]
        elif phrase[at - 1][2][-1] in ",;:":
            return phrase[:at]
    return phrase


def _released(phrase: list[Token], at: int) -> bool:
    """Whether a word tells of a paper what happened to it, and nobody's name: `a study released Thursday`."""
    return phrase[at][3].endswith("ed") and all(token[3] not in ("by", "from") for token in phrase[at + 1 :])


def is_named(token: Token) -> bool:
    """Whether a word is part of a name."""
    word = token[2].lstrip("([\u2018'#")
    return bool(word) and (word[0].isupper() or word.startswith(("al-", "el-", "@")))


def last_name(phrase: list[Token]) -> list[Token]:
    """The last run of capitalised words, with the particles between them; a possessive ends the run before."""
    last = len(phrase)
    while last and not is_named(phrase[last - 1]):
        last -= 1
    first = last
    while first and (is_named(phrase[first - 1]) or (first > 1 and phrase[first - 1][3] in _PARTICLES and is_named(phrase[first - 2]))):
        if first < last and phrase[first - 1][2].endswith(("'s", "\u2019s")):
            break
        first -= 1
    while first and first < last and phrase[first - 1][3] in _INNER:
        first -= 1
    joined = first and first < last and phrase[first][3] in _INNER and is_named(phrase[first - 1])
    return [*(last_name(phrase[:first]) if joined else ()), *phrase[first:last]]


def personal(name: str, *, article: bool) -> bool:
    """Whether `he` or `she` can stand for a name; `article`: it was printed with `the`, as bodies are (`the Pentagon`)."""
    head = name.rpartition(" ")[2].lower()
    if head in OFFICES:
        return True
    body = head in BODIES or head in PAPERS or (head in CLASSES and head.endswith("s"))
    return not (body or name.isupper() or (article and name[0].isupper()))


def printed(text: str, phrase: list[Token]) -> str:
    """A phrase as the text has it, without the marks around it."""
    return text[phrase[0][0] : phrase[-1][1]].strip(".,;:[]")
