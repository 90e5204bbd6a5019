"""An actor, a place name or a speaker, used for a time at which it did not exist.

`valid` of an entity is the interval in which it bore that name or existed. A claim whose whole window lies before or after it uses the
name out of its time; so does a figure of a time when the body that its source speaks for (`affiliation`) was already gone. Possible
when only the event dates the claim, when the window is our inference, and for the name of a place before it was given: writers call the
ground by the name their readers know. Quiet: words that say so ("what is now", "later known as", "former", "disbanded"), windows that
reach into the interval, plans, denials, and claims about names themselves. A body may well report what happened before it was founded.

Fires (a group named before it was founded, and a city after it was renamed):

    entities
      | entity_id | kind  | valid           |
      | group     | actor | 2017-01-28/..   |
      | leningrad | place | 1924-01/1991-09 |

    claims
      | claim_id | value_text | actor | place     | date       |
    ! | early    | 3          | group |           | 2015-06    |
    ! | late     | 5          |       | leningrad | 2001-05-04 |

Fires (the union's spokesman cannot have counted what happened after its end):

    entities
      | entity_id | kind  | valid      |
      | union     | actor | ../1991-12 |

    sources
      | source_id | type        | affiliation |
      | spokesman | belligerent | union       |

    claims
      | claim_id | value_text | asserted_by | date |
    ! | toll     | 30         | spokesman   | 1996 |

Quiet (retrospective naming that says so, a window that reaches in, a plan, a name's own claim, and a body on what was before it):

    entities
      | entity_id | kind  | valid         |
      | group     | actor | 2017-01-28/.. |
      | old       | actor |               |
      | brigade   | actor | ../2014-06    |
      | sudan     | place | 2011-07/..    |

    sources
      | source_id | type | affiliation |
      | office    | igo  | group       |

    claims
      | claim_id | measure       | category | value_text | actor | place | date      | modality | asserted_by | quote                      |
      | named    | killed        |          | 3          | group |       | 2015      |          |             | the later Front killed 3   |
      | gone     | killed        |          | 3          | brigade |     | 2016      |          |             | a defunct Brigade killed 3 |
      | ground   | killed        |          | 3          |       | sudan | 1998      |          |             | in what is now Sudan 3     |
      | reaches  | killed        |          | 3          | group |       | 2016/2017 |          |             | the Front killed 3 by 2017 |
      | coarse   | killed        |          | 3          | group |       | 2017      |          |             | the Front killed 3 in 2017 |
      | plan     | killed        |          | 3          | group |       | 2016      | planned  |             | the Front may kill 3       |
      | name     | also-known-as | group    | once       | old   |       | 2015      |          |             | the Front was once so      |
      | report   | killed        |          | 3          |       |       | 2015      |          | office      | 3 were killed in 2015      |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_RETROSPECTIVE = (
    r"(?i)\b(now|nowadays|today|later|then|former(ly)?|previous(ly)?|future|present-day|modern|once|ex|old|new|predecessors?|"
    r"successors?|forerunners?|precursors?|renamed|rebranded|became|become|known as|called|so-called|what would|"
    r"founded|formed|nascent|remnants?|veterans?|disbanded|dissolved|defunct|erstwhile)\b"
)
_NAMES = ("also-known-as", "part-of-actor", "link", "utterance")


@rule(
    "TMP009",
    level="warning",
    side="source",
    by="claim_id",
    authority="CIDOC CRM (ISO 21127:2014), E63 Beginning of Existence and E64 End of Existence: a thing acts between the two",
    message="{name} is used for {date}, but it is known only for {valid}",
    help="check the date of the claim and `valid` of the entity; if both are right, the document uses the name out of its time: report it",
)
def not_contemporary(figures: LazyFrame, entities: LazyFrame, sources: LazyFrame, days: LazyFrame) -> LazyFrame:
    dated = entities.filter(pl.col("valid").is_not_null()).select("entity_id", "kind", "name", "valid")
    known = dated.join(days.select(valid="date", begins="earliest", ends="latest", give="slack"), on="valid")
    stated = ~pl.col("modality").is_in(["denied", "planned", "open"]).fill_null(False) & ~pl.col("measure").is_in(_NAMES)
    timely = figures.filter(stated & pl.any_horizontal(pl.col("earliest", "latest").is_not_null()))
    own = pl.col("date").is_not_null() & ~pl.col("date_basis").is_in(["inferred", "relative"]).fill_null(False)
    late = pl.col("quote").str.contains(_RETROSPECTIVE).fill_null(False)
    plain = timely.with_columns(date="window", own=own)
    speakers = sources.select(asserted_by="source_id", speaker="affiliation").drop_nulls()
    spoken = plain.select("claim_id", "asserted_by", *_FACTS).join(speakers, on="asserted_by")
    uses = pl.concat([_uses(plain, "actor"), _uses(plain, "place"), _uses(spoken, "speaker")])
    every = uses.join(known, on="entity_id").with_columns(late=late).filter(~pl.col("late"))
    firm = pl.col("own") & ~((pl.col("part") == "place") & _before(0).fill_null(False))
    near, far = (_after(band) | (_before(band) & (pl.col("part") != "speaker")) for band in (0, 1))
    return every.with_columns(
        claims=pl.concat_list("claim_id"), key=pl.format("{}:{}", "claim_id", "entity_id"),
        verdict=verdict(near.fill_null(False), far.fill_null(False) & firm),
    )  # fmt: skip


_FACTS = ("earliest", "latest", "slack", "date", "own", "quote")


def _uses(claims: LazyFrame, column: str) -> LazyFrame:
    """One row an entity that claims name in a column."""
    named = claims.filter(pl.col(column).is_not_null())
    return named.select("claim_id", *_FACTS, entity_id=pl.col(column).str.split(";"), part=pl.lit(column)).explode("entity_id")


def _before(band: int) -> Expr:
    return pl.col("latest") + _room(band) < pl.col("begins")


def _after(band: int) -> Expr:
    return pl.col("earliest") - _room(band) > pl.col("ends")


def _room(band: int) -> Expr:
    return pl.duration(days=band * (pl.col("slack").fill_null(0) + pl.col("give").fill_null(0)))
