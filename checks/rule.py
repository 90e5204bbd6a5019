"""What a rule is: a function from lazy tables to a lazy frame of comparisons, with its metadata."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checks.errors import RuleError
from checks.example import Example, parse
from checks.finding import Level, Side

if TYPE_CHECKING:
    import polars as pl

_CODE = re.compile(r"[A-Z]{3,}\d{3}")


@dataclass(frozen=True)
class Rule:
    """A registered rule.

    `function` takes lazy tables by parameter name; its keyword-only parameters are settings. It returns one row a set
    compared with at least:

    - `claims` (List[String]): the claims of the set, the one to edit first;
    - `verdict` (String): `definite`, `possible`, `ok`, or null for "nothing to compare".

    Optional columns: `table` and `row` (String: where the primary place is, when not the first claim), `key` (String:
    names the set in the fingerprint, when not its claims), `level` (String: overrides the rule's), `side` (likewise), `document_id`,
    `start`, `end` (String, Int64, Int64: words in a raw document, code points), `given`, `due_low`, `due_high` (Float64 or Date, or
    lists of them: a figure of the first claim, and bounds that it should lie between; the engine adds the slip that would explain it to the
    message), `compared` (List[String]: all claims that were looked at, in rows that are ok too, when `claims` names only some). All
    columns may stand in `message`, as `{column}` or `{column!r}`; the engine fills it for violated rows only.
    """

    function: Callable[..., pl.LazyFrame]
    code: str
    level: Level
    side: Side
    by: str
    authority: str
    message: str
    help: str
    measures: tuple[str, ...] = ()
    """The measures whose claims alone its findings are about; none: those of all."""
    through: tuple[str, ...] = ()
    """The columns of claims by which one claim of a group bears on what is found of another, beside its document, event and citations;
    none: all of them, and the claims that it is related to. A rule that reads documents anew names those by which a claim bears on what is
    found of itself, too: where none of them is changed, its document is not read."""

    @property
    def name(self) -> str:
        """Read after "allow": `allow sum-mismatch`."""
        return self.function.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        return self.code.rstrip("0123456789")

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The tables that it reads."""
        return tuple(name for name, p in inspect.signature(self.function).parameters.items() if p.kind != p.KEYWORD_ONLY)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Its settings with their defaults."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.kind == p.KEYWORD_ONLY}

    @cached_property
    def _page(self) -> tuple[str, list[Example]]:
        return parse(self.function.__doc__ or sys.modules[self.function.__module__].__doc__ or "")

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


def rule(
    code: str, *, level: Level, side: Side, by: str, authority: str, message: str, help: str,
    measures: tuple[str, ...] = (), through: tuple[str, ...] = (),
) -> Callable[[Callable[..., pl.LazyFrame]], Rule]:  # fmt: skip
    """Make a rule of a function; its name is the module's name, and the module's docstring is its page."""
    if not _CODE.fullmatch(code):
        raise RuleError(f"{code!r} is no rule code: use a family in capitals and three digits, such as NUM001")

    def decorate(function: Callable[..., pl.LazyFrame]) -> Rule:
        return Rule(function, code, level, side, by, authority, message, help, measures, through)

    return decorate
