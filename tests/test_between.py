"""The words between two claims, and the marks in them."""

from __future__ import annotations

import polars as pl
import pytest

from checks.between import between
from checks.text import anchors

TEXT = "The raid — a long one — came before the truce, which led to talks. Days later, aid that came by bus reached Alba."
CLAIMS = {
    "raid": ("The raid — a long one — came before the truce", "The raid"), "truce": ("came before the truce", "the truce"),
    "talks": ("which led to talks", "talks"), "aid": ("aid that came by bus reached Alba", "reached"),
    "lost": ("The raid — a long one — came before the truce", "the siege"),
}  # fmt: skip


def _told(subject: str, target: str, reach: int = 320, apart: int = 1000) -> list[tuple[bool, str]]:
    texts = pl.LazyFrame({"document_id": ["d"], "text": [TEXT]})
    quotes = pl.LazyFrame(
        [{"claim_id": name, "document_id": "d", "quote": quote, "occurrence": None} for name, (quote, _) in CLAIMS.items()],
        schema_overrides={"occurrence": pl.Int64},
    )
    row: dict[str, object] = {"relation_id": "r", "relation_line": 2, "predicate": "before", "subject_id": subject, "object_id": target}
    for end, name in (("s", subject), ("o", target)):
        quote, value = CLAIMS[name]
        row |= {f"{end}_document_id": "d", f"{end}_quote": quote, f"{end}_value_text": value, f"{end}_best": 2.0}
    return between(pl.LazyFrame([row]), anchors(quotes, texts), reach, apart).select("ahead", "told").collect().rows()


@pytest.mark.parametrize(("subject", "target", "ahead"), [("raid", "truce", True), ("truce", "raid", False)])
def test_the_first_statement_gives_way_to_a_mark_and_the_second_follows_one(subject: str, target: str, ahead: bool) -> None:
    assert _told(subject, target) == [(ahead, "\x01 — a long one — \x03came before \x02the truce, which led to talks.")]


def test_the_quote_of_the_second_begins_at_a_mark() -> None:
    assert _told("truce", "talks") == [(True, "the raid — a long one — came before \x01, \x03which led to \x02talks.")]


def test_a_later_sentence_is_read_alone_with_barriers_before_its_clauses() -> None:
    assert _told("raid", "aid") == [(True, "\x04days later, aid \x05 came by bus \x02reached alba.")]


def test_what_stands_too_far_apart_or_nowhere_is_left_out() -> None:
    assert _told("raid", "talks", reach=20) == []
    assert _told("raid", "aid", apart=10) == []
    assert _told("lost", "truce") == []
