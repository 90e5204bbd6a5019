"""An acceptance that names no finding of this run.

A row of `accepted` lives as long as the finding that it names. When the row or the document was mended, or the check judges
differently, nothing is left to accept, and the row would silently accept the same mistake if it came back. Quiet while the check that the
code names did not run, for then nothing is known of its findings; a row that has expired is ACC002's.

Fires (the finding is gone; the code is that of no check):

    accepted
      | fingerprint      | code   | resolution      | reason                        | accepted_by | date_accepted |
    ! | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    |
    ! | bbbbbbbbbbbbbbbb | NUM999 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    |
      | cccccccccccccccc | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    |
    findings
      | fingerprint      | code   |
      | cccccccccccccccc | NUM001 |
    outcomes
      | code   | status |
      | NUM001 | ran    |

Quiet (the check did not run, so nothing is known):

    accepted
      | fingerprint      | code   | resolution      | reason                        | accepted_by | date_accepted |
      | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | the author confirmed the slip | an analyst  | 2026-01-05    |
    outcomes
      | code   | status  |
      | NUM001 | skipped |

Quiet (it has expired, which is said already):

    accepted
      | fingerprint      | code   | resolution | reason                 | accepted_by | date_accepted | expires    |
      | aaaaaaaaaaaaaaaa | NUM001 | pending    | the editor was written | an analyst  | 2020-01-05    | 2020-02-01 |
    outcomes
      | code   | status |
      | NUM001 | ran    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.ledger import expired
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ACC001",
    level="warning",
    side="data",
    by="fingerprint",
    authority="SARIF 2.1.0 (OASIS, 2020), 3.27.24 baselineState and 3.35 suppression: a suppression belongs to a result of the run",
    message="accepted finding {code} {row} is no finding any more ({reason})",
    help="remove the row: `validate fix` does it",
)
def stale_acceptance(accepted: LazyFrame, findings: LazyFrame, outcomes: LazyFrame, clock: LazyFrame) -> LazyFrame:
    rows = expired(accepted, clock).filter(pl.col("fingerprint").is_not_null() & pl.col("code").is_not_null() & ~pl.col("expired"))
    known = findings.select("fingerprint", "code", there=pl.lit(True)).unique()
    judged = rows.join(known, on=["fingerprint", "code"], how="left").join(outcomes.unique("code"), on="code", how="left")
    silent = pl.col("status").is_not_null() & (pl.col("status") != "ran")
    return judged.select(
        "code",
        "reason",
        table=pl.lit("accepted"),
        row="fingerprint",
        key=pl.concat_str("code", "fingerprint", separator=":"),
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when("there").then(pl.lit("ok")).when(~silent).then(pl.lit("definite")),
    )
