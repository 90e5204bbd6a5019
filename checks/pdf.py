"""The words of a PDF, page by page, in the order in which they were written. Needs the extra `pdf`."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from checks.errors import InputError

_HYPHEN = re.compile("[\x02\ufffe](?:\r?\n)?")
"""A hyphen at the end of a line, as PDFium marks it."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
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
        text = page.get_textpage().get_text_bounded()
    finally:
        page.close()
    return _CONTROL.sub("", _HYPHEN.sub("-\n", text).replace("\r\n", "\n").replace("\r", "\n"))
