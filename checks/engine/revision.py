"""A dataset as it was at a git revision, read through git as a checkout would write it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.config import FILE
from checks.dataset import Dataset, build, read_tables, read_texts, typed
from checks.errors import InputError, UsageError
from checks.lazy import pl
from checks.load import READERS
from checks.tables import OBLIGATORY

if TYPE_CHECKING:
    from polars import DataFrame


@dataclass(frozen=True)
class Revision:
    """A commit of a repository, and the files that were checked out of it for now. `name`: as the user gave it."""

    name: str
    commit: str
    root: Path
    folder: Path
    index: Path

    def git(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Run git on the commit's own index."""
        return _git(self.root, *arguments, given=given, index=self.index)

    def mirror(self, path: Path) -> Path:
        """Where a file of the repository is checked out to."""
        return self.folder / self.root.name / path.resolve().relative_to(self.root)

    def holds(self, path: Path) -> bool:
        """Whether a path lies in the repository."""
        return path.resolve().is_relative_to(self.root)

    def files(self, folder: Path) -> set[Path]:
        """Files of the commit under a folder, by where they would lie in the work tree."""
        listed = self.git("ls-files", "-z", "--", _literal(folder.resolve().relative_to(self.root)))
        return {self.root / os.fsdecode(name) for name in listed.split(b"\0") if name}

    def changed(self, folder: Path) -> set[Path]:
        """Files under a folder that the work tree does not have as the commit has them."""
        where = _literal(folder.resolve().relative_to(self.root))
        listed = _git(self.root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", self.commit, "--", where)
        return {self.root / os.fsdecode(name) for name in listed.split(b"\0") if name}

    def check_out(self, files: Sequence[Path]) -> None:
        """Write files of the commit into the mirror."""
        names = b"\0".join(os.fsencode(file.relative_to(self.root).as_posix()) for file in sorted(files))
        if names:
            self.git("checkout-index", "-q", "-f", "-z", "--stdin", f"--prefix={self.folder / self.root.name}/", given=names + b"\0")


@contextmanager
def revision(folder: Path, name: str) -> Iterator[Revision]:
    """The commit that a name means in the repository of a folder. Raises UsageError when there is none."""
    try:
        root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
    except UsageError as error:
        raise UsageError(f"revision {name}: {folder} is in no git repository that can be read ({error})") from None
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except UsageError:
        raise UsageError(f"revision {name}: the repository of {folder} has no such revision; fetch it, or name another") from None
    with tempfile.TemporaryDirectory(prefix="claim-checks-") as temporary:
        at = Revision(name, commit, root, Path(temporary), Path(temporary) / "index")
        at.git("read-tree", commit)
        yield at


def dataset_at(at: Revision, now: Dataset) -> Dataset | None:
    """The dataset at that revision; None when it did not exist. Tables and texts that are as they were are shared with `now`.

    Raises InputError, with the revision in the path, for what cannot be read.
    """
    folder = now.folder.resolve()
    own = _own(at, folder)
    if not {file.stem for file in own} >= set(OBLIGATORY):
        return None
    at.check_out([*own])
    mirror = at.mirror(folder)
    try:
        changed = at.changed(folder)
        same = {table: now.raw[table] for table, file in now.files.items() if file.resolve() in own - changed}
        config, raw, files = read_tables(mirror, same)
        then = build(now.name, mirror, config, raw, files, lambda documents: _texts(at, now, config.documents, documents, files))
    except InputError as error:
        raise UsageError(f"at {at.name}: {str(error).replace(f'{at.folder / at.root.name}/', '')}") from None
    return _sharing(then, now, same)


def tables_at(at: Revision, folder: Path) -> dict[str, DataFrame] | None:
    """The typed tables of a dataset folder at that revision; None when it held no dataset then."""
    where = folder.resolve()
    own = _own(at, where) if at.holds(where) else set()
    if not {file.stem for file in own} >= set(OBLIGATORY):
        return None
    at.check_out([*own])
    try:
        _, raw, _ = read_tables(at.mirror(where))
    except InputError as error:
        raise UsageError(f"at {at.name}: {str(error).replace(f'{at.folder / at.root.name}/', '')}") from None
    return {table: typed(table, frame) for table, frame in raw.items()}


def _own(at: Revision, folder: Path) -> set[Path]:
    """The files of a dataset folder: dataset.toml and whatever may be a table."""
    return {file for file in at.files(folder) if file.parent == folder and (file.name == FILE or file.suffix in READERS)}


def _sharing(then: Dataset, now: Dataset, same: dict[str, DataFrame]) -> Dataset:
    for table in same:
        then.tables[table] = now.tables[table]
    return then


def _texts(at: Revision, now: Dataset, documents: str, rows: DataFrame, files: dict[str, Path]) -> DataFrame:
    """Texts as they were: those of unchanged files are the texts of now, the others are checked out."""
    root = (now.folder / documents).resolve()
    table = files["documents"]
    if not at.holds(root):
        return read_texts(root, rows, table)
    there, changed = ({os.fspath(file) for file in files} for files in (at.files(root), at.changed(root)))
    now_root = os.fspath((now.folder / now.config.documents).resolve())
    paths = {os.path.normpath(f"{now_root}/{path}"): path for path in now.tables["documents"]["path"].drop_nulls()}
    wanted = {path: os.path.normpath(f"{root}/{path}") for path in rows["path"].drop_nulls() if "\0" not in path and ".." not in path}
    fresh = {path for path, file in wanted.items() if file in there and (file in changed or file not in paths)}
    at.check_out([Path(wanted[path]) for path in fresh])
    kept = {path: paths[file] for path, file in wanted.items() if file in there and path not in fresh}
    read = read_texts(at.mirror(root), rows.filter(pl.col("path").is_in(list(fresh))), table)
    old = pl.DataFrame({"path": list(kept), "now": list(kept.values())}, schema={"path": pl.String, "now": pl.String})
    known = now.tables["documents"].select("path", now_id="document_id").join(now.texts, left_on="now_id", right_on="document_id")
    same = rows.select("document_id", "path").join(old, on="path").join(known.unique("path"), left_on="now", right_on="path")
    return pl.concat([read, same.select(read.columns)])


def _literal(path: Path) -> str:
    return f":(top,literal){path.as_posix()}" if path.parts else ":(top)"


def _git(folder: Path, *arguments: str, given: bytes | None = None, index: Path | None = None) -> bytes:
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0"} | ({"GIT_INDEX_FILE": str(index)} if index else {})
    try:
        ran = subprocess.run(  # noqa: S603 - arguments are ours, a revision stands behind --end-of-options
            ["git", *arguments],  # noqa: S607 - the user's git
            cwd=folder, input=given, capture_output=True, check=False, env=environment,
        )  # fmt: skip
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(said[0] if said else f"git {arguments[0]} failed")
    return ran.stdout
