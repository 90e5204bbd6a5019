"""A small dataset on disk, and the command line in this process."""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from checks.cli import main

os.environ.pop("COLUMNS", None)  # a runner's own width must not wrap what tests look for
settings.register_profile("shared machines", deadline=None)
settings.load_profile("shared machines")

TEXT = "On 4 May 2017, three soldiers were killed near the bridge, the ministry said.\n"
CLAIM = (
    'd1.killed,d1,"three soldiers were killed near the bridge",killed,three,eq,3,soldiers,2017-05-04,stated,ministry,reported,bridge,strike'
)


HEADER = "claim_id,document_id,quote,measure,value_text,comparator,best,population,date,date_basis,asserted_by,modality,place,event_id\n"


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache folder of the tests' own, so that they neither read nor fill the user's."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def validate(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Run `validate` with arguments."""

    def run(*arguments: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["validate", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        return Answer(int(str(code or 0)), out, err)

    return run


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """One document, one sound and cited claim."""
    folder = tmp_path / "small"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "d1.txt").write_bytes(TEXT.encode())
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    files = {
        "dataset.toml": 'title = "A small one"\ndocuments = "texts"\n',
        "documents.csv": f"document_id,path,title,date_published,sha256,held\nd1,d1.txt,A report,2017-05-06,{digest},full\n",
        "sources.csv": "source_id,name,type\nministry,The ministry,government\n",
        "claims.csv": HEADER
        + CLAIM + "\n",
        "entities.csv": "entity_id,kind,name\nbridge,place,The bridge\n",
        "events.csv": "event_id,label,type\nstrike,A strike,attack\n",
        "citations.csv": "citation_id,claim_id,kind,quote,target,source_id\n"
        "d1.c-ministry,d1.killed,reference,the ministry said,https://ministry.gov/7,ministry\n",
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder
