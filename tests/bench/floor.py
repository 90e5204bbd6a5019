"""Ten bare Polars checks over a generated dataset: what any tool built on Polars must pay."""

import sys
from pathlib import Path

import polars as pl

folder = Path(sys.argv[1])
claims = pl.scan_parquet(folder / "claims.parquet")
best = pl.col("best").cast(pl.Float64, strict=False)
documents = pl.scan_parquet(folder / "documents.parquet").select("document_id")
entities = pl.scan_parquet(folder / "entities.parquet").select("entity_id")
events = pl.scan_parquet(folder / "events.parquet").select("event_id")
plans = [
    claims.filter(pl.col("claim_id").is_duplicated()),
    claims.filter(~pl.col("claim_id").str.contains(r"^[a-z0-9][a-z0-9._-]{0,63}$")),
    claims.filter(~pl.col("measure").is_in(["killed", "injured", "attacks", "displaced"])),
    claims.filter(~pl.col("comparator").is_in(["eq", "approx"])),
    claims.filter(best < 0),
    claims.filter(pl.col("date").str.to_date(strict=False).is_null()),
    claims.join(documents, on="document_id", how="anti"),
    claims.join(events, on="event_id", how="anti"),
    claims.join(entities, left_on="actor", right_on="entity_id", how="anti"),
    claims.group_by("event_id", "measure").agg(low=best.min(), high=best.max()).filter(pl.col("low") * 1000 < pl.col("high")),
]
print([len(frame) for frame in pl.collect_all(plans)])
