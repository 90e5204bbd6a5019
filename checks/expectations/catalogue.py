"""The one check that a suite of expectations is, for the catalogue."""

from __future__ import annotations

from checks.paged import Paged

UNMET = Paged(
    "EXP001", "unmet-expectation", "error", "Great Expectations, Expectation Gallery (the meaning of each type of expectation)",
    "{table_column}: {expected} is not met: {found}{note}",
    "look at what changed in the release; mend the data, or change the expectation and say why in its notes",
    by="release", package="checks.expectations",
)  # fmt: skip
