"""The words between two claims of one document, in one sentence or in two near each other, with marks where the statements stand.

The place of a statement is that of its value in the quote. Places are counted in bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.connectives import APART, BARRIER, BEGUN, CLAUSES, HERE, NAMED, NEXT, TURNS
from checks.fold import JOINED, folded
from checks.lazy import pl
from checks.text import one_line

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_SIDES = {"s": "subject_id", "o": "object_id"}


def between(operands: LazyFrame, anchors: LazyFrame, reach: int, apart: int) -> LazyFrame:
    """The words that say how subject and object stand to each other: rows of `operands` whose claims are in one document.

    Columns `document_id`, `relation_id`, `relation_line`, `predicate`, `subject_id`, `object_id`, `ahead` (Boolean: the subject comes
    first), `several` (Boolean: what comes first counts more than one), `sentence` (String: that of the second), `told` (String: the words
    in small letters, with HERE for the first and NEXT before the second, BEGUN before the quote of the second, or APART for all that
    precedes its sentence).
    Of a statement that holds the other, the words before the other are read. Left out are those further apart than so many bytes of one
    sentence, or characters of two, unless the second names the first ("in the wake of the attack").
    """
    cells = {f"{end}_{name}": folded(one_line(pl.col(f"{end}_{name}")), JOINED) for end in _SIDES for name in ("quote", "value_text")}
    rows = operands.filter(pl.col("s_document_id") == pl.col("o_document_id")).select(
        "relation_id", "relation_line", "predicate", *_SIDES.values(), "s_best", "o_best", document_id="s_document_id", **cells
    )
    held = anchors.drop_nulls("at").select("claim_id", "at", "to", "sentence")
    for end, claim in _SIDES.items():
        rows = rows.join(held.select(pl.all().name.prefix(f"{end}_")), left_on=claim, right_on=f"{end}_claim_id")
    rows = rows.with_columns(folded(pl.col(f"{end}_sentence"), JOINED) for end in _SIDES)
    placed = rows.with_columns(
        **{f"{end}_begun": pl.col(f"{end}_sentence").str.find(pl.col(f"{end}_quote"), literal=True).cast(pl.Int64) for end in _SIDES},
        **{f"{end}_in": pl.col(f"{end}_quote").str.find(pl.col(f"{end}_value_text"), literal=True) for end in _SIDES},
        one=pl.col("s_sentence") == pl.col("o_sentence"),
    ).with_columns(**{f"{end}_place": pl.col(f"{end}_begun") + pl.col(f"{end}_in") for end in _SIDES})
    ahead = pl.when("one").then(pl.col("s_place") < pl.col("o_place")).otherwise(pl.col("s_at") < pl.col("o_at"))
    told = _in_order(placed.with_columns(ahead=ahead).drop_nulls("ahead")).with_columns(
        told=pl.when("one").then(_one_sentence(reach)).otherwise(_two_sentences(apart)).str.to_lowercase()
    )
    for words, meant in TURNS:
        told = told.with_columns(pl.col("told").str.replace_all(words, meant))
    return told.drop_nulls("told")


def _in_order(placed: LazyFrame) -> LazyFrame:
    """First and second as they stand in the text."""
    either = {
        f"{name}_{column}": pl.when("ahead").then(f"{end}_{column}").otherwise(f"{other}_{column}")
        for name, end, other in (("first", "s", "o"), ("second", "o", "s"))
        for column in ("sentence", "at", "to", "begun", "place", "quote", "value_text", "best")
    }
    past = pl.col("first_place") + pl.col("first_value_text").str.len_bytes()
    return placed.with_columns(**either).select(
        "document_id", "relation_id", "relation_line", "predicate", *_SIDES.values(), "ahead", "one", *either,
        several=pl.col("first_best") > 1, sentence="second_sentence",
        ends=pl.when(pl.col("second_place") < past).then("first_place").otherwise(past),
    )  # fmt: skip


def _one_sentence(reach: int) -> Expr:
    first, second, ends, begun = (pl.when("one").then(name) for name in ("first_place", "second_place", "ends", "second_begun"))
    turn = pl.when(begun >= ends).then(begun).otherwise(ends)
    mark = pl.when(begun >= ends).then(pl.lit(BEGUN)).otherwise(pl.lit(""))
    words = pl.concat_str(
        _cut(pl.lit(0), first), pl.lit(HERE), _cut(ends, turn - ends), mark, _cut(turn, second - turn), pl.lit(NEXT), _cut(second)
    )
    return pl.when(second.is_between(ends, ends + reach)).then(words)


def _two_sentences(apart: int) -> Expr:
    second = pl.col("second_place")
    words = pl.concat_str(pl.lit(APART), _cut(pl.lit(0), second), pl.lit(NEXT), _cut(second))
    known = _named(words)
    near = (pl.col("second_at") >= pl.col("first_to")) & ((pl.col("second_at") <= pl.col("first_to") + apart) | known)
    told = pl.when(known).then(words.str.replace(NAMED, "${1} this ")).otherwise(words)
    return pl.when(near).then(told.str.replace_all(CLAUSES, f" {BARRIER} "))


def _named(words: Expr) -> Expr:
    """Whether the second says that it came before or after what the first calls by the same noun, and by the same name if there is one."""
    noun, name = words.str.extract(NAMED, 2), words.str.extract(NAMED, 3).str.extract(r"\b([A-Z][\w’'-]+)")
    quote = pl.concat_str(pl.lit(" "), pl.col("first_quote").str.replace_all(r"[^\w’'-]+", " "), pl.lit(" "))
    has_noun, has_name = (quote.str.contains(pl.concat_str(pl.lit(" "), word, pl.lit(" ")), literal=True) for word in (noun, name))
    return (has_noun & (name.is_null() | has_name)).fill_null(value=False)


def _cut(start: Expr, length: Expr | None = None) -> Expr:
    return pl.col("sentence").cast(pl.Binary).bin.slice(start, length).cast(pl.String)
