"""A document that is said to be held, but whose file is not there.

Nothing that rests on the document can be checked: its quotes are neither found nor missed. A document that the dataset does not hold
in full (`held` = excerpt or none) may be absent.

Fires (the file is not where `path` says):

    documents
      | document_id | path    | held |
    ! | lost        | missing | full |

Fires (nothing is said of how it is held: then it is held in full):

    documents
      | document_id | path     | held |
    ! | lost        | missing  | full |
      | here        | here.txt |      |

    claims
      | claim_id | document_id | value_text |
      | killed   | here        | 12         |

Quiet (only cited, not held):

    documents
      | document_id | path    | held    |
      | cited       |         | none    |
      | partial     | missing | excerpt |

Quiet (the file is there):

    documents
      | document_id | held |
      | here        | full |

    claims
      | claim_id | document_id | value_text |
      | killed   | here        | 12         |

Quiet (a row without a path is an error of form, not a lost file):

    documents
      | document_id | held    |
      | here        | excerpt |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "ANC001",
    level="error",
    side="data",
    by="document_id",
    authority="ISO 19011:2018, 6.4.7: only information that can be verified is evidence",
    message="the file of document {row} ({path}) is not there, so none of its claims can be checked",
    help="put the file there, mend `path`, or say with `held` that the dataset does not hold it in full",
)
def document_missing(documents: LazyFrame, texts: LazyFrame) -> LazyFrame:
    held = documents.filter(pl.col("held").fill_null("full") == "full", pl.col("path").is_not_null())
    there = texts.select("document_id", there=pl.lit(True))
    return held.join(there, on="document_id", how="left").select(
        "path",
        table=pl.lit("documents"),
        row="document_id",
        key="document_id",
        claims=pl.lit([], dtype=pl.List(pl.String)),
        verdict=pl.when("there").then(pl.lit("ok")).otherwise(pl.lit("definite")),
    )
