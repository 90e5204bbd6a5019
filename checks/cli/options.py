"""What options of several commands have in common."""

from __future__ import annotations

import click

from checks.errors import UsageError


def codes(_ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of checks, comma-separated. Raises UsageError for a --select that names none."""
    codes = tuple(code.strip() for value in values for code in value.split(",") if code.strip())
    if values and not codes and param.name == "select":
        raise UsageError("--select names no check; leave it out to run all")
    return codes
