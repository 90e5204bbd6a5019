"""The catalogue of schemas: what each is called, how bad it is, what it says. Needs neither Polars nor pandera.

The pages, with their examples, are the text files in `pages`.
"""

from __future__ import annotations

from checks.paged import Paged

_CODEBOOK = "The dataset's codebook and data model"
_RELATIONS = "The relational model (Codd, A relational model of data for large shared data banks, Communications of the ACM 13, 1970)"
_EDTF = "ISO 8601-2:2019, Extended Date/Time Format"
_ORDER = "Interval arithmetic (Moore, Kearfott and Cloud, Introduction to Interval Analysis, 2009)"
_COUNTS = "Every Casualty Counts, Standards for Casualty Recording, 2016"
_UNICODE = "Unicode Technical Report 36, Unicode Security Considerations"
_SHEETS = "Ziemann, Eren and El-Osta, Gene name errors are widespread in the scientific literature, Genome Biology 17, 2016"
_TIDY = "Broman and Woo, Data organization in spreadsheets, The American Statistician 72, 2018"


SCHEMAS: tuple[Paged, ...] = (
    Paged("SCH001", "missing-column", "error", _CODEBOOK,
           "table {table} has no column {column!r}, which is obligatory",
           "add the column to the header, or rename the one that was meant"),
    Paged("SCH002", "unknown-column", "warning", _CODEBOOK,
           "column {column!r} of table {table} is unknown and not read{problem}",
           "rename or remove the column"),
    Paged("SCH003", "unknown-term", "error", _CODEBOOK,
           "{column} {value!r} is no known term{problem}",
           "correct the term, or add it under [vocabularies] or [measures] of dataset.toml"),
    Paged("SCH004", "bad-id", "error", _CODEBOOK,
           "{column} {problem}",
           "write an id of up to 64 lower-case letters, digits, dots, hyphens and underscores that begins with a letter or a digit"),
    Paged("SCH005", "duplicate-id", "error", _RELATIONS,
           "{column} {value!r} {problem}",
           "remove the row if both say the same, else give one of them an id of its own"),
    Paged("SCH006", "dangling-reference", "error", _RELATIONS,
           "{column}: {problem}",
           "correct the id, or add the row that it refers to"),
    Paged("SCH007", "orphan-row", "note", _RELATIONS,
           "{column} {value!r}: {problem}",
           "remove the row, or refer to it where it is meant"),
    Paged("SCH008", "bounds-disordered", "error", _ORDER,
           "bounds are out of order: {problem}",
           "exchange or correct the bounds: low is at most best, best at most high"),
    Paged("SCH009", "fractional-count", "error", _COUNTS,
           "{column} {value!r} is a fraction of what is counted in whole numbers",
           "correct the number; a rate needs its period in per"),
    Paged("SCH010", "negative-count", "error", _COUNTS,
           "{column} {value!r} is too low: {problem}",
           "correct the number; mark a difference as derived"),
    Paged("SCH011", "comparator-bounds-mismatch", "error", _CODEBOOK,
           "comparator and figures do not fit: {problem}",
           "read the words again: eq and approx fill best; ge and gt low; le and lt high; between low and high; vague none"),
    Paged("SCH012", "unit-not-allowed", "error", _CODEBOOK,
           "unit {value!r} is not one of its measure: {problem}",
           "correct the unit or the measure, or add the unit under [measures] of dataset.toml"),
    Paged("SCH013", "missing-qualifier", "warning", _COUNTS,
           "{column} {problem}",
           "fill the cell from the document; if the document does not say, say so in note and accept the finding"),
    Paged("SCH014", "bad-date", "error", _EDTF,
           "{column} {value!r} is no date in EDTF, or not on the calendar",
           "write the date as 2016-12-11, 2016-12, 2016 or an interval of two of them"),
    Paged("SCH015", "reversed-interval", "error", _EDTF,
           "{column} {value!r} ends before it starts",
           "exchange the ends, or correct the one that is wrong"),
    Paged("SCH016", "dirty-text", "warning", _UNICODE,
           "{column} {value!r} {problem}",
           "type the cell again, or save the table as UTF-8"),
    Paged("SCH017", "spreadsheet-damage", "warning", _SHEETS,
           "{column} {value!r} {problem}",
           "restore the value from the document; format the column as text before a spreadsheet opens it; leave unknown cells empty"),
    Paged("SCH018", "duplicate-claim", "warning", _TIDY,
           "{row!r} says the same of the same words as {value!r}",
           "retract or remove one of the two, or say what sets them apart (population, place, date, occurrence)"),
    Paged("SCH019", "operand-mismatch", "error", _CODEBOOK,
           "{problem}",
           "exchange subject and object if they are the wrong way round, or correct the predicate"),
)  # fmt: skip
