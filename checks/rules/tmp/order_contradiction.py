"""An order of events that no calendar can hold.

`before` relations, offsets ("ten days later") and dates are inequalities between days; a circle of "before", or a chain whose first day
is later than its last can be, has no solution. Claims of one attack or one change of control are of one time, so a chain may pass from
one to the other, and a claim without a date has that of its event's dates; more than a day must be missing then for a definite finding.
The shortest such chain is printed, of at most sixteen links. Quiet are events of one day, coarse dates that leave room, windows that
overlap, and dates computed from the offset itself; an offset that disagrees with its own two dates is TMP003's.

Fires (a before b before c before a):

    claims
      | claim_id | measure | category | actor | place | event_id |
    ! | a        | control | gained   | is    | pa    | ea       |
    ! | b        | control | gained   | is    | pb    | eb       |
    ! | c        | control | gained   | is    | pc    | ec       |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | a          | b         |
      | r2          | before    | b          | c         |
      | r3          | before    | c          | a         |

Fires (the cessation of 30 December came "before" the fall of the 12th, by way of an undated statement):

    claims
      | claim_id  | measure | value_text  | date       | category |
    ! | cessation | date    | 30 December | 2016-12-30 |          |
    ! | statement | trend   | said        |            | rising   |
    ! | fall      | date    | 12 December | 2016-12-12 |          |
      | retreat   | date    | in 2017     | 2017       |          |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | cessation  | statement |
      | r2          | before    | statement  | fall      |
      | r3          | before    | fall       | retreat   |

Fires (the words order two events, and other claims date them the other way round):

    events
      | event_id | type           |
      | fall     | control-change |
      | raid     | attack         |

    claims
      | claim_id  | document_id | event_id | measure | category | value_text  | actor | place | date       |
    ! | fell      | d1          | fall     | control | lost     |             | army  | town  |            |
    ! | hit       | d1          | raid     | attacks |          | one         |       |       |            |
    ! | fall-date | d2          | fall     | date    |          | 30 December |       |       | 2016-12-30 |
    ! | raid-date | d1          | raid     | date    |          | 11 December |       |       | 2016-12-11 |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | fell       | hit       |

Fires (the fall before the raid, and the raid before the fall, in other words):

    events
      | event_id | type           |
      | fall     | control-change |
      | raid     | attack         |

    claims
      | claim_id | document_id | event_id | measure | category | value_text | actor | place |
    ! | fell     | d1          | fall     | control | lost     |            | army  | town  |
    ! | hit      | d1          | raid     | attacks |          | one        |       |       |
    ! | lost     | d2          | fall     | control | lost     |            | army  | town  |
    ! | dead     | d2          | raid     | killed  |          | 4          |       |       |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | fell       | hit       |
      | r2          | before    | dead       | lost      |

Fires (three weeks after 1 December, and yet before 12 December):

    claims
      | claim_id | measure  | value_text        | unit | comparator | best | date       | category |
    ! | offset   | duration | three weeks later | week | eq         | 3    |            |          |
    ! | onset    | date     | 1 December        |      |            |      | 2016-12-01 |          |
    ! | rally    | trend    | rally             |      |            |      |            | rising   |
    ! | fall     | date     | 12 December       |      |            |      | 2016-12-12 |          |

    relations
      | relation_id | predicate   | subject_id | object_id | role |
      | r1          | offset-from | offset     | onset     | from |
      | r1          | offset-from | offset     | rally     | to   |
      | r2          | before      | rally      | fall      |      |

Quiet (two things of one day, a coarse date that leaves room, and "since 2011" before all of them):

    claims
      | claim_id | measure | value_text  | date       |
      | war      | date    | since 2011  | 2011/..    |
      | ambush   | date    | 13 December | 2016-12-13 |
      | killed   | date    | that day    | 2016-12-13 |
      | year     | date    | in 2016     | 2016       |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | war        | ambush    |
      | r2          | before    | ambush     | killed    |
      | r3          | before    | killed     | year      |

Quiet (the offensive begins before the siege is over, and the siege before the offensive is):

    claims
      | claim_id  | measure | value_text | date                  |
      | offensive | date    | window     | 2016-12-01/2016-12-20 |
      | siege     | date    | window     | 2016-11-01/2016-12-12 |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | offensive  | siege     |

Quiet (an offensive lasts; an order within one event draws it out; a date that was only computed; dates that agree):

    events
      | event_id | type           |
      | push     | offensive      |
      | raid     | attack         |
      | fall     | control-change |
      | strike   | attack         |
      | ambush   | attack         |

    claims
      | claim_id  | event_id | measure | value_text     | category | actor | place | date       | date_basis |
      | pushed    | push     | attacks | one            |          |       |       |            |            |
      | push-date | push     | date    | 30 December    |          |       |       | 2016-12-30 |            |
      | hit       | raid     | attacks | one            |          |       |       |            |            |
      | raid-date | raid     | date    | 11 December    |          |       |       | 2016-12-11 |            |
      | fell      | fall     | control |                | lost     | army  | town  |            |            |
      | retaken   | fall     | control |                | gained   | army  | town  |            |            |
      | fall-date | fall     | date    | 30 December    |          |       |       | 2016-12-30 |            |
      | struck    | strike   | attacks | one            |          |       |       |            |            |
      | computed  | strike   | date    | ten days later |          |       |       | 2017-01-10 | relative   |
      | shot      | ambush   | killed  | 3              |          |       |       |            |            |
      | same-day  | ambush   | date    | 11 December    |          |       |       | 2016-12-11 |            |

    relations
      | relation_id | predicate | subject_id | object_id |
      | r1          | before    | pushed     | hit       |
      | r2          | before    | fell       | hit       |
      | r3          | before    | fell       | retaken   |
      | r4          | before    | struck     | hit       |
      | r5          | before    | hit        | shot      |

Quiet (the date of the evacuation rests on "ten days later" alone):

    claims
      | claim_id   | measure  | value_text     | unit | comparator | best | date       | date_basis |
      | later      | duration | ten days later | day  | eq         | 10   |            |            |
      | fall       | date     | 12 December    |      |            |      | 2016-12-12 |            |
      | evacuation | date     | ten days later |      |            |      | 2016-12-21 | relative   |

    relations
      | relation_id | predicate   | subject_id | object_id  | role |
      | r1          | offset-from | later      | fall       | from |
      | r1          | offset-from | later      | evacuation | to   |
      | r2          | before      | fall       | evacuation |      |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.chains import broken, chains
from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame


@rule(
    "TMP006",
    level="error",
    side="source",
    by="component",
    authority="Dechter, Meiri and Pearl, Temporal Constraint Networks, Artificial Intelligence 49, 1991",
    message="no dates satisfy {story}: {why}",
    help="check each link against its quote; if all stand in the documents, report the chain as a contradiction of the sources",
)
def order_contradiction(operands: LazyFrame, figures: LazyFrame, *, rounding: float = 0.5, longest: int = 16) -> LazyFrame:
    came_back = pl.col("u") == pl.col("v")
    return chains(operands, figures, rounding, longest).with_columns(
        claims=pl.col("claims").list.unique(maintain_order=True), basis=pl.when("inferred").then(pl.lit("inferred")),
        verdict=verdict(broken("near"), broken("far")),
        why=pl.when(came_back).then(pl.lit("the chain comes back to where it began"))
        .otherwise(pl.format("{} is dated {}, {} is dated {}", "u", "u_date", "v", "v_date")),
    )  # fmt: skip
