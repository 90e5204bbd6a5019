"""What differs between two versions of a dataset."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.conftest import Answer
from tests.test_base import edit, git

Validate = Callable[..., Answer]


def copied(dataset: Path) -> Path:
    other = dataset.parent / "after" / dataset.name
    shutil.copytree(dataset, other)
    return other


def test_rows_added_removed_and_changed_are_told_with_their_values(dataset: Path, validate: Validate) -> None:
    after = copied(dataset)
    edit(after / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    edit(after / "sources.csv", "ministry,The ministry,government", "army,The army,belligerent")
    answer = validate("diff", dataset, after)
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "~ claims d1.killed", "    best: 3 → 4", "+ sources army", "    The army", "- sources ministry", "    The ministry",
        "claims: 1 changed; sources: 1 added, 1 removed.",
    ]  # fmt: skip
    found = json.loads(validate("diff", dataset, after, "--json").out)
    assert found[0] == {"table": "claims", "row": "d1.killed", "kind": "changed", "cells": {"best": ["3", "4"]}}


def test_harmless_differences_are_none(dataset: Path, validate: Validate) -> None:
    after = copied(dataset)
    rows = pl.read_csv(after / "claims.csv", infer_schema=False).with_columns(pl.col("best").cast(pl.Float64))
    (after / "claims.csv").unlink()
    rows.select(reversed(rows.columns)).write_parquet(after / "claims.parquet")
    edit(after / "events.csv", "\n", "\r\n")
    answer = validate("diff", dataset, after)
    assert answer.out == "no difference\n"
    assert validate("diff", dataset, after, "--json").out == "[]\n"


def test_two_operands_of_one_relation_are_two_rows(dataset: Path, validate: Validate) -> None:
    header = "relation_id,predicate,subject_id,object_id,role\n"
    (dataset / "relations.csv").write_text(header + "r,sum-of,d1.killed,d1.killed,term\nr,sum-of,d1.killed,d1.killed,minus\n")
    after = copied(dataset)
    (after / "relations.csv").write_text(header + "r,sum-of,d1.killed,d1.killed,term\n")
    assert "relations: 1 removed" in validate("diff", dataset, after).out.replace("1 changed, ", "")


def test_a_revision_is_a_version(dataset: Path, validate: Validate) -> None:
    git(dataset, "init", "-q")
    git(dataset, "add", "-A")
    git(dataset, "commit", "-qm", "one")
    edit(dataset / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    assert "best: 3 → 4" in validate("diff", f"HEAD:{dataset}", dataset).out
    for old, problem in (("HEAD:nope", "no such dataset"), ("nope", "no such dataset"), (f"x:{dataset}", "has no such revision")):
        answer = validate("diff", old, dataset)
        assert (answer.code, answer.out) == (2, "")
        assert problem in answer.err
        assert answer.err.count("\n") == 1
