"""The ledger: what the rules about accepted.csv are given beside the dataset's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from checks.edtf import date_bounds
from checks.lazy import pl

if TYPE_CHECKING:
    from polars import LazyFrame

LATER: Final[dict[str, tuple[str, ...]]] = {
    "findings": ("fingerprint", "code", "claims", "evidence"),
    "outcomes": ("code", "status"),
    "looked_at": ("claim_id",),
    "before": ("claim_id", "status"),
    "coverage": ("document_id", "part", "now", "before"),
}
"""Tables (all String) that are known only when the other checks have run: a rule that asks for one runs after them.

`findings`: every finding of the run, its claims joined by `;`, `evidence` a hash of the rows that it rests on. `outcomes`: what became
of every check: ran, skipped, crashed, or later for those that ask for these tables themselves. `looked_at`: the claims that a comparison
of figures, dates or categories (NUM, TMP, XDC) looked at; gathered only when a rule asks for it.
`before`: the claims of the base, `coverage`: counts or shares of every document that both versions have, by `part`, as decimals; both are
known with --base only.
"""

SINCE: Final = ("before", "coverage")
"""Of these the tables that are known with --base only."""

NO_REASON: Final = (
    r"(?i)^[\W_]*(?:(?:accepted|acceptable|accept|approved|baseline|pending|ok(?:ay)?|fine|ignored?|known|none|nothing|no reason|n/?a"
    r"|reason|same|see above|tbd|todo|fixme|unknown|wontfix|won't fix|x+|error-in-source|range-reported|source-priority|not-same-quantity"
    r"|superseded)(?:[\W_]+|$))*$"
)
"""A reason that says nothing: no words at all, or only words that stand for a reason still to be written."""


def expired(accepted: LazyFrame, clock: LazyFrame) -> LazyFrame:
    """The rows of `accepted`, with `expired` (Boolean): whether the last day of `expires` has passed; a row without one never expires,
    and of a date that cannot be read nothing is known (null)."""
    ends = date_bounds(accepted, "expires").select("expires", last="latest")
    joined = accepted.join(ends, on="expires", how="left", maintain_order="left").join(clock, how="cross", maintain_order="left")
    passed = pl.when(pl.col("expires").is_not_null()).then(pl.col("last") < pl.col("today")).otherwise(False)
    return joined.with_columns(expired=passed).drop("last", "today")
