"""Seeded datasets of any size, made by expressions: claims with quotes that stand in their documents."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl

PER_DOCUMENT = 50
_WORDS = ("at dawn", "near the bridge", "during the siege", "on the second day", "in the old city", "along the highway")
_FILLER = "The front moved again and the roads stayed shut. "
_NOUNS = {
    "killed": "people were killed", "injured": "people were wounded", "attacks": "attacks were counted",
    "displaced": "people were displaced",
}  # fmt: skip


def _pick(key: pl.Expr, choices: list[str]) -> pl.Expr:
    index = key % len(choices)
    return index.replace_strict(dict(enumerate(choices)), return_dtype=pl.String)


def claims(n: int) -> pl.DataFrame:
    """`n` claims in every column of the data model that can be filled.

    One pair of claims in five is related: of its second claim the value is half, the value is the same, or the day is the next one.
    """
    row = pl.int_range(n)
    kind, odd, key = _kind(row), row % 2 == 1, pl.when(_kind(row) < 3).then(row // 2).otherwise(row + n)
    number = key.hash(1) % 450 * 2 + 4
    number = pl.when(odd & (kind == 0)).then(number // 2).otherwise(number)
    day = pl.date(2015, 1, 1) + pl.duration(days=(key.hash(2) % 1500).cast(pl.Int64))
    day = pl.when(odd & (kind == 2)).then(day.dt.offset_by("1d")).otherwise(day)
    hedged = key.hash(3) % 5 == 0
    frame = pl.select(
        claim_id=pl.format("c{}", row), document_id=pl.format("d{}", row // PER_DOCUMENT), measure=_pick(key.hash(4), list(_NOUNS)),
        value_text=pl.when(hedged).then(pl.format("about {}", number)).otherwise(number.cast(pl.String)),
        comparator=pl.when(hedged).then(pl.lit("approx")).otherwise(pl.lit("eq")), best=number.cast(pl.String),
        event_id=pl.format("e{}", key.hash(5) % (n // 3 + 1)), event_basis=pl.lit("stated"),
        actor=pl.format("a{}", key.hash(6) % 200), place=pl.format("p{}", key.hash(7) % 500),
        date=day.dt.to_string(), date_basis=pl.lit("stated"), modality=pl.lit("asserted"),
        asserted_by=pl.when(row.hash(8) % 3 == 0).then(pl.format("s{}", row.hash(8) % 300)),
        series=pl.when(row.hash(9) % 10 == 0).then(pl.format("series{}", row // 40)),
        population=pl.lit("people"), _where=_pick(row.hash(10), list(_WORDS)), _day=day.dt.to_string("%-d %B %Y"),
    )  # fmt: skip
    noun = pl.col("measure").replace_strict(_NOUNS, return_dtype=pl.String)
    quote = pl.format("{} {} {} on {}, record {}", pl.col("value_text").str.to_titlecase(), noun, "_where", "_day", "claim_id")
    population = pl.when(pl.col("measure") != "attacks").then("population")
    return frame.with_columns(quote=quote, population=population).drop("_where", "_day")


def _kind(row: pl.Expr) -> pl.Expr:
    """What relates the pair of a row: 0 part-of, 1 same-quantity, 2 before, 3 nothing."""
    pair = row // 2
    return pl.when(pair % 5 == 0).then(pair // 5 % 3).otherwise(3)


def relations(frame: pl.DataFrame) -> pl.DataFrame:
    """The relations of the pairs."""
    pairs = frame.select("claim_id", row=pl.int_range(pl.len())).with_columns(kind=_kind(pl.col("row"))).filter(pl.col("kind") < 3)
    first, second = (pairs.filter(pl.col("row") % 2 == odd)["claim_id"] for odd in (0, 1))
    both = pl.DataFrame({"first": first[: len(second)], "second": second, "kind": pairs.filter(pl.col("row") % 2 == 1)["kind"]})
    part = pl.col("kind") == 0
    return both.select(
        relation_id=pl.format("r{}", pl.int_range(pl.len())),
        predicate=pl.col("kind").replace_strict({0: "part-of", 1: "same-quantity", 2: "before"}),
        subject_id=pl.when(part).then("second").otherwise("first"), object_id=pl.when(part).then("first").otherwise("second"),
        role=pl.when(part).then(pl.lit("whole")), basis=pl.lit("stated"),
    )  # fmt: skip


def write(folder: Path, n: int, *, texts: int = 0) -> Path:
    """Write a dataset of `n` claims as Parquet, one in a hundred of the uncited ones truly so.

    `texts`: about how long each document is, in bytes, 0 for none held.
    """
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_text('title = "generated"\ndocuments = "texts"\n', encoding="utf-8")
    frame = claims(n)
    frame.write_parquet(folder / "claims.parquet")
    relations(frame).write_parquet(folder / "relations.parquet")
    bare = frame.filter(pl.col("asserted_by").is_null() & (pl.int_range(pl.len()) % 100 != 0))
    cited = bare.select(citation_id=pl.format("ci-{}", "claim_id"), claim_id="claim_id")
    cited.with_columns(kind=pl.lit("hyperlink"), target=pl.lit("https://reports.int/1"), quote=pl.lit("a link")).write_parquet(
        folder / "citations.parquet"
    )
    _small(folder, n)
    _documents(folder, frame, texts)
    return folder


def _small(folder: Path, n: int) -> None:
    """Sources, entities and events."""
    some = {"s": (300, "Source"), "a": (200, "Actor"), "p": (500, "Place"), "e": (n // 3 + 1, "Event")}
    ids = {
        key: pl.select(id=pl.format(f"{key}{{}}", pl.int_range(size)), name=pl.format(f"{name} {{}}", pl.int_range(size)))
        for key, (size, name) in some.items()
    }
    ids["s"].select(source_id="id", name="name", type=pl.lit("media")).write_parquet(folder / "sources.parquet")
    kinds = [ids[key].select(entity_id="id", kind=pl.lit(kind), name="name") for key, kind in (("a", "actor"), ("p", "place"))]
    pl.concat(kinds).write_parquet(folder / "entities.parquet")
    ids["e"].select(event_id="id", label="name", type=pl.lit("attack")).write_parquet(folder / "events.parquet")


def _documents(folder: Path, frame: pl.DataFrame, length: int) -> None:
    names = frame["document_id"].unique(maintain_order=True)
    facts = {"title": "A report", "date_published": "2024-01-01", "language": "en", "genre": "news"}
    held = "full" if length else "none"
    rows = pl.DataFrame({"document_id": names}).with_columns(**{key: pl.lit(value) for key, value in facts.items()}, held=pl.lit(held))
    hashes: list[str | None] = [None] * len(names)
    if length:
        (folder / "texts").mkdir()
        quotes = frame.group_by("document_id", maintain_order=True).agg(pl.col("quote"))
        for number, (name, sentences) in enumerate(quotes.iter_rows()):
            room = (length - len("".join(sentences))) // len(sentences)
            text = "".join(f"{sentence}. {_FILLER * (room // len(_FILLER))}\n" for sentence in sentences)
            data = (text + _FILLER * ((length - len(text)) // len(_FILLER))).encode()
            (folder / "texts" / f"{name}.txt").write_bytes(data)
            hashes[number] = hashlib.sha256(data).hexdigest()
    path = pl.format("{}.txt", "document_id") if length else pl.lit(None, pl.String)
    rows.with_columns(path=path, sha256=pl.Series(hashes, dtype=pl.String)).write_parquet(folder / "documents.parquet")
