"""What a report that shows documents needs of a dataset, as plain values: texts, claims with their places, bounds and citations, events."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of a claim. `source`: the name of its source; `target` is text of the document and need not be a link."""

    kind: str
    quote: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document. `path` and `row` (file and line of its row): as findings give them. `text`: None when it is not held. `figures`: how many
    figures and dates are read in the text; `uncovered`: those that no claim's quote holds, as spans of the text (code points)."""

    document_id: str
    title: str
    path: str
    row: str
    language: str
    author: str
    publisher: str
    date: str
    url: str
    text: str | None
    figures: int = 0
    uncovered: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim that counts (not retracted or dismissed).

    `start`, `end`: its words in the text of its document (code points, None when they are not found). `low_near` to `high_far`: see
    interval; None without a figure. `standing`: see offers. `date`: the window as EDTF, its own or else its event's.
    """

    claim_id: str
    document_id: str
    quote: str
    start: int | None
    end: int | None
    measure: str
    kind: str
    value: str
    unit: str
    per: str
    population: str
    category: str
    event_id: str
    place: str
    actor: str
    speaker: str
    modality: str
    draft: bool
    best: float | None
    low_near: float | None
    high_near: float | None
    low_far: float | None
    high_far: float | None
    date: str
    own_date: bool
    earliest: datetime.date | None
    latest: datetime.date | None
    standing: str
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event. Its date is a label of ours, never evidence."""

    event_id: str
    label: str
    type: str
    date: str
    place: str


@dataclass(frozen=True)
class Material:
    """One dataset as it is shown. `names`: of entities, by entity_id."""

    dataset: str
    title: str
    licence: str
    documents: tuple[ShownDocument, ...]
    claims: tuple[ShownClaim, ...]
    events: tuple[ShownEvent, ...]
    names: dict[str, str] = field(default_factory=dict)
