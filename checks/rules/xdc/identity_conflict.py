"""Two actors told to be one and the same here, and one a part of the other, or its rival, there.

"The YPG, also called the SDF" and "the YPG, the largest part of the SDF" cannot both hold: figures for the one may or may
not be figures for the other. Exclusive are also two actors of one set in dataset.toml. Denials and plans state nothing;
what was so at one time (column date) need not be so at another.

Fires (the same here, a part there, told from the other side):

    claims
      | claim_id | document_id | measure       | actor | category |
    ! | a        | d1          | also-known-as | ypg   | sdf      |
    ! | b        | d2          | part-of-actor | ypg   | sdf      |
    ! | c        | d1          | also-known-as | nsa   | jaysh    |
    ! | d        | d2          | part-of-actor | jaysh | nsa      |

    entities
      | entity_id |
      | sdf       |

Quiet (a name and a nickname; a part of a part):

    claims
      | claim_id | document_id | measure       | actor | category |
      | a        | d1          | also-known-as | is    | is       |
      | b        | d1          | also-known-as | ypg   | sdf      |
      | c        | d2          | part-of-actor | ypj   | ypg      |
      | d        | d2          | part-of-actor | is    | is       |

Quiet (a denial, and a merger: part of it in 2013, another name for it since 2016):

    claims
      | claim_id | document_id | measure       | actor | category | modality | date    |
      | a        | d1          | also-known-as | ypg   | sdf      | denied   |         |
      | b        | d2          | part-of-actor | ypg   | sdf      |          |         |
      | c        | d1          | part-of-actor | nsa   | jaysh    |          | 2013    |
      | d        | d2          | also-known-as | nsa   | jaysh    |          | 2016/.. |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.contrast import stated, who
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame


@rule(
    "XDC011",
    level="warning",
    side="source",
    by="actor",
    measures=("also-known-as", "part-of-actor"),
    authority="Mereology: nothing is a proper part of itself (Varzi, Mereology, Stanford Encyclopedia of Philosophy)",
    message="{a} and {b} are {same}, and {different}",
    help="decide which of the two the figures are about; keep the actors apart unless one source settles it, and report the conflict",
)
def identity_conflict(figures: LazyFrame, exclusive: LazyFrame) -> LazyFrame:
    measure, actor, category = pl.col("measure"), pl.col("actor"), pl.col("category")
    rows = figures.filter(measure.is_in(["also-known-as", "part-of-actor"]) & (actor != category) & stated())
    rows = rows.select(
        "claim_id", "voice", "document_id", a=pl.min_horizontal("actor", "category"), b=pl.max_horizontal("actor", "category"),
        first=pl.when(pl.col("date").is_not_null()).then("earliest"), last=pl.when(pl.col("date").is_not_null()).then("latest"),
        alias=measure == "also-known-as",
    ).sort("claim_id")  # fmt: skip
    text = pl.format("({})", who())
    pairs = rows.group_by("a", "b", maintain_order=True).agg(
        one=_of("claim_id", same=True), part=_of("claim_id", same=False),
        same=pl.format("one and the same {}", text.filter("alias").first()),
        different=pl.format("one a part of the other {}", text.filter(~pl.col("alias")).first()),
        apart=(_end("last", same=True) < _end("first", same=False)) | (_end("last", same=False) < _end("first", same=True)),
    )  # fmt: skip
    sets = exclusive.group_by("category").agg("set")
    rivals = pairs.join(sets.rename({"category": "a"}), on="a", how="left")
    rivals = rivals.join(sets.rename({"category": "b"}), on="b", how="left", suffix="_b")
    rival = pl.col("set").list.set_intersection("set_b").list.first()
    conflict = pl.col("one").is_not_null() & ((pl.col("part").is_not_null() & ~pl.col("apart").fill_null(False)) | rival.is_not_null())
    return rivals.with_columns(
        claims=pl.concat_list("one", "part").list.drop_nulls(),
        different=pl.coalesce("different", pl.format("exclude each other in the set {}", rival)),
        verdict=pl.when(conflict.fill_null(False)).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip


def _of(column: str, *, same: bool) -> Expr:
    return pl.col(column).filter(pl.col("alias") if same else ~pl.col("alias")).first()


def _end(column: str, *, same: bool) -> Expr:
    """The hull of the dates of one kind of claim; unknown when any of them has none."""
    days = pl.col(column).filter(pl.col("alias") if same else ~pl.col("alias"))
    return pl.when(days.null_count() == 0).then(days.min() if column == "first" else days.max())
