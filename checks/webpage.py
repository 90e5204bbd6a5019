"""The words of a web page without what surrounds them, as Markdown. Needs the extra `html`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import html

from checks.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 20_000_000
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_.-]{2,40})"
)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARK = re.compile(r"\s*\[?([0-9]{1,3}|citation needed)\]?\s*")
_ESCAPED = re.compile(r"\\([\[\]])")
_DATES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='date' or @name='DC.date.issued' "
    "or @name='citation_publication_date' or @name='pubdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def words(path: Path, data: bytes) -> tuple[str, date | None]:
    """The text of a page, and the day of publication that its head states.

    Raises InputError for a page that is too large, in another encoding than it says, or without words.
    """
    if len(data) > _LARGEST:
        raise InputError(path, f"is larger than {_LARGEST:,} bytes", "save the article without the pictures in it")
    tree = _tree(path, _PROLOGUE.sub("", _decode(path, data)))
    published, title = _published(tree), _title(tree)
    _plain(tree)
    text = trafilatura.extract(
        tree, output_format="markdown", include_links=True, include_tables=True, include_comments=False, favor_recall=True,
        with_metadata=False,
    )  # fmt: skip
    if not text or not text.strip():
        raise InputError(path, "holds no text that could be told from its surroundings", "save the words as .txt")
    text = _CONTROL.sub("", _ESCAPED.sub(r"\1", text))
    if title and title not in text[: 4 * len(title) + 200]:
        text = f"# {title}\n\n{text}"
    return text.rstrip("\n") + "\n", published


def _decode(path: Path, data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    name = (found[1] or found[2]).decode("ascii") if found else "utf-8"
    for mark, marked in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            name = marked
    try:
        return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1") else name)  # as browsers do
    except LookupError:
        raise InputError(path, f"says that it is {name}, which is no known encoding", "save it as UTF-8") from None
    except UnicodeDecodeError as error:
        said = "says that it is" if found else "says no encoding, and is not"
        problem = f"{said} {name}{', and is not' if found else ''} (byte 0x{data[error.start]:02x} at offset {error.start})"
        raise InputError(path, problem, "save it as UTF-8") from None


def _tree(path: Path, text: str) -> Any:
    try:
        return html.document_fromstring(text)
    except (ValueError, html.etree.ParserError):
        raise InputError(path, "is empty", "save the page again") from None


def _published(tree: Any) -> date | None:
    for query in _DATES:
        for value in tree.xpath(query):
            try:
                return date.fromisoformat(value.strip()[:10])
            except ValueError:
                continue
    return None


def _title(tree: Any) -> str:
    heads: Iterable[Any] = (*tree.xpath("//h1"), *tree.xpath("//title"))
    return next((words for head in heads if (words := " ".join(head.text_content().split()))), "")


def _plain(tree: Any) -> None:
    """Leave note markers as `[1]` and links within the page as their words; what is no word goes."""
    for element in tree.xpath("//script | //style | //noscript | //template | //*[contains(@class, 'mw-editsection')]"):
        element.drop_tree()
    for element in tree.xpath("//sup"):
        if found := _MARK.fullmatch(element.text_content()):
            for child in list(element):
                child.drop_tree()
            element.text = f"[{found[1]}]"
            element.drop_tag()
    for element in tree.xpath("//a[starts-with(@href, '#') and string-length(@href) > 1]"):
        element.drop_tag()
