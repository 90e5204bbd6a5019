"""A date that is called stated, and its sentence does not state it.

`date_basis` = stated says that the words, or their sentence, give the date in full. So each year, month and day of the date
must stand in the sentence that holds the quote: a day where only "in December" is printed, or a year that comes from
elsewhere, has another basis (context, relative, publication, inferred). A year or month that the quote of another claim of
this document and event gives is taken as stated there. Approximate days, ends of intervals and seasons are not asked for, nor
are the months of "the first half of 2016", a quarter, a winter or a weekend when the date is an interval, nor those of a feast.

Fires (finer than the words; a year from nowhere):

    texts
    | document_id | text                                                                                       |
    | d1          | The city fell in December 2016. Nobody saw why. They lost the other town on 4 April, at night. |

    claims
      | claim_id | document_id | measure | date       | date_basis | quote                            |
    ! | day      | d1          | date    | 2016-12-13 | stated     | The city fell in December 2016   |
    ! | year     | d1          | date    | 2017-04-04 | stated     | They lost the other town         |

Fires (another month):

    claims
      | claim_id | value_text | date    | date_basis | quote                                         |
    ! | month    | 12         | 2016-03 | stated     | In May 2016 the attack on the town killed 12  |

Quiet (given in full, in the quote or elsewhere in its sentence):

    texts
    | document_id | text                                                                                                        |
    | d1          | After a four-day offensive IS overran Palmyra again on 11 December 2016. On May 20th, 2015, it took it first. |

    claims
      | claim_id | document_id | measure  | unit | value_text | date       | date_basis | quote                               |
      | later    | d1          | date     |      |            | 2016-12-11 | stated     | on 11 December 2016                 |
      | length   | d1          | duration | day  | four       | 2016-12-11 | stated     | After a four-day offensive          |
      | first    | d1          | date     |      |            | 2015-05-20 | stated     | On May 20th, 2015, it took it first |

Quiet (a day of no year, an interval, a season, a numeric date):

    claims
      | claim_id | measure | date                  | date_basis | quote                                                |
      | yearless | date    | XXXX-12-13            | stated     | On December 13, a troubling incident occurred        |
      | period   | date    | 2017-05/2017-06       | stated     | In May-June 2017, US aircraft carried out attacks    |
      | months   | date    | 2016-01-01/2016-12-31 | stated     | throughout 2016 the regime won a string of victories |
      | season   | date    | 2017-21               | stated     | in the spring of 2017 they came close to the city    |
      | numeric  | date    | 2016-06-16            | stated     | the cable of 16/06/2016 urged strikes                |
      | ends     | date    | 2016-12-31~           | stated     | by the end of December 2016 it was over              |
      | weeks    | date    | 2016-12~              | stated     | in the last weeks of 2016 it was over                |
      | late     | date    | [2015-10..2015-12]    | stated     | in late 2015 the Pentagon started to train rebels    |

Quiet (completed from elsewhere, and said so; or another anchor supplies it):

    texts
    | document_id | text                                                                                |
    | d1          | In 2017 much changed. On 4 April the bombing killed 12. It was May 2016 then, or so. |

    claims
      | claim_id | document_id | event_id | measure | value_text | date       | date_basis | quote                            |
      | context  | d1          | other    | killed  | 12         | 2017-04-04 | context    | On 4 April the bombing killed 12 |
      | anchored | d1          | bombing  | killed  | 12         | 2017-04-04 | stated     | On 4 April the bombing killed 12 |
      | anchor   | d1          | bombing  | date    |            | 2017       | stated     | In 2017 much changed             |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.cardinals import SPELLED_DAYS
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: f"{number:02}" for number, name in enumerate(_NAMES, 1)}
_MONTH = rf"\b(?:{'|'.join(_MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b"
_NUMERIC = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}"
_SPELLED = rf"\b(?:{'|'.join(sorted(SPELLED_DAYS, key=len, reverse=True))})\b"
_PERIOD = (
    r"(?i)\b(?:hal(?:f|ves)|quarters?|q[1-4]|h[12]|spring|summer|autumn|fall|winter|season|semester|fiscal|financial year|"
    r"(?:end|close|start|beginning|turn) of (?:the year|(?:19|20)[0-9]{2})|"
    r"weekend|night|overnight|[0-9]{4}s)\b"
)
FEAST = r"(?i)\b(?:new year|christmas|easter|ramadan|eid|thanksgiving|halloween|passover|yom kippur|hallows|martyrs)\b"
_ENDS = ("01", "28", "29", "30", "31")


def _parts(words: Expr) -> Expr:
    """The years, months and days that the words give, as text of 4, 2 and `d`-marked digits."""
    low = words.str.to_lowercase()
    short = low.str.extract_all(r"(?:19|20)[0-9]{2}[-–/][0-9]{2}\b")
    bare = low.str.extract_all(r"[’'][0-9]{2}\b").list.eval(pl.element().str.slice(-2))
    decades = low.str.extract_all(r"\b(?:19|20)[0-9]0s\b").list.eval(pl.element().str.slice(0, 3) + "9")
    later = [short.list.eval("20" + pl.element().str.slice(-2)), *(bare.list.eval(c + pl.element()) for c in ("19", "20")), decades]
    years = pl.concat_list(low.str.extract_all(r"(?:19|20)[0-9]{2}"), *later)
    months = low.str.extract_all(_MONTH).list.eval(pl.element().str.slice(0, 3).replace_strict(_MONTHS, default=None))
    days = low.str.extract_all(r"\b[0-9]{1,2}(?:st|nd|rd|th|\b)").list.eval("d" + pl.element().str.extract("([0-9]+)").str.zfill(2))
    spelled = low.str.extract_all(_SPELLED).list.eval("d" + pl.element().replace_strict(SPELLED_DAYS, default=None))
    return pl.concat_list(years, months, days, spelled)


@rule(
    "ANC010",
    level="warning",
    side="data",
    by="event-in-document",
    authority="ISO 8601-2:2019 (EDTF): a date is no more precise than what is known; TimeML, the extent of TIMEX3",
    message="the date {date} is called stated, and “{sentence}” does not give {missing}",
    help="make the date as coarse as the words, or set date_basis to context, relative, publication or inferred",
)
def date_not_in_quote(figures: LazyFrame, anchors: LazyFrame) -> LazyFrame:
    date = pl.col("date")
    rough, within, period = date.str.contains("[~?%]"), date.str.contains("[", literal=True), date.str.contains("/", literal=True)
    day = date.str.extract_all(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}").list.eval("d" + pl.element().str.slice(-2))
    month = date.str.extract_all(r"[0-9X]{4}-[01][0-9]").list.eval(pl.element().str.slice(-2))
    coarse = within | (rough & (day.list.len() == 0)) | date.str.contains(r"-01(?:-01)?/.*-12(?:-31)?$")
    inner = pl.when(period).then(day.list.set_difference([f"d{end}" for end in _ENDS])).otherwise(day)
    none = pl.lit([], dtype=pl.List(pl.String))
    words = pl.col("sentence").str
    loose = (period & words.contains(_PERIOD)) | words.contains(FEAST)
    needs = pl.concat_list(
        date.str.extract_all("[0-9]{4}"), pl.when(coarse | loose).then(none).otherwise(month),
        pl.when(within | rough | loose).then(none).otherwise(inner),
    )  # fmt: skip
    stated = figures.join(anchors.filter(pl.col("grade") != "absent").select("claim_id", "sentence"), on="claim_id").select(
        "claim_id", "document_id", "event_id", "date", "sentence", "date_basis", has=_parts(pl.col("sentence")),
        needs=needs, numeric=pl.col("sentence").str.contains(_NUMERIC),
    )  # fmt: skip
    lacking = stated.filter(pl.col("date_basis") == "stated", pl.col("date").is_not_null()).with_columns(
        lacks=pl.when(~pl.col("numeric")).then(pl.col("needs").list.set_difference("has")).otherwise(none)
    )
    missing = lacking.select("claim_id", "document_id", "event_id", part="lacks").explode("part").drop_nulls("part")
    given = stated.select("document_id", "event_id", "has").explode("has").filter(pl.col("has").str.len_chars() == 4).unique()
    given = given.drop_nulls("event_id").select("document_id", "event_id", part="has")
    rest = missing.join(given, on=["document_id", "event_id", "part"], how="anti")
    named = rest.group_by("claim_id").agg(missing=pl.col("part").str.strip_prefix("d").sort(descending=True).str.join(", "))
    return lacking.join(named, on="claim_id", how="left").select(
        "date", "sentence", "missing", claims=pl.concat_list("claim_id"),
        verdict=pl.when(pl.col("missing").is_not_null()).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip
