"""Shares, changes and amounts of money: what a scaled figure measures, and in which currency."""

from __future__ import annotations

import re

_MONEY = re.compile(r" ?(?:us |american )?(dollar|euro|pound|rouble|ruble|lira|yen|yuan|dinar|riyal|cent|shekel|franc)s?\b", re.ASCII)
_CODE = re.compile(r"\b(?P<code>usd|eur|gbp|syp|iqd|lbp|try|rub|irr|sar|aed|yer|afn|uah|sdg|us) ?\Z")
_POUNDS = re.compile(r" pounds? of (?!(?:aid|damage|debt|funding|investment|the|their|its|his|her|public)\b)| pounds? (?:heav|light)")
_WEIGH = re.compile(r"\b(?:weigh\w*|gain\w*|shed\w*|ounces?)\b[^.;]*\Z")
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro"}
_CHANGED = re.compile(
    r" (?:(?:overall|annual|further|sharp|steep|slight) )?(?:increase|decrease|rise|drop|decline|fall|reduction|jump|surge|uptick|cut)\b"
    r"|,? (?:more|less|fewer|higher|lower)\b(?: [a-z]+)? than\b"
)
_CHANGE = re.compile(
    r"\b(?:rise|increase|drop|fall|decline|decrease|reduction|jump|surge) of (?:about |some |nearly |almost )?$"
    r"|\b(?:rose|fell|increased?|decreased?|declined?|dropped|grew|up|down)\b[^.;]*$|\bby (?:about |some |nearly )?$"
)
_LEVEL = re.compile(r"\b(?:from|to|at) (?:about |some |nearly |just |only |over |around )?$")
_NEAR = 48


def measure(low: str, kind: str, start: int, end: int) -> str:
    """`change` for a percentage by which something rose or fell, else `share`."""
    before = low[max(0, start - _NEAR) : start]
    changed = kind == "percent" and (_CHANGED.match(low, end) or (_CHANGE.search(before) and not _LEVEL.search(before)))
    return "change" if changed else "share"


def priced(low: str, text: str, start: int, end: int) -> bool:
    """Whether a figure, as printed, is an amount of money: by its sign, the word after it or the code before it."""
    if not _SIGNS.keys().isdisjoint(text) or _CODE.search(low, max(0, start - 5), start):
        return True
    return _MONEY.match(low, end) is not None and not _weighs(low, start, end)


def currency(low: str, start: int, end: int) -> tuple[str, int]:
    """The currency of an amount, and where its words end."""
    if name := _MONEY.match(low, end):
        return name[1], name.end()
    sign = next((_SIGNS[char] for char in low[start:end] if char in _SIGNS), "")
    code = None if sign else _CODE.search(low, max(0, start - 5), start)
    return (code["code"] if code else sign), end


def _weighs(low: str, start: int, end: int) -> bool:
    """Whether the pounds after a figure are a weight."""
    return bool(_POUNDS.match(low, end) or (low.startswith(" pound", end) and _WEIGH.search(low, max(0, start - _NEAR), start)))
