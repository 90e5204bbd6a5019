"""A document whose bytes are not those that were read when its claims were written.

The hash is what ties a row to the text that its author saw. When only line ends differ (a checkout with CRLF), the finding says so and is
a warning: no quote has moved. A document that is not held in full has no hash to keep. A text that was captured from a web page or a PDF
has a second hash, of its original, as long as that is kept beside it.

Fires (another text):

    documents
      | document_id | sha256                                                           |
    ! | changed     | 0000000000000000000000000000000000000000000000000000000000000000 |

    texts
    | document_id | text                   |
    | changed     | Twelve men were killed |

Fires (the PDF was replaced by another edition):

    documents
      | document_id | original   | original_sha256                                                  |
    ! | edition     | report.pdf | 0000000000000000000000000000000000000000000000000000000000000000 |

    originals
    | document_id | found                                                            |
    | edition     | 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 |

Quiet (the same bytes; hashes know no case):

    documents
      | document_id | sha256                                                           |
      | same        | 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 |
      | upper       | 2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824 |

    texts
    | document_id | text  |
    | same        | hello |
    | upper       | hello |

Quiet (an excerpt may grow):

    documents
      | document_id | held    | sha256                                                           |
      | part        | excerpt | 0000000000000000000000000000000000000000000000000000000000000000 |

    texts
    | document_id | text                   |
    | part        | Twelve men were killed |

Quiet (no file, nothing to compare):

    documents
      | document_id | held | path | sha256 |
      | cited       | none |      |        |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "ANC002",
    level="error",
    side="data",
    by="document_id",
    authority="RFC 6920, naming things with hashes; FIPS 180-4 (SHA-256)",
    message="document {row} is not the file that was read: {difference}; its hash is {found}, the table has {sha256}",
    help="restore the file, or read the claims of the document again and put the new sha256 into documents",
)
def hash_mismatch(documents: LazyFrame, texts: LazyFrame, originals: LazyFrame) -> LazyFrame:
    held = documents.filter(pl.col("held").fill_null("full") == "full", pl.col("sha256").is_not_null())
    joined = held.join(texts.select("document_id", "sha256_lf", found="sha256"), on="document_id")
    told = pl.lit("its original is another file, so the text may be too")
    second = documents.drop_nulls("original_sha256").join(originals, on="document_id").select(
        pl.lit("error").alias("level"), "found", difference=told, key=pl.format("{}:original", "document_id"),
        sha256="original_sha256", **_row(pl.col("original_sha256").str.to_lowercase() == pl.col("found")),
    )  # fmt: skip
    recorded = pl.col("sha256").str.to_lowercase()
    ends = recorded == pl.col("sha256_lf")
    first = joined.select(
        "sha256", "found", key="document_id", **_row(recorded == pl.col("found")),
        difference=pl.when(ends).then(pl.lit("only line ends differ")).otherwise(pl.lit("its words may have changed")),
        level=pl.when(ends).then(pl.lit("warning")).otherwise(pl.lit("error")),
    )  # fmt: skip
    return pl.concat([first, second], how="diagonal")


def _row(same: Expr) -> dict[str, Expr]:
    return {
        "table": pl.lit("documents"), "row": pl.col("document_id"), "claims": pl.lit([], dtype=pl.List(pl.String)),
        "verdict": pl.when(same).then(pl.lit("ok")).otherwise(pl.lit("definite")),
    }  # fmt: skip
