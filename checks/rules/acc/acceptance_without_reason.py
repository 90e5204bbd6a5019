"""An acceptance whose reason gives no reason.

Whoever reads the ledger later must be able to judge whether the finding is rightly accepted, and check it in the documents. A reason
that is a placeholder (`TODO`, `n/a`), a word of agreement (`ok`, `accepted`) or only repeats the resolution says nothing. An empty cell
is missing altogether, which the schemas say.

Fires:

    accepted
      | fingerprint      | code   | resolution      | reason           | accepted_by | date_accepted |
    ! | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | error-in-source  | an analyst  | 2026-01-05    |
    ! | bbbbbbbbbbbbbbbb | NUM001 | pending         | TODO             | an analyst  | 2026-01-05    |
    ! | cccccccccccccccc | NUM001 | baseline        | n/a - see above. | an analyst  | 2026-01-05    |
    outcomes
      | code   | status  |
      | NUM001 | skipped |

Quiet (short, and in any script, but a reason):

    accepted
      | fingerprint      | code   | resolution      | reason                   | accepted_by | date_accepted |
      | aaaaaaaaaaaaaaaa | NUM001 | error-in-source | author confirmed         | an analyst  | 2026-01-05    |
      | bbbbbbbbbbbbbbbb | NUM001 | baseline        | known before version 2   | an analyst  | 2026-01-05    |
      | cccccccccccccccc | NUM001 | range-reported  | المصدر يذكر نطاقا         | an analyst  | 2026-01-05    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.ledger import NO_REASON
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ACC003",
    level="error",
    side="data",
    by="fingerprint",
    authority="ISO 31000:2018, 6.7 Recording and reporting: decisions are documented, so that others can follow them",
    message="the acceptance of {code} {row} gives no reason: “{reason}”",
    help="say why the finding may stand, in words that a reader can check in the documents",
)
def acceptance_without_reason(accepted: LazyFrame) -> LazyFrame:
    return accepted.filter(pl.col("fingerprint").is_not_null() & pl.col("reason").is_not_null()).select(
        "code",
        "reason",
        table=pl.lit("accepted"),
        row="fingerprint",
        key=pl.concat_str(pl.col("code").fill_null(""), "fingerprint", separator=":"),
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(pl.col("reason").str.contains(NO_REASON)).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )
