"""Answers of a suite that is unchanged, on tables and documents that are unchanged, kept in the user's cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from checks import __version__
from checks.errors import InputError
from checks.files import write_whole

if TYPE_CHECKING:
    from checks.expectations.release import Answers

_TODAY = "today"


def stamp(files: Iterable[Path], today: date | None) -> dict[str, str]:
    """What answers rest on: the bytes of files (tables, suite, dataset.toml, documents), our release, Great Expectations', and the day."""
    parts = {file.as_posix(): _digest(file) for file in sorted(files)}
    return parts | {"claim-checks": __version__, "great_expectations": _installed(), _TODAY: str(today or date.today())}


def recall(folder: Path) -> Answers | None:
    """The answers of the last run on a dataset folder, when nothing that they rest on has changed since."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(_place(folder).read_text(encoding="utf-8"))
        rests: Mapping[str, str] = kept["stamp"]
        here = {"claim-checks": __version__, "great_expectations": _installed()}
        files = {name: _digest(Path(name)) for name in rests if name not in (*here, _TODAY)}
        day = rests[_TODAY] if kept["fixed"] else str(date.today())
        if rests == files | here | {_TODAY: day} and kept["listed"] == listing(folder):
            answers: Answers = kept["answers"]
            return answers
    return None


def keep(folder: Path, files: Iterable[Path], today: date | None, answers: Answers) -> None:
    """Remember answers; a cache that cannot be written is no harm."""
    record = {"stamp": stamp(files, today), "fixed": today is not None, "listed": listing(folder), "answers": answers}
    with contextlib.suppress(InputError):
        write_whole(_place(folder), json.dumps(record))


def listing(folder: Path) -> list[str]:
    """The files of a dataset folder: a table that was added changes what is expected of."""
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith("."))


def _place(folder: Path) -> Path:
    import platformdirs

    name = hashlib.sha256(folder.resolve().as_posix().encode()).hexdigest()[:32]
    return platformdirs.user_cache_path("claim-checks", appauthor=False) / "expectations" / f"{name}.json"


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _installed() -> str:
    try:
        return version("great_expectations")
    except PackageNotFoundError:
        return ""
