"""HTML pages as tests read them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "input", "img", "hr"}


@dataclass(eq=False)
class Element:
    """A tag with its attributes and all the text in it."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[Element, ...] = field(default=(), repr=False)
    text: str = ""

    def within(self, tag: str) -> bool:
        return any(parent.tag == tag for parent in self.parents)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass(eq=False, repr=False)
class Page(HTMLParser):
    """A parsed page; raises when its tags are not balanced."""

    source: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        assert not self._open, self._open[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, name: str = "") -> list[Element]:
        return [element for element in self.elements if element.tag == tag and (not name or name in element.classes)]

    def one(self, tag: str, name: str = "") -> Element:
        (element,) = self.all(tag, name)
        return element

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


def targets(name: str, page: Page) -> list[tuple[str, str]]:
    """Page and anchor of every link of a page that leads into the site."""
    links = [element.attributes["href"] for element in page.elements if element.tag == "a" and "href" in element.attributes]
    inner = [link.partition("#") for link in links if not link.startswith(("http:", "https:"))]
    return [(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name, anchor) for path, _, anchor in inner]
