"""English words that differ in spelling only: contractions, British and American forms, numbers in words and digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polars import Expr

_CONTRACTIONS = (
    (r"\b([Cc])an['’]t\b", "${1}an not"), (r"\b([Ww])on['’]t\b", "${1}ill not"), (r"\b([Cc])annot\b", "${1}an not"),
    (r"(\p{L})n['’]t\b", "${1} not"), (r"['’]ll\b", " will"), (r"['’]re\b", " are"), (r"['’]ve\b", " have"), (r"['’]m\b", " am"),
)  # fmt: skip
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_DIGITS = {name: str(_NUMBERS.index(name) + 1) for name in sorted(_NUMBERS, key=len, reverse=True)}


def expanded(text: Expr) -> Expr:
    """A text without contractions: `don't` is `do not`."""
    for short, full in _CONTRACTIONS:
        text = text.str.replace_all(short, full)
    return text


def one_spelling(word: Expr) -> Expr:
    """A lower-case word in one of its spellings: for comparing, not for reading."""
    american = word.str.replace_all("our", "or").str.replace_all(r"is(e|ed|es|ing|ation)", "iz${1}")
    return american.str.replace_many(_DIGITS, leftmost=True)
