"""Progress is for terminals, for long work, and leaves no trace."""

import io
import time

from checks.cli.progress import Progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_long_work_is_told_and_the_line_is_taken_away() -> None:
    screen = Screen()
    progress = Progress(screen, patience=0.01)
    progress.start("checking")
    while "checking" not in screen.getvalue():
        time.sleep(0.01)
    progress.stop()
    assert screen.getvalue().endswith("\r\x1b[K")
    progress.stop()


def test_short_work_and_pipes_see_nothing() -> None:
    screen, pipe = Screen(), io.StringIO()
    for stream, patience in ((screen, 60), (pipe, 0.001)):
        progress = Progress(stream, patience)
        progress.start("checking")
        time.sleep(0.02)
        progress.stop()
        assert stream.getvalue() == ""
