"""Golden files: what a run printed when a person last looked at it. `GOLDEN=write pytest` writes them anew, for review in the diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, text: str) -> None:
    """Compare with the golden file, or write it when asked to."""
    path = FOLDER / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; look, then GOLDEN=write pytest"
