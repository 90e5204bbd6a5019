"""Run the schemas on one dataset: pandera says which cells of which rows are wrong, the guards say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.load import LINE
from checks.run import Outcome, Result
from checks.schemas import words
from checks.schemas.cells import CELL_GUARDS
from checks.schemas.context import Context
from checks.schemas.guard import Guard
from checks.schemas.lean import ValidationDepth, config_context, lean, pa
from checks.schemas.operands import OPERAND_GUARDS
from checks.schemas.references import REFERENCE_GUARDS
from checks.schemas.rows import ROW_GUARDS
from checks.schemas.terms import TERM_GUARDS
from checks.schemas.twins import TWIN_GUARDS
from checks.tables import EMPTY_WHEN_MISSING, TABLES

if TYPE_CHECKING:
    from pandera.api.polars.types import PolarsFrame
    from polars import DataFrame, DataType

    from checks.dataset import Dataset
    from checks.paged import Paged

GUARDS: dict[str, Guard] = CELL_GUARDS | ROW_GUARDS | TERM_GUARDS | REFERENCE_GUARDS | OPERAND_GUARDS | TWIN_GUARDS
_EMPTY_TOO = ("SCH004", "SCH008", "SCH011", "SCH013")
"""Schemas to which an empty cell means something: they look at empty columns too."""
_FAILURES = {"column": "String", "check": "String", "index": "Int32", "failure_case": "String"}


def validate(dataset: Dataset, schemas: Sequence[Paged], whole: Dataset | None = None) -> list[Result]:
    """One result a schema: what it compared, and a row for every cell that is wrong. `whole`: see Context.

    A violation has `claims`, `verdict`, `table`, `row` (id of the row, null when it has none), `line`, `column`, `value` (cut), `problem`,
    `key` and `level` (null: the schema's own).
    """
    codes = [schema.code for schema in schemas]
    context = Context(dataset, whole)
    cells = {code: GUARDS[code].at(context) for code in codes if code in GUARDS}
    failures = {table: _failures(context, table, cells) for table in context.frames}
    results = []
    for schema in schemas:
        header = _HEADERS.get(schema.code)
        results.append(header(dataset, schema) if header else _result(context, schema, cells[schema.code], failures))
    return results


def failure_cases(schema: pa.DataFrameSchema, frame: PolarsFrame) -> DataFrame:
    """What pandera finds: `column`, `check`, `index` (0-based row), `failure_case`.

    The depth is set, for pandera by itself looks at no data of a lazy frame.
    """
    try:
        with lean(), config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as found:
        return pl.DataFrame(found.failure_cases).select(*_FAILURES)
    return _none()


def _none() -> DataFrame:
    return pl.DataFrame(schema={name: getattr(pl, dtype) for name, dtype in _FAILURES.items()})


def _failures(context: Context, table: str, cells: dict[str, list[tuple[str, str]]]) -> DataFrame:
    checks: dict[str, list[pa.Check]] = {}
    for code, looked in cells.items():
        for own, name in looked:
            filled = own == table and (code in _EMPTY_TOO or context.frames[table][name].null_count() < context.frames[table].height)
            if filled and (check := _check(context, code, table, name)):
                checks.setdefault(name, []).append(check)
    if not checks:
        return _none()
    columns = {name: pa.Column(pl.String, those, nullable=True) for name, those in checks.items()}
    return failure_cases(pa.DataFrameSchema(columns), context.frames[table])


def _check(context: Context, code: str, table: str, name: str) -> pa.Check | None:
    """A guard as pandera runs it; None when the guard knows already that every cell is right: that spares pandera most checks."""
    guarded = partial(GUARDS[code].right, context, table, name)
    try:
        expression = guarded()
    except Exception:  # noqa: BLE001 - pandera meets it again, and says which check has crashed
        return pa.Check(lambda _: guarded(), name=code)
    return None if expression is True else pa.Check(lambda data: data.lazyframe.select(expression), name=code)


def _result(context: Context, schema: Paged, cells: list[tuple[str, str]], failures: dict[str, DataFrame]) -> Result:
    guard = GUARDS[schema.code]
    reason = guard.unchecked(context)
    if not cells and not (guard.table in EMPTY_WHEN_MISSING and guard.table not in context.frames):
        return Result(schema, _outcome(schema, context.dataset, "skipped", reason or "the dataset has no such column"))
    parts = []
    for table, found in failures.items():
        if found.is_empty():
            continue
        mine = found.filter(pl.col("check") == schema.code)
        crashed = mine.filter(pl.col("index").is_null())
        if len(crashed):
            return Result(schema, _outcome(schema, context.dataset, "crashed", crashed["failure_case"][0][:200]))
        if len(mine):
            parts.append(_violations(guard, context, table, mine))
    violations = pl.concat([_frame([]), *parts], how="diagonal")
    compared = max(sum(guard.compared(context, *cell) for cell in cells), len(violations))
    return Result(schema, _outcome(schema, context.dataset, "ran", reason, compared), violations)


def _violations(guard: Guard, context: Context, table: str, found: DataFrame) -> DataFrame:
    """The wrong rows of one table, worded."""
    frame, key = context.frames[table], next(iter(TABLES[table]))
    place = found.select(pl.col("index").cast(pl.UInt32), "column")
    rows = frame[place["index"]].with_columns(place)
    own = pl.lit(None, dtype=pl.String)
    for name in place["column"].unique():
        own = pl.when(pl.col("column") == name).then(pl.col(name)).otherwise(own)
    told = guard.tell(context, table, rows.with_columns(value=own))
    claims = pl.concat_list(pl.col("claim_id")) if table == "claims" else pl.lit([], dtype=pl.List(pl.String))
    identity = [key, "subject_id", "object_id", "role"] if table == "relations" else [key]
    extra = [name for name, dtype in told.schema.items() if name == "level" or (name == "claims" and dtype == pl.List(pl.String))]
    short = pl.col("value").str.slice(0, words.MAX_SHOWN)
    return told.select(
        claims=pl.col("claims") if "claims" in extra else claims.list.drop_nulls(), verdict=pl.lit("definite"), table=pl.lit(table),
        row=pl.col(key), line=pl.col(LINE).cast(pl.Int64), column="column", problem="problem",
        value=pl.when(pl.col("value").str.len_chars() > words.MAX_SHOWN).then(short + "…").otherwise(short),
        key=pl.concat_str(pl.lit(table), *(pl.col(name).fill_null("") for name in identity), "column", separator=":"),
        level=pl.col("level") if "level" in extra else pl.lit(None, dtype=pl.String),
    )  # fmt: skip


def _frame(records: list[dict[str, object]]) -> DataFrame:
    texts = ("verdict", "table", "row", "column", "problem", "value", "key", "level")
    schema: dict[str, DataType | type[DataType]] = {"claims": pl.List(pl.String), "line": pl.Int64, **dict.fromkeys(texts, pl.String)}
    return pl.DataFrame(records, schema=schema)


def _outcome(schema: Paged, dataset: Dataset, status: str, reason: str, compared: int = 0) -> Outcome:
    assert status in ("ran", "skipped", "crashed")
    return Outcome(schema.code, schema.name, dataset.name, status, reason, compared)  # type: ignore[arg-type]


def _absent(dataset: Dataset, schema: Paged) -> Result:
    """SCH001: every obligatory column is in the header."""

    def wanted(table: str) -> tuple[Sequence[str], Iterable[str]]:
        return [name for name, column in TABLES[table].items() if column.required], dataset.raw[table].columns

    return _header(dataset, schema, wanted, lambda _, __: "")


def _unknown(dataset: Dataset, schema: Paged) -> Result:
    """SCH002: every column of the header is known."""

    def present(table: str) -> tuple[Sequence[str], Iterable[str]]:
        return [name for name in dataset.raw[table].columns if name != LINE], TABLES[table]

    return _header(dataset, schema, present, lambda name, table: words.hint(name, words.nearest([name], TABLES[table])))


def _header(
    dataset: Dataset, schema: Paged, names: Callable[[str], tuple[Sequence[str], Iterable[str]]], say: Callable[[str, str], str]
) -> Result:
    """Every name of a header that is looked for is allowed; a header is line 1."""
    records: list[dict[str, object]] = []
    compared = 0
    for table in dataset.raw:
        looked, allowed = names(table)
        compared += len(looked)
        for name in (name for name in looked if name not in set(allowed)):
            shown = name if len(name) <= words.MAX_SHOWN else name[: words.MAX_SHOWN] + "…"
            records.append({
                "claims": [], "verdict": "definite", "table": table, "row": None, "line": 1, "column": shown, "value": shown,
                "problem": say(name, table), "key": f"{table}::{name}",
            })  # fmt: skip
    return Result(schema, _outcome(schema, dataset, "ran", "", compared), _frame(records))


_HEADERS = {"SCH001": _absent, "SCH002": _unknown}
