"""Parts that exclude each other and together are more than their whole.

"5,000 deaths, of which 3,200 were civilians and 2,300 combatants": each part fits, both together do not. Parts exclude each other when
their populations do: men, women and children, civilians and fighters, and what dataset.toml declares ([exclusive]). Of several parts of
one population the largest counts. Quiet: parts that may overlap
(civilians and children), other units or periods, another date than that of the whole or of each other (a stock may change), hedges that
leave room, and what is denied or planned.

Fires (3,200 and 2,300 of 5,000):

    claims
      | claim_id | measure | value_text | population |
    ! | deaths   | killed  | 5,000      |            |
    ! | civil    | killed  | 3,200      | civilians  |
    ! | armed    | killed  | 2,300      | combatants |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | civil      | deaths    | whole |
      | r2          | part-of   | armed      | deaths    | whole |

Quiet (children may be civilians; hedged; other days):

    claims
      | claim_id | measure | value_text  | population | date       |
      | deaths   | killed  | 5,000       |            |            |
      | civil    | killed  | 3,200       | civilians  |            |
      | young    | killed  | 2,300       | children   |            |
      | hurt     | injured | about 5,000 |            |            |
      | civil-2  | injured | about 3,000 | civilians  |            |
      | armed-2  | injured | 2,300       | combatants |            |
      | held     | detained | 50         |            | 2016-05    |
      | civil-3  | detained | 30         | civilians  | 2016-05-01 |
      | armed-3  | detained | 30         | combatants | 2016-05-30 |

    relations
      | relation_id | predicate | subject_id | object_id | role  |
      | r1          | part-of   | civil      | deaths    | whole |
      | r2          | part-of   | young      | deaths    | whole |
      | r3          | part-of   | civil-2    | hurt      | whole |
      | r4          | part-of   | armed-2    | hurt      | whole |
      | r5          | part-of   | civil-3    | held      | whole |
      | r6          | part-of   | armed-3    | held      | whole |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "NUM017",
    level="error",
    side="source",
    by="component",
    authority="Additivity of measure: disjoint parts of a whole never add up to more than it (Halmos, Measure Theory, 1950, § 7)",
    message="{terms} are said to be parts of {whole}, but make at least {low_near} together, and nobody is two of these",
    help="check the parts and the whole against the document; if they are as printed, report the breakdown as an error of the source",
)
def parts_exceed_whole(operands: LazyFrame, exclusive: LazyFrame) -> LazyFrame:
    parts = operands.filter(
        (pl.col("predicate") == "part-of"), pl.col("role").fill_null("whole") == "whole", pl.col("s_kind") == "number",
        pl.col("o_kind") == "number", pl.col("s_unit") == pl.col("o_unit"), pl.col("s_per") == pl.col("o_per"),
        ~pl.any_horizontal(pl.col("s_modality", "o_modality").is_in(["denied", "planned"]).fill_null(False)),
    )  # fmt: skip
    known = parts.join(exclusive, left_on="s_population", right_on="category").sort("s_low_near", "subject_id", descending=[True, False])
    largest = known.unique(["object_id", "set", "s_population"], keep="first", maintain_order=True)
    dates = pl.col("s_date").fill_null("").n_unique() == 1
    sums = largest.group_by("object_id", "set", maintain_order=True).agg(
        pl.col("s_low_near", "s_low_far").sum(), pl.col("o_high_near", "o_high_far").first(), parts=pl.len(), alike=dates,
        whole=pl.col("o_value_text").first(), basis=pl.col("basis").sort().first(), subjects=pl.col("subject_id").sort(),
        terms=pl.format("{} {}", "s_value_text", "s_population").sort(),
    )  # fmt: skip
    over = (pl.col(f"s_low_{band}") > pl.col(f"o_high_{band}") for band in ("near", "far"))
    return sums.filter(pl.col("alike") & (pl.col("parts") > 1)).select(
        "whole", "basis", terms=pl.col("terms").list.join(", "), low_near="s_low_near", claims=pl.concat_list("object_id", "subjects"),
        verdict=verdict(*over),
    )  # fmt: skip
