"""The parent's side of the process that runs Great Expectations: started first, handed the tables when they are read, asked last."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from checks.errors import ChecksError
from checks.expectations.suite import Expectation
from checks.expectations.worker import QUIET

if TYPE_CHECKING:
    from polars import DataFrame

COMMAND = [sys.executable, "-m", "checks.expectations.worker"]
Answer = dict[str, Any]
Answers = list[Answer]


class WorkerError(ChecksError):
    """The process ended without an answer."""


@dataclass
class Job:
    """What one dataset expects of which tables; `docs` is a folder for Data Docs."""

    expectations: Sequence[Expectation]
    tables: Mapping[str, DataFrame]
    keys: Mapping[str, str]
    docs: str | None = None

    def packed(self) -> dict[str, Any]:
        """As the worker takes it: only the columns that an expectation looks at, and the key that names a row."""
        named = {table: {c for e in self.expectations if e.table == table for c in e.columns} for table in self.tables}
        whole = {e.table for e in self.expectations if e.type.startswith("expect_table_column")}
        return {
            "tables": {
                table: {c: frame[c].to_numpy() for c in frame.columns if c in {*named[table], self.keys[table]} or table in whole}
                for table, frame in self.tables.items()
                if any(e.table == table for e in self.expectations)
            },
            "keys": dict(self.keys),
            "expectations": [
                {"table": e.table, "type": e.type, "kwargs": dict(e.kwargs), "severity": e.severity} for e in self.expectations
            ],
            "docs": self.docs,
        }


class Worker:
    """The process, from its start to its answers; leaving the context ends it."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        environment = {**os.environ, **QUIET}
        self._process = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)  # noqa: S603 - our own module

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with contextlib.suppress(OSError, ValueError):
            self._process.communicate()

    def answers(self, jobs: Sequence[Job]) -> list[Answers]:
        """One list of answers a job. Raises WorkerError when the process fails."""
        out, err = self._process.communicate(pickle.dumps([job.packed() for job in jobs]))
        try:
            answers: list[Answers] = json.loads(out)
        except json.JSONDecodeError:
            last = (err.decode("utf-8", "replace").strip().splitlines() or [f"exit code {self._process.returncode}"])[-1]
            raise WorkerError(last[:300]) from None
        return answers
