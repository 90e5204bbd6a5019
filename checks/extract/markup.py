"""Markup of a raw text that states nothing: addresses, and on wiki pages notes, templates, targets of links, names of files, attributes.

A template that only sets figures of the sentence (`{{convert|60|km}}`) states them like the words around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.references import REF
from checks.extract.words import words
from checks.runs import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"//[^\s<>\"\[\]{}|]+")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[a-zA-Z][^<>]{0,500}>", re.DOTALL)
_OPTION = r"(?:thumb\w*|frame\w*|border|left|right|center|centre|none|baseline|middle|top|upright|[0-9x ]+px|[a-z]+ ?=[^|\[\]]*)"
_LINK = re.compile(
    rf"\[\[(?:(?:[Ff]ile|[Ii]mage|[Mm]edia):[^|\[\]\n]*(?:\|[ ]?{_OPTION}[ ]?(?=[|\]]))*|[^|\[\]\n]{{1,200}}\|"
    r"|(?:[Cc]ategory|[a-z]{2,3}(?:-[a-z]+)*):[^|\[\]\n]*)"
)
_ATTRIBUTE = re.compile(
    r"\b(?:style|class|width|height|align|valign|colspan|rowspan|bgcolor|border|cell\w+|scope)[ ]?=[ ]?(?:\"[^\"\n]*\"|\w+%?)"
)
_PRECISION = re.compile(r"\|-?[0-9](?=\}\}|\|(?:abbr|adj|disp|lk|sp)=)")
_BRACES = re.compile(r"\{\{+|\}\}+")
_NAME = re.compile(r"\{\{+[ \n]*([\w ]{1,30})")
_STATING = words("convert cvt nowrap nobr formatnum quote cquote blockquote quotation bquote lang small circa") | {"as of", "quote box"}


def markup(raw: str) -> Iterator[tuple[int, int]]:
    """The spans of such markup, in no order; they may overlap."""
    yield from (match.span() for match in _ADDRESS.finditer(raw))
    if "<" in raw:
        yield from (match.span() for pattern in (_TAG, REF) for match in pattern.finditer(raw))
    if holds(raw, "[["):
        yield from (match.span() for match in _LINK.finditer(raw))
    if holds(raw, "{|"):
        yield from (match.span() for match in _ATTRIBUTE.finditer(raw))
    if holds(raw, "{{"):
        yield from _templates(raw)


def _templates(raw: str) -> Iterator[tuple[int, int]]:
    """Templates, also within each other, that state nothing."""
    if "onvert|" in raw:
        yield from (match.span() for match in _PRECISION.finditer(raw))
    opened: list[int] = []
    for match in _BRACES.finditer(raw):
        if raw[match.start()] == "{":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            name = _NAME.match(raw, start)
            if not name or name[1].strip().lower() not in _STATING:
                yield start, match.end()
