"""Faults as people, spreadsheets and merges make them: each takes a row that is right and makes it wrong, or says that it cannot.

A fault in a row is to be caught by a check of that row against its schema or the words of its document; a figure also by what it is the sum
or the share of, a citation by the words that name it, a relation by whatever it then contradicts. Dates of events are labels of ours
and never evidence, so they are left alone, as is what no word of a document says (notes, series, ids of events).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

Row = dict[str, str | None]
Rows = Mapping[str, list[Row]]
Change = Callable[[Random, Row, Rows], Row | None]
NUMBERS = ("low", "best", "high")
WORDS, FIGURES = frozenset({"ANC", "SCH"}), frozenset({"ANC", "SCH", "NUM"})
ANY = frozenset({"ANC", "SCH", "CIT", "NUM", "TMP", "XDC"})


@dataclass(frozen=True)
class Fault:
    """`table` and `change`: a row of the table in, the faulty row out, None when the row has nothing of the kind. `families`: of
    which a check must catch it. `local`: whether a check of the row alone must, so that many can be tried at once."""

    name: str
    table: str
    change: Change
    families: frozenset[str] = WORDS
    local: bool = True
    survives: str = "nothing was expected to"
    """Where it cannot be seen, and why."""


def _number(row: Row, edit: Callable[[str], str | None]) -> Row | None:
    """The row with its first number edited, where that makes another number."""
    for name in NUMBERS:
        if (text := row.get(name)) and row.get("status") != "dismissed":
            changed = edit(text)
            return row | {name: changed} if changed is not None and float(changed) != float(text) else None
    return None


def digit(rng: Random, row: Row, _: Rows) -> Row | None:
    def edit(text: str) -> str | None:
        at = rng.choice([n for n, char in enumerate(text) if char.isdigit()])
        return text[:at] + rng.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]

    return _number(row, edit)


def transposed(rng: Random, row: Row, _: Rows) -> Row | None:
    def edit(text: str) -> str | None:
        pairs = [n for n in range(len(text) - 1) if text[n : n + 2].isdigit() and text[n] != text[n + 1]]
        at = rng.choice(pairs) if pairs else None
        return None if at is None else text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    return _number(row, edit)


def zero_lost(_: Random, row: Row, __: Rows) -> Row | None:
    return _number(row, lambda text: text[:-1] if text.isdigit() and text.endswith("0") and len(text) > 1 else None)


def zero_added(_: Random, row: Row, __: Rows) -> Row | None:
    return _number(row, lambda text: f"{text}0" if text.isdigit() else None)


def ends_swapped(_: Random, row: Row, __: Rows) -> Row | None:
    low, high = row.get("low"), row.get("high")
    return row | {"low": high, "high": low} if low and high and low != high else None


def other_unit(rng: Random, row: Row, rows: Rows) -> Row | None:
    """A unit of another measure, as a slipped drop-down gives it; that of a dismissed figure says nothing, as its number does not."""
    if not row.get("unit") or not row.get("measure") or row.get("status") == "dismissed":
        return None
    units = sorted({other["unit"] for other in rows["claims"] if other.get("unit") and other["measure"] != row["measure"]} - {row["unit"]})
    return row | {"unit": rng.choice(units)}


def hedge_dropped(_: Random, row: Row, __: Rows) -> Row | None:
    if row.get("comparator") in ("approx", "ge", "gt", "le", "lt") and row.get("status") != "dismissed":
        bound = next(row[name] for name in NUMBERS if row.get(name))
        return row | {"comparator": "eq", "low": None, "best": bound, "high": None}
    return None


def _day(row: Row, edit: Callable[[date], date | None]) -> Row | None:
    """The row with its day edited: only whole days that the document's own words give."""
    text = row.get("date") or ""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) or row.get("date_basis") not in ("stated", "context"):
        return None
    changed = edit(date.fromisoformat(text))
    return row | {"date": changed.isoformat()} if changed else None


def day_shifted(rng: Random, row: Row, _: Rows) -> Row | None:
    return _day(row, lambda day: day + timedelta(days=rng.choice([-1, 1])))


def month_shifted(rng: Random, row: Row, _: Rows) -> Row | None:
    def edit(day: date) -> date | None:
        month = day.month + rng.choice([-1, 1])
        return day.replace(month=month) if 1 <= month <= 12 and day.day <= 28 else None

    return _day(row, edit)


def year_shifted(rng: Random, row: Row, _: Rows) -> Row | None:
    step = rng.choice([-1, 1])
    text = row.get("date") or ""
    if not re.fullmatch(r"\d{4}(-\d{2})?(-\d{2})?", text) or text.endswith("02-29") or row.get("date_basis") not in ("stated", "context"):
        return None
    return row | {"date": f"{int(text[:4]) + step}{text[4:]}"}


def day_and_month_swapped(_: Random, row: Row, __: Rows) -> Row | None:
    return _day(row, lambda day: day.replace(month=day.day, day=day.month) if day.day <= 12 and day.day != day.month else None)


def quote_altered(rng: Random, row: Row, _: Rows) -> Row | None:
    """A letter of a word replaced, or two words exchanged."""
    words = (row.get("quote") or "").split(" ")
    places = [n for n, word in enumerate(words) if word.isalpha() and len(word) > 3]
    if not places:
        return None
    at = rng.choice(places)
    if rng.random() < 0.5 and at + 1 < len(words) and words[at] != words[at + 1]:
        words[at], words[at + 1] = words[at + 1], words[at]
    else:
        letter = rng.choice([char for char in "aeinorst" if char != words[at][1]])
        words[at] = words[at][0] + letter + words[at][2:]
    return row | {"quote": " ".join(words)}


def quote_moved(rng: Random, row: Row, rows: Rows) -> Row | None:
    """The claim ascribed to another document that is held."""
    if not row.get("quote"):
        return None
    others = [
        other["document_id"] for other in rows["documents"] if other.get("held") != "none" and other["document_id"] != row["document_id"]
    ]
    return row | {"document_id": rng.choice(others)}


def key_deleted(_: Random, row: Row, __: Rows) -> Row | None:
    return row | {next(iter(row)): None}


def key_duplicated(rng: Random, row: Row, rows: Rows) -> Row | None:
    """The key of another row; rows of one half take those of the other half, so that several can be tried at once."""
    if _half(row) == 0:
        return None
    others = [other["claim_id"] for other in rows["claims"] if _half(other) == 0]
    return row | {"claim_id": rng.choice(others)}


def _half(row: Row) -> int:
    return zlib.crc32((row["claim_id"] or "").encode()) % 2


def mojibake(rng: Random, row: Row, _: Rows) -> Row | None:
    """UTF-8 read as Windows-1252: a quotation mark or an accent in the quote becomes three signs."""
    quote = row.get("quote") or ""
    places = [n for n, char in enumerate(quote) if not char.isascii()]
    if not places:
        return None
    at = rng.choice(places)
    return row | {"quote": quote[:at] + quote[at].encode().decode("cp1252", "replace") + quote[at + 1 :]}


SYMMETRIC = ("same-quantity", "different-quantity")


def relation_reversed(_: Random, row: Row, __: Rows) -> Row | None:
    """Subject and object exchanged, where the relation means something else then."""
    if row["predicate"] in SYMMETRIC or row["predicate"] == "count-of":
        return None
    return row | {"subject_id": row["object_id"], "object_id": row["subject_id"]}


def deleted(_: Random, __: Row, ___: Rows) -> Row | None:
    """The row is lost, as when a merge drops it."""
    return {}


FAULTS = (
    Fault(
        "a digit changed",
        "claims",
        digit,
        FIGURES,
        survives="a computed figure rests on a hedged one (all but 500 of about 4,000), or a share changes in its last digits",
    ),
    Fault(
        "digits transposed", "claims", transposed, FIGURES, survives="a computed figure rests on a hedged one (all but 500 of about 4,000)"
    ),
    Fault("a zero lost", "claims", zero_lost, FIGURES),
    Fault("a zero added", "claims", zero_added, FIGURES),
    Fault("low and high swapped", "claims", ends_swapped),
    Fault("a unit of another measure", "claims", other_unit),
    Fault(
        "a hedge dropped",
        "claims",
        hedge_dropped,
        survives="the figure is computed from a hedged one",
    ),
    Fault("a date shifted by a day", "claims", day_shifted),
    Fault("a date shifted by a month", "claims", month_shifted, survives="the document gives that day of the other month too"),
    Fault(
        "a date shifted by a year",
        "claims",
        year_shifted,
        survives="neither the quote nor its sentence gives a date, and the document names the other year too, or the figure is dismissed",
    ),
    Fault("day and month swapped", "claims", day_and_month_swapped),
    Fault("a quote altered", "claims", quote_altered),
    Fault("a quote moved to another document", "claims", quote_moved),
    Fault("a key deleted", "claims", key_deleted),
    Fault("a key duplicated", "claims", key_duplicated),
    Fault("encoding damaged", "claims", mojibake),
    Fault(
        "a citation deleted",
        "citations",
        deleted,
        frozenset({"CIT"}),
        survives="another citation of its claims stays, and its words stand in another sentence or are read as no attribution (reportedly)",
    ),
    Fault(
        "a relation reversed",
        "relations",
        relation_reversed,
        ANY,
        local=False,
        survives="no date or figure tells the order, and no word does, or only by what the two statements are about",
    ),
)
