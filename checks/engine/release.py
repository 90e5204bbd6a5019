"""Expectations as results: which datasets have a suite, what came of it, and what to say of an expectation that is not met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from checks.config import FILE as CONFIG
from checks.dataset import read_dataset
from checks.engine.evaluate import EXTRACTED, inputs
from checks.errors import InputError
from checks.expectations import cache
from checks.expectations.catalogue import UNMET
from checks.expectations.release import Answer, Job, Worker, WorkerError
from checks.expectations.suite import FILE, LEVELS, Expectation, read_suite
from checks.expectations.tables import columns, keys, release_tables
from checks.lazy import pl
from checks.rules.cov.uncovered_figure import uncovered_figure
from checks.run import Outcome, Result

if TYPE_CHECKING:
    from polars import DataFrame

    from checks.dataset import Dataset


@dataclass
class _Pending:
    """A dataset whose suite is to be answered, or is answered by the cache."""

    dataset: Dataset
    expectations: Sequence[Expectation]
    answers: list[Answer] | None
    reason: str = ""


class Release:
    """The expectations of a run. Entering the context starts the process, if any suite must be run; leaving it ends it."""

    def __init__(self, folders: Iterable[Path], wanted: bool) -> None:
        self._suites = {folder: read_suite(folder / FILE) for folder in folders} if wanted else {}
        for folder, expectations in self._suites.items():
            _check_columns(folder / FILE, expectations)
        self._kept = {folder: cache.recall(folder) for folder, expectations in self._suites.items() if expectations}
        self._pending: list[_Pending] = []
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        if None in self._kept.values():
            self._worker = Worker()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._worker:
            self._worker.__exit__()

    @property
    def waiting(self) -> bool:
        """Whether answers are still to come."""
        return self._worker is not None

    def add(self, dataset: Dataset) -> None:
        """A dataset that is read; its suite is answered by `results`."""
        expectations = [] if dataset.bare else self._suites.get(dataset.folder, [])
        self._pending.append(_Pending(dataset, expectations, self._kept.get(dataset.folder)))

    def results(self) -> list[Result]:
        """One result a dataset. Raises InputError for an expectation that Great Expectations cannot build."""
        asked = [pending for pending in self._pending if pending.expectations and pending.answers is None]
        if asked and self._worker:
            try:
                answers = self._worker.answers([_job(pending) for pending in asked])
                for pending, answered in zip(asked, answers, strict=True):
                    pending.answers = answered
                    if not any(answer["raised"] for answer in answered):
                        cache.keep(pending.dataset.folder, _rests_on(pending.dataset), pending.dataset.config.today, answered)
            except WorkerError as error:
                for pending in asked:
                    pending.reason = f"Great Expectations failed: {error}"
        return [_result(pending) for pending in self._pending]


def _check_columns(path: Path, expectations: Sequence[Expectation]) -> None:
    known = columns()
    for expectation in expectations:
        if expectation.table not in known:
            raise InputError(path, f"table {expectation.table!r} is unknown", f"known are {', '.join(known)}", expectation.line)
        for column in expectation.columns:
            if column not in known[expectation.table] and not expectation.type.startswith("expect_table_column"):
                remedy = f"known are {', '.join(known[expectation.table])}"
                raise InputError(path, f"table {expectation.table} has no column {column!r}", remedy, expectation.line)


def frames(dataset: Dataset) -> dict[str, DataFrame]:
    """The tables that expectations are about."""
    parts = inputs(dataset, {"figures", "anchors", EXTRACTED})
    judged = uncovered_figure.function(parts[EXTRACTED], parts["anchors"], parts["claims"], **uncovered_figure.settings)
    return release_tables(dataset, parts, judged.select("document_id", covered=pl.col("verdict") == "ok"))


def docs(folder: Path, target: Path) -> bool:
    """Data Docs of a dataset's suite in a folder; False when it has none. Raises InputError and WorkerError."""
    expectations = read_suite(folder / FILE)
    _check_columns(folder / FILE, expectations)
    if expectations:
        with Worker() as worker:
            worker.answers([Job(expectations, frames(read_dataset(folder)), keys(), str(target))])
    return bool(expectations)


def _job(pending: _Pending) -> Job:
    return Job(pending.expectations, frames(pending.dataset), keys())


def _rests_on(dataset: Dataset) -> list[Path]:
    """Every file that the answers depend on."""
    documents = dataset.tables["documents"]["document_id"].drop_nulls()
    texts = [path for document in documents if (path := dataset.document_path(document)) is not None and path.exists()]
    own = [path for path in (dataset.folder / FILE, dataset.folder / CONFIG) if path.exists()]
    return [*dataset.files.values(), *texts, *own]


def _result(pending: _Pending) -> Result:
    dataset = pending.dataset
    if pending.expectations and pending.answers is None:
        return Result(UNMET, Outcome(UNMET.code, UNMET.name, dataset.name, "crashed", pending.reason or "no answer"))
    answers = list(zip(pending.expectations, pending.answers or [], strict=True))
    for expectation, answer in answers:
        if answer.get("invalid"):
            remedy = "see the Expectation Gallery for its name and arguments"
            raise InputError(dataset.folder / FILE, f"{expectation.type}: {answer['raised']}", remedy, expectation.line)
    crashed = [f"{expectation.type} on {expectation.table}: {answer['raised']}" for expectation, answer in answers if answer["raised"]]
    if crashed:
        return Result(UNMET, Outcome(UNMET.code, UNMET.name, dataset.name, "crashed", "; ".join(crashed)))
    unmet = [_violation(expectation, answer) for expectation, answer in answers if not answer["success"]]
    outcome = Outcome(UNMET.code, UNMET.name, dataset.name, "ran", "", len(answers))
    texts = dict.fromkeys(("verdict", "table", "row", "key", "level", "table_column", "expected", "found", "note"), pl.String)
    return Result(UNMET, outcome, pl.DataFrame(unmet, schema={"claims": pl.List(pl.String), "line": pl.Int64, **texts}))


def _violation(expectation: Expectation, answer: Answer) -> Mapping[str, object]:
    place = ".".join([expectation.table, *expectation.columns[:1]])
    return {
        "claims": [], "line": expectation.line, "verdict": "definite", "table": "expectations", "row": None, "key": expectation.key,
        "level": LEVELS[expectation.severity], "table_column": place, "expected": _expected(expectation), "found": _found(answer),
        "note": f" ({expectation.note})" if expectation.note else "",
    }  # fmt: skip


def _expected(expectation: Expectation) -> str:
    given = [f"{name} {_shown(value)}" for name, value in expectation.kwargs.items() if name != "column"]
    return f"{expectation.type} ({', '.join(given)})" if given else expectation.type


def _found(answer: Answer) -> str:
    if answer["unexpected"] is not None and answer["elements"]:
        share = 100 * answer["unexpected"] / answer["elements"]
        examples = ", ".join(f"{_shown(example['row'])} {_cells(example)}" for example in answer["examples"])
        return f"{answer['unexpected']:,} of {answer['elements']:,} rows are unexpected ({share:.3g} percent), such as {examples or 'none'}"
    return f"it is {_shown(answer['observed'])}"


def _cells(example: Mapping[str, Any]) -> str:
    key = example["row"]
    return "(" + ", ".join(_shown(value) for name, value in example.items() if name != "row" and value != key) + ")"


def _shown(value: Any) -> str:
    text = f"{value:.6g}" if isinstance(value, float) else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
