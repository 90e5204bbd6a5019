"""The words of a PDF, page by page, in the order in which they were written. Needs the extra `pdf`."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from checks.errors import InputError
from checks.raised import raised

_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")
"""A hyphen at the end of a line, as PDFium marks it."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_GLUED = re.compile(r"(?<=[^\s(\[])([0-9]{1,7}(?:[,\u2013-][0-9]{1,3})*)(?![0-9])")
_SMALLEST, _LARGEST, _RISE = 0.4, 0.9, 0.1
"""Of the size of the letters beside a raised figure: its least and greatest size, and how far it begins above their foot."""
_SPELLED = re.compile(r"[^\W_]")


def words(path: Path, data: bytes) -> str:
    """The text of a PDF; pages begin with a form feed, and words are cut at line ends as they are printed.

    Raises InputError for a PDF that is broken, encrypted, or holds pictures of pages only.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise InputError(path, "is encrypted", "save a copy without password") from None
        raise InputError(path, f"broken PDF ({error})", "get the file again") from None
    try:
        pages = [_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise InputError(path, f"broken PDF ({error})", "get the file again") from None
    finally:
        document.close()
    if not any(_SPELLED.search(page) for page in pages):
        raise InputError(path, "holds no text, only pictures of pages", "make its text readable first, for example with ocrmypdf")
    return "\n\f".join(pages).strip("\n\f") + "\n"


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        written = page.get_textpage()
        text = _marked(written.get_text_bounded(), written)
    finally:
        page.close()
    return _CONTROL.sub("", _HYPHEN.sub("-\n", text).replace("\r\n", "\n").replace("\r", "\n"))


def _marked(text: str, page: pypdfium2.PdfTextpage) -> str:
    """The text with the raised figures marked that touch a word or figure; as it stands, when its characters are not the page's."""
    if not (glued := [found.span(1) for found in _GLUED.finditer(text)]):
        return text
    drawn = [at for at, char in enumerate(_characters(page)) if not char.isspace()]
    places = [at for at, char in enumerate(text) if not char.isspace()]
    if len(drawn) != len(places):
        return text
    index = dict(zip(places, drawn, strict=True))
    pieces, done = [], 0
    for start, end in glued:
        first = next((at for at in range(start, end) if _is_raised(page, index[at], index[at - 1])), end)
        if first < end and text[end : end + 1] not in ("\u2044", "/"):
            pieces += [text[done:first], raised(text[first:end], text[max(first - 10, 0) : first])]
            done = end
    return "".join([*pieces, text[done:]])


def _characters(page: pypdfium2.PdfTextpage) -> str:
    """The characters of a page by their number."""
    number = page.count_chars()
    whole = page.get_text_range(0, number)
    return whole if len(whole) == number else "".join(chr(pdfium.FPDFText_GetUnicode(page, at)) for at in range(number))


def _is_raised(page: pypdfium2.PdfTextpage, at: int, before: int) -> bool:
    """Whether a character is smaller than the one before it and begins higher, but in its line."""
    size, beside = (pdfium.FPDFText_GetFontSize(page, place) for place in (at, before))
    if not _SMALLEST * beside < size < _LARGEST * beside:
        return False
    foot, low = page.get_charbox(before)[1], page.get_charbox(at)[1]
    return bool(foot + _RISE * beside < low < foot + beside)
