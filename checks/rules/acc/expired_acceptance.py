"""An acceptance whose time has run out.

Some findings are accepted for a while: until the author answers, until the next edition. After the last day of `expires` the row accepts
nothing, and the finding counts again. "Today" is `today` of dataset.toml where that is set.

Fires:

    accepted
      | fingerprint      | code   | resolution | reason                 | accepted_by | date_accepted | expires    |
    ! | aaaaaaaaaaaaaaaa | NUM001 | pending    | the editor was written | an analyst  | 2020-01-05    | 2020-02-01 |
    ! | bbbbbbbbbbbbbbbb | NUM001 | pending    | the editor was written | an analyst  | 2020-01-05    | 2020-02    |

Quiet (it never expires, or the day has not passed):

    accepted
      | fingerprint      | code   | resolution | reason                 | accepted_by | date_accepted | expires |
      | aaaaaaaaaaaaaaaa | NUM001 | pending    | the editor was written | an analyst  | 2020-01-05    |         |
      | bbbbbbbbbbbbbbbb | NUM001 | pending    | the editor was written | an analyst  | 2020-01-05    | 9999    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.ledger import expired
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ACC002",
    level="warning",
    side="data",
    by="fingerprint",
    authority="ISO 31000:2018, 6.5.2: a risk that is retained is retained by informed decision, and the decision is reviewed",
    message="the acceptance of {code} {row} ended with {expires}; the finding counts again",
    help="settle the finding, or accept it anew with a later day and the reason for it",
)
def expired_acceptance(accepted: LazyFrame, clock: LazyFrame) -> LazyFrame:
    dated = accepted.filter(pl.col("fingerprint").is_not_null() & pl.col("expires").is_not_null())
    return expired(dated, clock).select(
        "code",
        "expires",
        table=pl.lit("accepted"),
        row="fingerprint",
        key=pl.concat_str(pl.col("code").fill_null(""), "fingerprint", separator=":"),
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when(pl.col("expired").is_null()).then(None).when("expired").then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )
