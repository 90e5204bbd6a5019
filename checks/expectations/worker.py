"""The process that runs Great Expectations: `python -m checks.expectations.worker`.

It begins with the import, which takes longest, while its parent reads and checks. Then a list of jobs comes pickled on standard input,
and a list of answers goes as JSON to standard output.

A job has `tables` (by name, each a mapping of columns to arrays), `keys` (the key column of each table), `expectations` (each with
`table`, `type`, `kwargs`, `severity`) and `docs` (a folder for Data Docs, or None). Its answers, in the order of the expectations, have
`success`, `raised` (None, or what went wrong), `invalid` (whether the expectation itself is wrong), `observed`, `elements`, `unexpected`
and `examples` (`row`, its key, and the cells looked at).
"""

from __future__ import annotations

import gc
import json
import math
import os
import pickle
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

QUIET = {"GX_ANALYTICS_ENABLED": "False", "TQDM_DISABLE": "1", "PYTHONWARNINGS": "ignore"}
"""Environment under which nothing is sent and nothing is drawn."""
_EXAMPLES = 5


def run(jobs: Sequence[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Answer every job. Sends nothing: analytics are off, and the context lives in memory only."""
    os.environ.update(QUIET)
    warnings.simplefilter("ignore")  # of the libraries below; the parent looks at what comes out
    return [_job(job) for job in jobs]


def _job(job: Mapping[str, Any]) -> list[dict[str, Any]]:
    import great_expectations as gx
    import pandas as pd
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    site = _docs(context, job["docs"]) if job.get("docs") else None
    source = context.data_sources.add_pandas("dataset")
    answers: dict[int, dict[str, Any]] = {}
    wanted = list(enumerate(job["expectations"]))
    for table in dict.fromkeys(entry["table"] for _, entry in wanted):
        mine = {number: entry for number, entry in wanted if entry["table"] == table}
        batch = source.add_dataframe_asset(name=table).add_batch_definition_whole_dataframe("all")
        frame = pd.DataFrame(dict(job["tables"][table]))
        answers |= _checked(context, batch, frame, table, job["keys"][table], mine)
    if site:
        context.build_data_docs(site_names=[site])
    return [answers[number] for number, _ in wanted]


def _checked(
    context: Any, batch: Any, frame: Any, name: str, key: str, entries: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Answers of one checkpoint; when it fails as a whole, of one for each expectation, to name the culprit."""
    import great_expectations as gx

    expectations, answers = _built(entries)
    if not expectations:
        return answers
    suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=list(expectations.values())))
    validation = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
    form = {"result_format": "SUMMARY", "unexpected_index_column_names": [key], "partial_unexpected_count": _EXAMPLES}
    checkpoint = context.checkpoints.add(gx.Checkpoint(name=name, validation_definitions=[validation], result_format=form))
    try:
        results = checkpoint.run(batch_parameters={"dataframe": frame})
    except Exception as error:  # noqa: BLE001 - one that it cannot run makes a checkpoint fail
        if len(expectations) == 1:
            return answers | dict.fromkeys(expectations, _failed(error, invalid=False))
        for number in expectations:
            answers |= _checked(context, batch, frame, f"{name}-{number}", key, {number: entries[number]})
        return answers
    found = [result for run in results.run_results.values() for result in run.results]
    return answers | {int(result.expectation_config.meta["number"]): _answer(result, key) for result in found}


def _built(entries: Mapping[int, Mapping[str, Any]]) -> tuple[dict[int, Any], dict[int, dict[str, Any]]]:
    """Expectations that Great Expectations knows and can build; and answers for those that it cannot."""
    from great_expectations.expectations.registry import get_expectation_impl

    good: dict[int, Any] = {}
    bad: dict[int, dict[str, Any]] = {}
    for number, entry in entries.items():
        try:
            kind = get_expectation_impl(entry["type"])
            good[number] = kind(**entry["kwargs"], severity=entry["severity"], meta={"number": number})
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the suite's author must mend it
            bad[number] = _failed(error, invalid=True)
    return good, bad


def _failed(error: Exception, *, invalid: bool) -> dict[str, Any]:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return {"success": False, "raised": " ".join(lines[:3])[:300] or type(error).__name__, "invalid": invalid}


def _answer(result: Any, key: str) -> dict[str, Any]:
    found = result.result or {}
    rows = found.get("partial_unexpected_index_list") or []
    return {
        "success": bool(result.success),
        "raised": _raised(result.exception_info),
        "invalid": False,
        "observed": _plain(found.get("observed_value")),
        "elements": found.get("element_count"),
        "unexpected": found.get("unexpected_count"),
        "examples": [_plain({"row": row.get(key), **row}) for row in rows[:_EXAMPLES]],
    }


def _raised(info: Any) -> str | None:
    """The first message of an exception, if any expectation met one: the form differs by how far the expectation came."""
    entries = [info] if "raised_exception" in (info or {}) else list((info or {}).values())
    messages = [entry.get("exception_message") for entry in entries if isinstance(entry, dict) and entry.get("raised_exception")]
    return str(messages[0]).splitlines()[0][:300] if messages else None


def _plain(value: Any) -> Any:
    """As JSON can hold it: finite numbers, texts, lists and objects."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(part) for part in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def _docs(context: Any, folder: str) -> str:
    """A site of Data Docs in a folder."""
    store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(Path(folder).resolve())}
    context.add_data_docs_site(
        "docs", {"class_name": "SiteBuilder", "store_backend": store, "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"}}
    )
    return "docs"


def main() -> None:
    """Serve one list of jobs."""
    os.environ.update(QUIET)
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not stand in the answers
        gc.disable()  # modules make no garbage worth a search, which takes a tenth of the import
        import great_expectations  # noqa: F401 - now, while the parent is at work

        jobs = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the parent, which wrote it
        json.dump(run(jobs), answers)


if __name__ == "__main__":
    main()
