"""The [settings.CODE] tables of dataset.toml, held against the checks and the defaults of their settings."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from checks.errors import UsageError

_MOST = 1_000_000_000


def check_settings(file: Path, given: Mapping[str, object], known: Mapping[str, Mapping[str, object]]) -> None:
    """`given`: what the file says; `known`: every check's settings and their defaults, by code. Raises UsageError for what does not fit."""
    for code, values in given.items():
        where = f"{file}: [settings.{code}]"
        if code not in known:
            near = difflib.get_close_matches(code.upper(), known, n=1, cutoff=0)
            raise UsageError(f"{where} is no check; did you mean {near[0]}?")
        if not isinstance(values, dict):
            raise UsageError(f"{where} is not a table; write [settings.{code}] above its settings")
        for name, value in values.items():
            if name not in known[code]:
                raise UsageError(f"{where} has no setting {name!r}; known: {', '.join(known[code]) or 'none'}")
            if problem := _problem(value, known[code][name]):
                raise UsageError(f"{where} {name} {problem}; its default is {known[code][name]!r}")


def _problem(value: object, default: object) -> str | None:
    """What keeps a value from standing where the default stands."""
    kinds = (int, float) if isinstance(default, float) else (type(default),)
    if type(value) not in kinds:
        return f"has the wrong type ({type(value).__name__})"
    if isinstance(value, int | float) and not 0 <= value <= _MOST:
        return f"must lie between 0 and {_MOST:,}"
    return None
