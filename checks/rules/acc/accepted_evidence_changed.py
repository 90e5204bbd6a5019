"""An acceptance whose finding now rests on other words or figures.

`evidence` is a hash of the quotes and values that were judged. When they are edited the finding keeps its fingerprint, for it is still
about the same claims, but what a person accepted is no longer what stands there. Quiet without `evidence`, and when the finding is gone
(ACC001).

Fires:

    accepted
      | fingerprint      | code   | resolution      | reason                        | accepted_by | date_accepted | evidence |
    ! | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    | 0f0f0f0f |
      | cccccccccccccccc | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    | 1e1e1e1e |
    findings
      | fingerprint      | code   | evidence |
      | aaaaaaaaaaaaaaaa | NUM001 | 2d2d2d2d |
      | cccccccccccccccc | NUM001 | 1e1e1e1e |

Quiet (no evidence was kept, or the finding is gone):

    accepted
      | fingerprint      | code   | resolution      | reason                        | accepted_by | date_accepted | evidence |
      | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    |          |
      | bbbbbbbbbbbbbbbb | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    | 1e1e1e1e |
    findings
      | fingerprint      | code   | evidence |
      | aaaaaaaaaaaaaaaa | NUM001 | 2d2d2d2d |
    outcomes
      | code   | status  |
      | NUM001 | skipped |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ACC004",
    level="error",
    side="data",
    by="fingerprint",
    authority="RFC 6920, naming things with hashes: what was judged is named by its hash",
    message="what the acceptance of {code} {row} rests on has changed since it was given ({reason})",
    help="read the finding again: if it may still stand, accept it anew; else settle it and remove the row",
)
def accepted_evidence_changed(accepted: LazyFrame, findings: LazyFrame) -> LazyFrame:
    kept = accepted.filter(pl.col("fingerprint").is_not_null() & pl.col("evidence").is_not_null())
    found = findings.select("fingerprint", "code", now="evidence").drop_nulls("now").unique(["fingerprint", "code"])
    return kept.join(found, on=["fingerprint", "code"]).select(
        "code",
        "reason",
        table=pl.lit("accepted"),
        row="fingerprint",
        key=pl.concat_str("code", "fingerprint", separator=":"),
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(pl.col("evidence") == pl.col("now")).then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )
