"""Recounts: what a filter may do, what it can never do, and which rows of a table a claim counts."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import sqlfilter
from checks.sqlfilter import FUNCTIONS, TYPES, WORDS, row_filter
from tests.conftest import Answer
from tests.test_hostile import refused

Validate = Callable[..., Answer]
COLUMNS = ("day", "town", "deaths", "SELECT", "from", "read_csv", "n")
FRAME = pl.DataFrame({"day": ["2017-05-04", "2017-06"], "town": ["Bridge", "it's"], "deaths": ["3", "x"], "n": [1, 2]})
TABLE = (
    "day,town,deaths,side\n2017-05-04,bridge,2,army\n2017-05-04,The Bridge,1,army\n2017-05-04,bridge,5,rebels\n2017-06-01,bridge,1,army\n"
)
RECOUNT = '[recounts.dead]\ntable = "incidents"\nsum = "deaths"\ndate = "day"\nplace = "town"\nwhere = "side = \'army\'"\n'


@pytest.fixture
def counted(dataset: Path) -> Path:
    (dataset / "incidents.csv").write_text(TABLE, encoding="utf-8")
    (dataset / "relations.csv").write_text("relation_id,predicate,subject_id,object_id\nr1,count-of,d1.killed,dead\n", encoding="utf-8")
    (dataset / "entities.csv").write_text("entity_id,kind,name,aliases\nbridge,place,Bridge,The Bridge\n", encoding="utf-8")
    declare(dataset, RECOUNT)
    return dataset


def declare(dataset: Path, text: str) -> None:
    (dataset / "dataset.toml").write_text(f'documents = "texts"\n{text}', encoding="utf-8")


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("town = 'Bridge'", 1), ("town = 'it''s'", 1), ("TRY_CAST(deaths AS INT) > 2", 1), ("n IN (1, 2) AND NOT town LIKE 'B%'", 1),
        ("day BETWEEN '2017-05' AND '2017-05-31'", 1), ("lower(town) = 'bridge' or n>=2", 2), ("\"town\" IS NOT NULL", 2),
        ("CASE WHEN n = 1 THEN TRUE ELSE FALSE END", 1), ("n > -1", 2), ("TRUE", 2),
    ],
)  # fmt: skip
def test_a_filter_looks_at_cells(where: str, rows: int) -> None:
    assert FRAME.filter(row_filter(where, FRAME.columns)).height == rows


HOSTILE = [
    "n IN (SELECT a FROM read_csv('{file}'))", "EXISTS (SELECT 1 FROM read_csv('{file}'))", "n > (SELECT MAX(a) FROM '{file}')",
    "read_csv('{file}')", "\"read_csv\"('{file}')", "scan_csv('{file}') IS NULL", "n = 1; COPY x TO '{file}'", "n = 1 UNION TABLE claims",
    "n IN (TABLE claims)", "n = 1 -- comment", "n = 1 /* comment */", "town = 'a\\' OR town = ' OR n IN (SELECT 1) '", "n = $$1$$",
    "town = E'x'", "town = n'x'", "town = `x`", "claims.n = 1", "n = ANY(VALUES (1))", "COLUMNS('.*') = 1", "*", "SUM(n) > 1",
    "ROW_NUMBER() OVER () = 1", "n = 1 LIMIT 1", "nothing = 1", "\"nothing\" = 1", "n = $1", "n = ?", "n = 1e400", "(" * 5000 + "n", "n =",
    "n", "town = 3", "CAST(town AS INT) = 3", "'unclosed", "\"unclosed", "n = 1\x00", "n" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("where", HOSTILE, ids=lambda where: where[:30])
def test_a_filter_that_tries_more_is_one_line(where: str, counted: Path, validate: Validate, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n", encoding="utf-8")
    table = "day,town,deaths,n,SELECT,from,read_csv\n2017-05-04,bridge,3,1,1,1,1\n"
    (counted / "incidents.csv").write_text(table, encoding="utf-8")
    filled = where.format(file=file).replace("\\", "\\\\").replace('"', '\\"').replace("\0", "\\u0000")
    declare(counted, f'[recounts.dead]\ntable = "incidents"\nwhere = "{filled}"\n')
    refused(validate(counted), "[recounts.dead] where ")


PIECES = [
    "SELECT", "from", "FROM", "n", "town", "read_csv", "(", ")", "'", '"', "''", "\\", "--", "/*", "*/", ";", ",", " ", "'x'", "IN", "in",
    "EXISTS", "UNION", "TABLE", "VALUES", "=", "1", ".", "$$", "E'", "`", "CAST", "AS", "DATE", "\n", "AND", "@", "'/etc/passwd'", '"n"',
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_polars_sees_only_columns_literals_and_the_words_we_allow(where: str) -> None:
    with patch.object(sqlfilter.pl, "sql_expr", return_value=pl.lit(True)) as seen:
        try:
            row_filter(where, COLUMNS)
        except ValueError:
            assert not seen.called
            return
    query = seen.call_args.args[0]
    bare = re.sub(r"'(?:[^']|'')*'", "''", query)
    assert "\\" not in query
    assert {name[1:-1] for name in re.findall(r'"[^"]*"', bare)} <= set(COLUMNS)
    unquoted = re.sub(r'"[^"]*"', "", bare)
    assert set(re.findall(r"[^\W\d]\w*", unquoted)) <= {*WORDS, *FUNCTIONS, *TYPES}
    assert not re.search(r"--|/\*|[;$`@.\\\"]", unquoted.replace("''", ""))


def test_the_recount_fits(counted: Path, validate: Validate) -> None:
    (counted / "incidents.csv").write_text(TABLE.replace("The Bridge", "bridge"), encoding="utf-8")
    answer = validate(counted, "--select", "NUM013,SCH006", "--fail-on", "note")
    assert answer.code == 0, answer
    assert "0 found nothing to compare" in answer.out


@pytest.mark.parametrize(
    ("before", "after", "certainty", "words"),
    [
        ("", "", "possible", "makes 2 by name and 3 with aliases"),
        ('sum = "deaths"', "", "definite", "makes 1 by name and 2 with aliases"),
        ("The Bridge,1", "The Bridge,4", "definite", "makes 2 by name and 6 with aliases"),
        ("bridge,2,army", "bridge,7,army", "definite", "makes 7 by name and 8 with aliases"),
        ("2017-06-01", "2017-05-01", "possible", "makes 2 by name and 3 with aliases"),
        ("2017-0", "2016-0", "possible", "makes 0 by name and 0 with aliases; the table covers only 2016-05-04 to 2016-06-01"),
    ],
)
def test_the_recount_differs(before: str, after: str, certainty: str, words: str, counted: Path, validate: Validate) -> None:
    for file in ("incidents.csv", "dataset.toml"):
        text = (counted / file).read_text(encoding="utf-8")
        (counted / file).write_text(text.replace(before, after) if before else text, encoding="utf-8")
    answer = validate(counted, "--select", "NUM013", "--fail-on", "note", "--report", "json")
    (found,) = json.loads(answer.out)["findings"]
    assert answer.code == 1
    assert found["certainty"] == certainty
    assert found["message"] == f"three is given, but recount dead of incidents {words}"


def test_a_missing_table_is_no_pass(counted: Path, validate: Validate) -> None:
    (counted / "incidents.csv").unlink()
    answer = validate(counted, "--select", "NUM013", "--strict")
    assert answer.code == 1
    assert "skipped  NUM013 (small): recount dead needs the table incidents, which the dataset does not have" in " ".join(
        answer.out.split(" ")
    )


def test_a_recount_that_nobody_declared_dangles(counted: Path, validate: Validate) -> None:
    declare(counted, "")
    assert "'dead' is in no row of claims" in " ".join(validate(counted, "--select", "SCH006").out.split())


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('where = "TRUE"', "needs a table"), ('table = "../claims"', "table '../claims' is no name of a table"),
        ('table = "incidents"\nsum = "deaths"\ncount = "day"', "has both sum and count: keep one"),
        ('table = "incidents"\nsum = "killed"', "sum names 'killed', which is no column of incidents; its columns are day, town"),
        ('table = "incidents"\nsum = "side"', "column side of line 2 holds 'army', which is no number"),
        ('table = "incidents"\ndate = "town"', "column town of line 2 holds 'bridge', which is no date (EDTF)"),
    ],
)  # fmt: skip
def test_a_recount_that_cannot_be_made_is_one_line(entry: str, expected: str, counted: Path, validate: Validate) -> None:
    declare(counted, f"[recounts.dead]\n{entry}\n")
    refused(validate(counted), f"[recounts.dead] {expected}")


def test_a_table_that_is_a_link_out_of_the_dataset_is_refused(counted: Path, validate: Validate, tmp_path: Path) -> None:
    (counted / "incidents.csv").rename(tmp_path / "elsewhere.csv")
    (counted / "incidents.csv").symlink_to(tmp_path / "elsewhere.csv")
    refused(validate(counted), "is a link")


def test_a_report_never_takes_the_place_of_a_recounted_table(counted: Path, validate: Validate) -> None:
    refused(validate(counted, "--report", f"json={counted / 'incidents.csv'}"), "is a file of a dataset that is checked")
