"""A page of styled lines for a terminal: wrapped as they come, rendered once, since rich is slow by the line."""

from __future__ import annotations

import io

Part = str | tuple[str, str]
"""Plain text, or text and its rich style."""


class TerminalPage:
    """Lines for a terminal of `width` columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lines: list[list[Part]] = []

    def line(self, *parts: Part, indent: int = 0, cut: bool = False) -> None:
        """One line of plain and styled parts, wrapped at blanks to the width, or cut to it."""
        pieces = [(part, "") if isinstance(part, str) else part for part in parts]
        text = "".join(piece for piece, _ in pieces)
        room = max(20, self.width - indent)
        if len(text) <= room:
            self._lines.append([" " * indent, *parts])
            return
        for start, end in [(0, room - 1)] if cut else breaks(text, room):
            row: list[Part] = [" " * indent, *between(pieces, start, end)]
            self._lines.append([*row, "…"] if cut else row)

    def rule(self) -> None:
        """A line across the page."""
        self.line(("─" * self.width, "dim"))

    def render(self, interactive: bool) -> str:
        """Everything so far; escapes only when `interactive` (and colour only if NO_COLOR is not set)."""
        if not interactive:
            plain = ("".join(part if isinstance(part, str) else part[0] for part in line) for line in self._lines)
            return "".join(f"{line.rstrip()}\n" for line in plain)
        from rich.console import Console
        from rich.text import Text

        page = Text.assemble(*(part for line in self._lines for part in (*line, "\n")), end="")
        stream = io.StringIO()
        console = Console(file=stream, force_terminal=True, width=self.width, highlight=False, emoji=False, markup=False)
        console.print(page, soft_wrap=True, end="")
        return stream.getvalue()


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where to cut a text so that each piece fits, at blanks where there are any."""
    pieces, start = [], 0
    while len(text) - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        end = blank if blank > start else start + width
        pieces.append((start, end))
        start = end + (blank > start)
    return [*pieces, (start, len(text))]


def between(pieces: list[tuple[str, str]], start: int, end: int) -> list[Part]:
    """The parts of styled pieces that lie between two offsets of their text."""
    found: list[Part] = []
    at = 0
    for text, style in pieces:
        part = text[max(0, start - at) : max(0, end - at)]
        if part:
            found.append((part, style) if style else part)
        at += len(text)
    return found
