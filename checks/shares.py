"""How exactly a share is printed: what "33 percent", "0.333" and "a third" leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl

if TYPE_CHECKING:
    from polars import Expr

IN_WORDS = 0.02
_RATIO = r"(?i)hal(f|ves)|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|\d\s*/\s*\d|\bin\b|\bout of\b"
_DECIMALS = r"\d[.,](\d+)"


def half_width(text: Expr, unit: Expr) -> Expr:
    """Half a unit of the last printed digit, as a fraction of one: 0.005 for "33 percent", 0.0005 for "33.3 percent".

    A share in words or as a ratio ("a third", "one in three", "2/3") has no digits: it may be off by two in a hundred.
    """
    digits = text.str.extract(_DECIMALS, 1).str.len_bytes().fill_null(0).cast(pl.Int32)
    printed = 0.5 * pl.lit(10.0).pow(-digits)
    percent = (unit == "percent") & ~text.str.contains(_RATIO).fill_null(False)
    decimal = text.str.contains(_DECIMALS).fill_null(False)
    return pl.when(percent).then(printed / 100).when(decimal).then(printed).otherwise(IN_WORDS)
