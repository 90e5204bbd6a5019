"""A sign of life for work that takes more than a second: one line on a terminal's standard error, gone when the work is done."""

from __future__ import annotations

import sys
from threading import Event, Thread
from time import monotonic
from typing import TextIO

_PATIENCE = 1.0
_CLEAR = "\r\x1b[K"


class Progress:
    """The line, from `start` to `stop`; nothing at all where standard error is no terminal."""

    def __init__(self, stream: TextIO | None = None, patience: float = _PATIENCE) -> None:
        self._stream = stream or sys.stderr
        self._patience = patience
        self._done = Event()
        self._thread: Thread | None = None

    def start(self, label: str) -> None:
        """Show `label` and the seconds so far, once it has taken long enough."""
        if self._stream is not None and self._stream.isatty():
            self._done = Event()
            self._thread = Thread(target=self._tell, args=(label, self._done), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Take the line away, so that something else can be printed."""
        self._done.set()
        if self._thread:
            self._thread.join()
            self._thread = None

    def _tell(self, label: str, done: Event) -> None:
        started = monotonic()
        shown = False
        while not done.wait(self._patience):
            self._stream.write(f"{_CLEAR}{label} … {monotonic() - started:.0f} s")
            self._stream.flush()
            shown = True
        if shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
