"""A check whose page, with its examples, is a text file of its package: one that is not a function of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from checks.example import Example, parse
from checks.finding import Level, Side


@dataclass(frozen=True)
class Paged:
    """One check. `message` is a format string over the columns of a violation; `package` holds the page, as `pages/CODE.txt`."""

    code: str
    name: str
    level: Level
    authority: str
    message: str
    help: str
    side: Side = "data"
    by: str = "row"
    package: str = "checks.schemas"

    @property
    def family(self) -> str:
        return self.code.rstrip("0123456789")

    @cached_property
    def _page(self) -> tuple[str, list[Example]]:
        return parse(resources.files(self.package).joinpath("pages", f"{self.code}.txt").read_text("utf-8"))

    @property
    def prose(self) -> str:
        """Title line, then rationale."""
        return self._page[0]

    @property
    def title(self) -> str:
        return self.prose.partition("\n")[0]

    @property
    def examples(self) -> list[Example]:
        return self._page[1]
