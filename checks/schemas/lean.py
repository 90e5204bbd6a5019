"""pandera for Polars alone.

It imports pandas and numpy when they are installed, which takes longer than all the rest, and does without them when they are not: so they
are hidden while it is imported and at work, and so is hypothesis, with which it would make examples.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING

import polars as pl  # before it is hidden, so that Polars knows of numpy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

__all__ = ["ValidationDepth", "config_context", "lean", "pa"]
_SPARED = ("pandas", "numpy", "hypothesis")


class _Hidden:
    """Finds, for one thread, that modules are not installed."""

    def __init__(self) -> None:
        self._thread = get_ident()

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None) -> None:
        if name in _SPARED and get_ident() == self._thread:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


@contextmanager
def lean() -> Iterator[None]:
    """Spare pandera in this thread what it can do without; what is imported already stays."""
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(hidden)


with lean():
    import pandera.polars as pa
    from pandera.config import ValidationDepth, config_context

    pa.DataFrameSchema.register_default_backends(pl.DataFrame)  # else the first validation imports what is still missing
