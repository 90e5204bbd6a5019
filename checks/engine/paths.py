"""What the paths of a command line mean: datasets, or documents that lie in none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from checks.capture import SUFFIXES, is_document
from checks.config import FILE
from checks.dataset import owns
from checks.errors import UsageError
from checks.load import READERS


def targets(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The dataset folders and the bare documents that paths mean.

    A path is a dataset, a folder of datasets, a file below a dataset, or a document that lies in none; no path means ./datasets.
    """
    if not paths:
        return sorted(file.parent for file in Path("datasets").glob(f"*/{FILE}")), []
    found: dict[Path, Path] = {}
    documents: dict[Path, Path] = {}
    for path in paths:
        if not os.path.exists(path):  # Path.exists raises for some paths that cannot exist
            raise UsageError(f"{path}: no such file or folder; give a dataset, a folder of datasets, a file of one, or a document")
        for folder in (meant := _meant(path)):
            found.setdefault(folder.resolve(), folder)
        if not meant:
            documents.setdefault(path.resolve(), path)
    return _named(found), list(documents.values())


def _named(found: dict[Path, Path]) -> list[Path]:
    """Dataset folders, none of which shares its name with another."""
    named: dict[str, Path] = {}
    for resolved, folder in found.items():
        if (twin := named.setdefault(resolved.name, folder)) is not folder:
            raise UsageError(f"two datasets are called {resolved.name}: {twin} and {folder}; rename one, or check them one by one")
    return list(found.values())


def _meant(path: Path) -> list[Path]:
    """The datasets that a path means; none when it is a document of its own."""
    if os.path.isfile(path):
        for parent in path.resolve().parents:
            if _is_dataset(parent):
                folder = path.parent if parent == path.parent.resolve() else parent
                if is_document(path) and not owns(folder, path):
                    raise UsageError(f"{path}: is in no row of documents; add it with: validate extract {path} --into {folder}")
                return [folder]
        if is_document(path):
            return []
        known = ", ".join(SUFFIXES)
        raise UsageError(f"{path}: is neither of a dataset nor a document ({known}); give a folder that holds claims and documents")
    below = sorted(file.parent for file in path.glob(f"*/{FILE}"))
    return below if below and not _is_dataset(path) else [path]


def _is_dataset(folder: Path) -> bool:
    return any(os.path.isfile(folder / name) for name in (FILE, *(f"claims{suffix}" for suffix in READERS)))


def datasets(paths: Sequence[Path]) -> list[Path]:
    """The dataset folders alone. Raises UsageError for a document that lies in none."""
    folders, documents = targets(paths)
    if documents:
        raise UsageError(f"{documents[0]}: belongs to no dataset; give a folder that holds claims and documents")
    return folders
