"""Polars, imported at its first use: listing and explaining rules must not pay for it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__all__ = ["pl"]

if TYPE_CHECKING:
    import polars as pl
else:

    class _Module:
        """Stands for a module until an attribute of it is wanted."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> object:
            value = getattr(importlib.import_module(self._name), attribute)
            setattr(self, attribute, value)
            return value

    pl = _Module("polars")
