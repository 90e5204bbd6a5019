"""Texts to measure extraction on: prose like the seeds', and texts made to be slow."""

from __future__ import annotations

import random
import re
from pathlib import Path

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))
_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "sixty",
    "ninety",
]
_MONTHS = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"]
_VARIED = re.compile(rf"(?<![\w./#=&-])[1-9][0-9,]*(?![\w:/.])|\b(?:{'|'.join(_WORDS)})\b|\b(?:{'|'.join(_MONTHS)})\b")

SCRAPS = {
    "digits": "7", "hyphens": "7-", "nested quotes": "“‘", "closed quotes": "“a ‘b’ c” ", "straight quotes": '"\'', "figures": "1,000 ",
    "decimals": "1.5,", "brackets": "[", "parentheses": "(", "links": "[a](", "link ends": "](", "nested links": "[[a](b)](c) ",
    "pictures": "![", "markers": "[1]", "note lines": "\n1 A", "wiki references": "<ref><ref>", "wiki templates": "{{cite|",
    "html links": "<a ", "footnotes": "war.1 ", "raised": "¹", "addresses": "http://a.", "definitions": "\n[a]: b", "headings": "\n# ",
    "bullets": "\n- a", "references": "\nReferences\n", "between": "between 1 and ", "hundreds": "one hundred and ",
    "thirds": "a third of those ", "including": "9 of whom ", "of whom": "of whom ", "the the": "the the ", "hedges": "at least ",
    "one": "one ", "years": "2015 ", "months": "May ", "days": "12 May 2017, ", "month names": "January February ",
    "weekdays": "Monday the ", "ranges": "1-2-", "times": "12:30 ", "later": "ten days later ", "durations": "two years and ",
    "relative": "last this ", "say": "said ", "according": "according to ", "we": "our count ", "authors": "(Smith 2015) ",
    "initials": "U.S. ", "titles": "Mr. ", "ends": ". A", "letter": "a", "blanks": " ", "line feeds": "\n", "hyphenated": "a-\n",
    "tabs": "\t ", "hidden": "a\u200b", "right to left": "\u202b\u0643\u062a\u0627\u0628 12 ",
    "combining": "e\u0301\u0301", "astral": "😀 7 ",
    "dotted": "İ", "fractions": "½", "no ends": "and 12 men went on ", "long lines": "the men said that 40 were killed in the town ",
    "prose": "On 4 May 2015 the ministry said that 40 people were killed. ", "dollars": "$", "percent": "5% ", "escapes": "\\*",
    "stars": "*", "commas": "12, ", "lists": "the four towns A, B, ", "minus": "-", "dashes": "– 1 ", "backticks": "`",
    "slashes": "1/2/", "paragraphs": "\n\n12", "tags": "<", "sups": "<sup>1", "errors": "Error! ", "source lines": "\nSource: a",
    "ampersands": "&", "x": "\x02", "emails": "a7@b3.com ", "spans of pipes": "|",
}  # fmt: skip


def adversarial(scrap: str, size: int = 1_000_000) -> str:
    """A scrap over and over."""
    return (scrap * (size // len(scrap) + 1))[:size]


def seed_like(size: int, seed: int = 1) -> list[str]:
    """Documents of about `size` bytes in all: the seeds with every plain figure, number word and month changed at random.

    No two are the same, so that nothing that remembers a sentence or a figure with its neighbours gains by it.
    """
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in SEEDS]
    documents: list[str] = []
    while size > 0:
        text = _VARIED.sub(lambda match: _other(rng, match[0]), texts[len(documents) % len(texts)])
        documents.append(text)
        size -= len(text.encode())
    return documents


def _other(rng: random.Random, word: str) -> str:
    if word[0].isdigit():
        if re.fullmatch("(?:19|20)[0-9]{2}", word):
            return str(rng.randint(1990, 2019))
        return re.sub("[0-9]", lambda _: str(rng.randint(1, 9)), word) if len(word) > 2 else str(rng.randint(1, 28))
    return rng.choice(_WORDS if word[0].islower() else _MONTHS)
