"""A number of things, followed by a list of another length.

"Four towns: A, B and C" announces four and names three. Only a closed list is counted: introduced by a colon, a dash, a bracket or
"namely" right after the noun, its last item joined by "and" or "or". Quiet: open lists ("including", "such as", "among them"), a list of
something else ("three of the four towns: ..."), items that are numbers of things themselves ("two women and a child"), items with clauses
of their own, and names with "and" in them. A list of three or more proper names may also stand between commas ("the four towns, A, B and
C, were ...") or follow "of" ("the four towns of A, B and C"): possible only. With common nouns in the plural at most possible: an item may
be several things.

Fires (three named, four announced):

    claims
      | claim_id | measure     | value_text | quote                                                     |
    ! | towns    | settlements | four       | the evacuation of four besieged towns: Madaya, Zabadani and Kefraya |

Fires (a bracketed list that is one too long):

    claims
      | claim_id | measure   | value_text | quote                                                 |
    ! | states   | countries | two        | two guarantors (Russia, Turkey, and Iran) met in May  |

Fires (a list after a verb, after "of", and of names that begin with an article):

    claims
      | claim_id | measure     | value_text | quote                                                               |
    ! | verb     | settlements | Three      | Three towns were captured: Rastan, Talbiseh, Houla and Salamiyah    |
    ! | of       | settlements | four       | The four besieged towns of Madaya, Zabadani and Foua were emptied   |
    ! | article  | count       | Two        | Two hospitals, al-Quds, al-Sakhour and Omar bin Abdul Aziz, were hit |

Quiet (the lists fit, or are open, or list something else):

    claims
      | claim_id | measure     | value_text | quote                                                              |
      | fits     | countries   | three      | three states – Russia, Turkey, and Iran – met in May               |
      | open     | settlements | four       | four towns, including Madaya and Zabadani, were cut off            |
      | such-as  | settlements | four       | four towns: among them Madaya and Zabadani                         |
      | of-four  | settlements | four       | three of the four towns: Madaya, Zabadani and Kefraya              |
      | of-five  | settlements | five       | three of five towns: Madaya, Zabadani and Kefraya                  |
      | else     | settlements | four       | four towns in three provinces: Homs, Hama and Idlib                |
      | numbers  | killed      | four       | four people: two women, a man and a child                          |
      | name     | countries   | two        | two states: Bosnia and Herzegovina and Serbia                      |
      | clause   | settlements | four       | four towns: Madaya and Zabadani, in the mountains, and two near Idlib |
      | cut      | settlements | four       | four towns: Madaya, Zabadani, Kefraya                              |
      | lie-in   | settlements | four       | The four towns of Idlib, Hama and Homs provinces                      |
      | verb     | countries   | two        | Both states agreed: two rounds were held and a third was planned   |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.interval import verdict
from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import LazyFrame

_LIST = r"(?i)^(?:\s[\w’'-]+){0,3}(?:\s*:\s|,?\s+namely,?\s|\s*[—–]\s*|\s\()([^:;.?!()—–]+)"
_LETTERS = "A-Za-z\xc0-\u024f’'-"
"""Of names in Latin letters: all letters of all scripts take four times as long to compile."""
_WORD = f"[A-Z\xc0-\xde\u0100-\u024f][{_LETTERS}]*"
_NAME = rf"(?:the )?(?:al-|el-|ash-|an-|ar-)?{_WORD}(?: (?:al-|el-|de |of |bin |ibn |abu )?{_WORD}){{0,3}}"
_APPOSED = rf"^(?:\s[\w’'-]+){{1,2}}, ((?:{_NAME}, ){{1,}}{_NAME},? and {_NAME})(?:[,.;]|$)"
_PLACES = (
    rf"^(?: [\w’'-]+)? (?:towns|villages|cities|suburbs|hospitals|airports|bases) of ({_NAME}(?:, {_NAME})+,? and {_NAME})"
    r"(?:[,.;:)]| (?:were|was|are|is|have|has|had|in|after|by|on|and)\b|$)"
)
_PASSIVE = r"^(\s[\w’'-]+(?:\s[\w’'-]+)?) (?:were|are|have been|had been) \w+(:)"
_ADVERBIAL = r"(?i)\b(after|in|during|before|despite|following|over|for|at|on|with|by|since|within|to|from|near|between|across)\b[^,;:]*$"
_NOUNS = r"(?i)^(?:\s[\w’'-]+){0,3}"
_ELSEWHERE = r"(?i)\b(of|in|at|from|on|by|to|into|with|for|and|or|who|that|which|were|was|are|is|had|have|has|two|three|four|five|six)\b"
_OF = r"(?i)\b((\d+|one|two|three|four|five|six|some|most|many|several|half|none) of|of (the|these|those|its|their)|another|first|last)\s*$"
_OPEN = (
    r"(?i)\b(includ\w+|such|among|amongst|other|others|more|another|elsewhere|etc|both|each|several|many|some|dozens?|hundreds?|rest|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|in|near|at|on|by|from|with|for|to|into|as|who|whom|which|that|where|when|"
    r"was|were|is|are|has|had|have|will|would|his|her|its|their|then|but|not|also)\b|\d|(?:[\w’'.-]+\s+){6,}"
)
_NAMES = r"\b(Bosnia|Trinidad|Antigua|Turks|Saint Kitts|Saint Vincent|São Tomé|Tyne|Jammu) (?:and|&) "
_JOINS = r"(?i),?\s+(?:and|or|&)\s+"


@rule(
    "NUM011",
    level="warning",
    side="source",
    by="claim_id",
    authority="The Chicago Manual of Style, 17th edition (2017), chapter 6: a colon announces the elements of what stands before it",
    message="“{value_text}” is announced, but the list after it has {listed}: {list}",
    help="count the list in the document; if it is as quoted, report the number or the list as an error of the source",
)
def enumeration_mismatch(figures: LazyFrame) -> LazyFrame:
    counts = figures.filter(
        pl.col("countable") & (pl.col("comparator") == "eq") & (pl.col("best") >= 2) & (pl.col("unit") != "time")
        & pl.col("quote").str.contains(r"[:—–(]|\bnamely\b|, (?:\p{Ll}{2}-)?\p{Lu}")
    ).select("claim_id", "best", "value_text", _words=pl.col("quote").str.splitn(pl.col("value_text"), 2))  # fmt: skip
    ends = {name: pl.col("_words").struct.field(f"field_{i}") for i, name in enumerate(("head", "tail"))}
    split = counts.select("claim_id", "best", "value_text", **ends).with_columns(pl.col("tail").str.replace(_PASSIVE, "$1$2"))
    named = pl.when(pl.col("head").str.contains(r"(?i)\bthe $")).then(pl.col("tail").str.extract(_PLACES, 1))
    apposed = pl.coalesce(named, pl.when(~pl.col("head").str.contains(_ADVERBIAL)).then(pl.col("tail").str.extract(_APPOSED, 1)))
    listed = split.with_columns(list=pl.col("tail").str.extract(_LIST, 1).str.strip_chars(' ,”"’'), apposed=apposed)
    listed = listed.with_columns(list=pl.coalesce("list", "apposed"))
    own = (named.is_not_null() | ~pl.col("tail").str.extract(_NOUNS, 0).str.contains(_ELSEWHERE)) & ~pl.col("head").str.contains(_OF)
    closed = listed.filter(own & pl.col("list").str.contains(_JOINS) & ~pl.col("list").str.contains(_OPEN)).with_columns(
        plain=pl.col("list").str.replace_all(_NAMES, "$1 ")
    )
    joins = pl.col("plain").str.count_matches(_JOINS)
    commas = pl.col("plain").str.replace_all(_JOINS, " ").str.count_matches(",", literal=True)
    most = (commas + joins + 1).cast(pl.Int64)
    least = most - (joins.cast(pl.Int64) - 1).clip(lower_bound=0)
    plural = pl.col("list").str.contains(r"\b\p{Ll}[\p{Ll}-]*[^s\W]s\b")
    short = ~pl.col("best").is_between(least, most)
    judged = verdict(pl.when(joins > 0).then(short), short & ~plural & pl.col("apposed").is_null())
    return closed.select("value_text", "list", listed=most, claims=pl.concat_list("claim_id"), verdict=judged)
