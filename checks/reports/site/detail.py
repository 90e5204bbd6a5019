"""One finding in full: the words of all its claims side by side, what they mean, and the rows to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.reports.site.intervals import Figure, figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from checks.finding import Location
    from checks.material import ShownClaim, ShownDocument
    from checks.reports.site.index import Index, Key, Shown

_AROUND = 160


class Quote(NamedTuple):
    """Words of a document with some of their surroundings, and the claims that rest on them."""

    document: ShownDocument | None
    url: str | None
    place: str
    before: str
    words: str
    after: str
    claims: tuple[ShownClaim, ...]


class Detail(NamedTuple):
    """A finding as it is shown."""

    shown: Shown
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    edits: tuple[Location, ...]
    picture: Markup | None


def detail(index: Index, shown: Shown, picture: Markup | None) -> Detail:
    """Everything about one finding. `picture`: of the figures that it is about, if there is one."""
    finding = shown.finding
    claims = [claim for name in finding.claims if (claim := index.claims.get((finding.dataset, name)))]
    return Detail(
        shown, tuple(_quotes(index, shown)), tuple(known for claim in claims if (known := figure(claim))),
        tuple(at for at in finding.locations if at.kind == "table"), picture,
    )  # fmt: skip


def _quotes(index: Index, shown: Shown) -> Iterable[Quote]:
    """The words of the finding, each stretch once."""
    finding = shown.finding
    stretches: dict[tuple[str, int | None, int | None], list[Location]] = {}
    for at in finding.locations:
        if at.kind == "text":
            stretches.setdefault((at.path, at.start, at.end), []).append(at)
    for places in stretches.values():
        at = places[0]
        key = index.document_of(finding, at)
        document = index.documents[key] if key else None
        told = [claim for place in places if place.claim_id and (claim := index.claims.get((finding.dataset, place.claim_id)))]
        before, after = _around(document.text if document else None, at)
        yield Quote(document, _url(index, key, told), str(at), before, at.quote or "", after, tuple(told))


def _url(index: Index, key: Key | None, claims: Sequence[ShownClaim]) -> str | None:
    if key is None:
        return None
    return (index.claim_url((key[0], claims[0].claim_id)) if claims else None) or index.pages[key]


def _around(text: str | None, at: Location) -> tuple[str, str]:
    """What stands before and after, to the end of the paragraph or of a word."""
    if text is None or at.start is None or at.end is None:
        return "", ""
    before = text[max(0, at.start - _AROUND) : at.start].rpartition("\n\n")[2]
    after = text[at.end : at.end + _AROUND].partition("\n\n")[0]
    if len(before) == _AROUND:
        before = f"…{before[before.find(' ') :]}"
    if len(after) == _AROUND:
        after = f"{after[: after.rfind(' ') + 1]}…"
    return before, after
