"""The words of a web page without what surrounds them, as Markdown. Needs the extra `html`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import html

from checks.errors import InputError
from checks.raised import MARK, raised

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 20_000_000
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_.-]{2,40})"
)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MARK = re.compile(rf"\s*(?:\[?({MARK}|citation needed)\]?|\[([a-z])\])\s*")
_CAPTIONS = "//figcaption | //*[contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
_FIGURE = "ancestor::*[self::figure or contains(concat(' ', @class, ' '), ' wp-caption ')][last()]"
_AS_BROWSERS_DO = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"} | dict.fromkeys(
    ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"
)
_ESCAPED = re.compile(r"\\([\[\]])|(?m:(?<=^[0-9])|(?<=^[0-9]{2})|(?<=^[0-9]{3}))\\(?=\. )")
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
    codec = _AS_BROWSERS_DO.get(name.lower(), name.lower())
    try:
        if codec in ("cp1252", "windows-1252"):
            with suppress(UnicodeDecodeError):
                return data.decode()  # what is UTF-8 throughout was written as such, whatever it says
        return data.decode(codec)
    except UnicodeDecodeError as error:
        said = "says that it is" if found else "says no encoding, and is not"
        problem = f"{said} {name}{', and is not' if found else ''} (byte 0x{data[error.start]:02x} at offset {error.start})"
        raise InputError(path, problem, "save it as UTF-8") from None
    except (LookupError, UnicodeError):
        raise InputError(path, f"says that it is {name}, which is no known encoding", "save it as UTF-8") from None


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
    """Leave what trafilatura would drop or print as tags as the words that a reader sees; what is no word goes."""
    for element in tree.xpath("//script | //style | //noscript | //template | //*[contains(@class, 'mw-editsection')]"):
        element.drop_tree()
    for element in tree.xpath("//sup"):
        if element.getparent() is not None:  # one in a marker has gone with it
            _raised(element)
    for element in tree.xpath("//q"):
        element.text, element.tail = f"\u201c{element.text or ''}", f"\u201d{element.tail or ''}"
    for element in tree.xpath("//sub | //q | //a[starts-with(@href, '#') and string-length(@href) > 1]"):
        element.drop_tag()
    for element in tree.xpath("//ol[@start or li/@value]"):
        _numbered(element)
    for element in tree.xpath(f"{_CAPTIONS} | //table/caption"):
        _captioned(element)


def _raised(element: Any) -> None:
    """A note's marker as `[1]`, a square or cube of a measure as its sign, anything else as its letters (`21st`)."""
    if found := _MARK.fullmatch(element.text_content()):
        linked = element.find(".//a") is not None or element.getparent().tag == "a"
        before = element.xpath("string(preceding-sibling::node()[1])")
        for child in list(element):
            child.drop_tree()
        element.text = raised(found[1] or found[2], before, linked)
    element.drop_tag()


def _numbered(items: Any) -> None:
    """A list that does not count from one, with its numbers as words."""
    number = int(items.get("start")) if (items.get("start") or "").isdecimal() else 1
    for item in items.findall("li"):
        number = int(item.get("value")) if (item.get("value") or "").isdecimal() else number
        item.tag, item.text = "p", f"{number}. {(item.text or '').lstrip()}"
        number += 1
    items.tag = "div"


def _captioned(caption: Any) -> None:
    """A caption as a paragraph: a table's before it, a picture's after it."""
    table = caption.tag == "caption"
    inner = caption.getparent() if table else caption
    outer = next(iter(inner.xpath(_FIGURE)), inner)
    caption.tag, caption.tail = "p", None if outer is not caption else caption.tail
    caption.attrib.clear()
    if outer is not caption:
        (outer.addprevious if table else outer.addnext)(caption)
