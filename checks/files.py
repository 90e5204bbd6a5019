"""Files as plain files: what a device, a pipe or a link could do to a reader or a writer is refused before opening."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checks.errors import InputError

_KINDS = {
    stat.S_IFDIR: "a directory", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip


def present(path: Path, remedy: str = "put a file in its place") -> bool:
    """Whether a file lies there. Raises InputError for whatever else does, a link to nothing too, and for what cannot be looked at."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if os.path.lexists(path):
            raise InputError(path, "is a link to nothing", remedy) from None
        return False
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read ({why(error)})", "check the path and its permissions") from None
    if not stat.S_ISREG(mode):
        raise InputError(path, f"is {_kind(mode)}, not a file", remedy)
    return True


def read_whole(path: Path, most: int, remedy: str) -> bytes:
    """The bytes of a file. Raises InputError when it is not there, cannot be read or is larger than `most` bytes."""
    if not present(path):
        raise InputError(path, "is not there", "check the path")
    try:
        if path.stat().st_size > most:
            raise InputError(path, f"is larger than {most:,} bytes", remedy)
        return path.read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read ({why(error)})", "check the path and its permissions") from None


def check_target(path: Path) -> None:
    """Raises InputError when writing there would replace something that is no plain file."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be written ({why(error)})", "choose a folder that can be written") from None
    if not stat.S_ISREG(mode):
        raise InputError(path, f"is {_kind(mode)}, not a file", "name a new file, or one to replace")


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file by renaming a finished temporary file: a reader sees the old file or the new one, never half of either.

    Raises InputError when the place cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(path, f"cannot be written ({why(error)})", "choose a folder that can be written") from None


@contextmanager
def sole(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """No other run writes into the folder meanwhile, where the system has locks; `waiting` is called when another has to end first."""
    handle = _locked(folder, waiting)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path, waiting: Callable[[], None]) -> int | None:
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # a file system without locks
        pass
    return handle


SITE = ".claim-checks-site"
"""Marks a folder that we wrote, and lists its files: only such a folder is ever replaced."""


def check_folder(folder: Path) -> None:
    """Raises InputError when a folder cannot be written there whole: it holds what we did not write, or is no folder."""
    remedy = "name a new folder, or one that such a report was written to"
    try:
        if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
            raise InputError(folder, f"is {_kind(folder.lstat().st_mode)}" if folder.is_symlink() else "is not a folder", remedy)
        if not folder.is_dir():
            return
        if folder.resolve() == Path.cwd():
            raise InputError(folder, "is the current folder, which cannot be replaced", "name a folder in it")
        marker = folder / SITE
        ours = {SITE, *marker.read_text(encoding="utf-8").splitlines()} if marker.is_file() else set()
        there = folder.rglob("*") if ours else folder.iterdir()
        others = sorted(path.relative_to(folder).as_posix() for path in there if not ours or path.is_symlink() or not path.is_dir())
    except (OSError, ValueError) as error:
        raise InputError(folder, f"cannot be read ({why(error)})", "choose a folder that can be written") from None
    if strange := [name for name in others if name not in ours]:
        raise InputError(folder, f"holds {strange[0]!r}, which is no part of a report", remedy)


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write a folder of UTF-8 files by renaming a finished temporary one: a reader sees the old folder or the new one.

    Raises InputError as `check_folder` does, and when the place cannot be written.
    """
    check_folder(folder)
    temporary = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        for name, text in {**files, SITE: "".join(f"{name}\n" for name in sorted(files))}.items():
            path = temporary / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        if folder.is_dir():
            folder.rename(temporary / "old")
        (temporary / "new").rename(folder)
    except OSError as error:
        if temporary and (temporary / "old").is_dir() and not folder.exists():
            (temporary / "old").rename(folder)
        raise InputError(folder, f"cannot be written ({why(error)})", "choose a folder that can be written") from None
    finally:
        if temporary:
            shutil.rmtree(temporary, ignore_errors=True)


def why(error: Exception) -> str:
    """What the system says is wrong."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _kind(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "something else")
