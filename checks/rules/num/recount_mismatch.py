"""A figure that a table of the dataset is said to give, and does not.

The relation `count-of` leads from a claim to a recount, which dataset.toml declares: a table (of the data model, or any other file of
the dataset, such as incidents or names of the dead), a filter, what to add up or to count, and which columns say where and when.
Counted are the rows whose date lies in the window of the claim and whose place is that of the claim, or lies in it (`part_of`). A row
whose date only touches the window may count. The recount is made by names alone and with aliases, and both are shown; it is definite
only if both contradict the claim and the table covers the whole window. Quiet: a figure within what hedges leave, rows of unclear date
that can make it up, a claim without place, which counts rows of all places.

Fires (the table has three dead in Raqqa in 2016, two under its name and one under its Arabic one):

    recounts
      | name | table | where            | date | place |
      | dead | dead  | cause = 'strike' | day  | town  |

    dead
      | name | day        | town     | cause    |
      | a    | 2016-02-03 | Raqqa    | strike   |
      | b    | 2016-05    | raqqa    | strike   |
      | c    | 2016-12-30 | al-Raqqa | strike   |
      | d    | 2016-12-30 | Raqqa    | accident |
      | e    | 2017-02-01 | Raqqa    | strike   |
      | f    | 2015-01-01 | Hama     | strike   |

    entities
      | entity_id | kind  | name  | aliases  |
      | raqqa     | place | Raqqa | al-Raqqa |

    claims
      | claim_id | value_text | place | date |
    ! | toll     | 12         | raqqa | 2016 |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | count-of  | toll       | dead      |

Quiet (with its aliases or in its quarters, at least, about, no place):

    recounts
      | name | table | sum  | date | place |
      | dead | dead  | died | day  | town  |

    dead
      | incident | died | day        | town     |
      | a        | 20   | 2016-02-03 | Raqqa    |
      | b        | 10   | 2016-05    | Old Town |
      | c        | 5    | 2017-12-31 | Hama     |
      | d        |      | 2017-01-01 | Raqqa    |

    entities
      | entity_id | kind  | name     | part_of |
      | raqqa     | place | Raqqa    |         |
      | old-town  | place | Old Town | raqqa   |

    claims
      | claim_id | value_text  | place | date      | population |
      | exact    | 30          | raqqa | 2016      | people     |
      | hedged   | at least 25 | raqqa | 2016/2017 | people     |
      | about    | about 33    | raqqa |           | people     |
      | all      | 35          |       |           | people     |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | count-of  | exact      | dead      |
      | r2          | count-of  | hedged     | dead      |
      | r3          | count-of  | about      | dead      |
      | r4          | count-of  | all        | dead      |

Quiet (a row of the winter may lie in the year):

    recounts
      | name | table | count  | date |
      | dead | dead  | person | day  |

    dead
      | person | day        |
      | a      | 2016-02-03 |
      | a      | 2016-02-03 |
      | b      | 2016-24    |
      | c      |            |

    claims
      | claim_id | value_text | date |
      | one      | 1          | 2016 |
      | three    | 3          | 2016 |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | count-of  | one        | dead      |
      | r2          | count-of  | three      | dead      |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.days import from_to
from checks.interval import disjoint, verdict
from checks.lazy import pl
from checks.lineage import ancestors
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_CLAIM = ("value_text", "earliest", "latest", "low_near", "high_near", "low_far", "high_far")
_TABLE = ("table_name", "placed", "dated", "table_first", "table_last")


@rule(
    "NUM013",
    level="error",
    side="source",
    by="relation_id",
    authority="National Academies, Reproducibility and Replicability in Science, 2019: the same data and steps give the same result",
    message="{value_text} is given, but recount {recount} of {table_name} makes {by_name} by name and {by_alias} with aliases{cover}",
    help="look for a missing row, place or alias and for a wrong filter: those are ours; otherwise report the figure and the recount",
)
def recount_mismatch(relations: LazyFrame, figures: LazyFrame, entities: LazyFrame, recounts: LazyFrame) -> LazyFrame:
    asked = relations.filter(pl.col("predicate") == "count-of").select("relation_id", "basis", claim_id="subject_id", recount="object_id")
    own = (pl.col("date").is_not_null() | pl.col("latest").is_null()) & (pl.col("place").is_not_null() | pl.col("place_at").is_null())
    claims = asked.join(figures.filter(pl.col("low_near").is_not_null()).with_columns(own=own), on="claim_id")
    tables = recounts.select("recount", *_TABLE).unique("recount")
    bound = claims.select("relation_id", "claim_id", "basis", "recount", "own", "place_at", *_CLAIM).join(tables, on="recount")
    where = pl.col("placed") & pl.col("place_at").is_not_null()
    places = bound.filter(where).with_columns(place=pl.col("place_at").str.split(";")).explode("place")
    cells = places.join(_names(entities), on="place").sort("alias").unique(["relation_id", "claim_id", "cell"], keep="first")
    rows = recounts.select("recount", "cell", "row_first", "row_last", "amount")
    met = [cells.join(rows, on=["recount", "cell"]), bound.filter(~where).with_columns(alias=pl.lit(False)).join(rows, on="recount")]
    names = ("relation_id", "claim_id", "alias", "earliest", "latest", "row_first", "row_last", "amount")
    counted = pl.concat([part.select(names) for part in met]).group_by("relation_id", "claim_id").agg(**_sums())
    made = bound.join(counted, on=["relation_id", "claim_id"], how="left").with_columns(pl.col(_SUMS).fill_null(0.0))
    covered = ((pl.col("table_last") >= pl.col("latest")) & (pl.col("table_first") <= pl.col("earliest"))).fill_null(False)
    whole = ~pl.col("dated") | (pl.col("earliest").is_null() & pl.col("latest").is_null()) | covered
    off = {
        f"{way}_{band}": disjoint(f"low_{band}", f"high_{band}", f"{way}_low", f"{way}_high") for way in _WAYS for band in ("near", "far")
    }
    short = pl.format("; the table covers only {} to {}", pl.col("table_first").fill_null("?"), pl.col("table_last").fill_null("?"))
    return made.with_columns(**off).with_columns(
        claims=pl.concat_list("claim_id"), key=pl.format("{}:{}", "claim_id", "recount"),
        cover=pl.when(whole).then(pl.lit("")).otherwise(short),
        **{f"by_{way}": from_to(pl.col(f"{way}_low"), pl.col(f"{way}_high")) for way in _WAYS},
        given=pl.when(pl.col("low_near") == pl.col("high_near")).then("low_near"),
        due_low=pl.concat_list("name_low", "alias_low"), due_high=pl.concat_list("name_high", "alias_high"),
        verdict=verdict(pl.any_horizontal("name_near", "alias_near"), pl.all_horizontal("name_far", "alias_far") & whole & pl.col("own")),
    )  # fmt: skip


_WAYS = ("name", "alias")
_SUMS = [f"{way}_{end}" for way in _WAYS for end in ("low", "high")]


def _sums() -> dict[str, pl.Expr]:
    """How many rows lie in the window surely (`low`) and at most (`high`), by name and with aliases."""
    inside = (pl.col("row_first") >= pl.col("earliest")).fill_null(pl.col("earliest").is_null())
    inside &= (pl.col("row_last") <= pl.col("latest")).fill_null(pl.col("latest").is_null())
    beside = (pl.col("row_last") < pl.col("earliest")) | (pl.col("row_first") > pl.col("latest"))
    rows = {"low": inside, "high": ~beside.fill_null(False)}
    named = {"name": ~pl.col("alias"), "alias": pl.lit(True)}
    return {f"{way}_{end}": pl.col("amount").filter(named[way] & rows[end]).sum() for way in _WAYS for end in rows}


def _names(entities: LazyFrame) -> LazyFrame:
    """How a table may call a place or any place in it: `place`, `cell` (lower case), `alias` (Boolean)."""
    own = entities.filter(pl.col("kind") == "place").select("entity_id", "name", aliases=pl.col("aliases").str.split(";"))
    names = [own.select("entity_id", cell=column, alias=pl.lit(False)) for column in ("entity_id", "name")]
    cells = pl.concat([*names, own.explode("aliases").select("entity_id", cell="aliases", alias=pl.lit(True))]).drop_nulls("cell")
    clean = cells.with_columns(pl.col("cell").str.strip_chars().str.to_lowercase())
    within = ancestors(entities, "entity_id", "part_of").select("entity_id", place="ancestor")
    itself = entities.select("entity_id", place="entity_id")
    return pl.concat([within, itself]).drop_nulls().join(clean, on="entity_id").select("place", "cell", "alias")
