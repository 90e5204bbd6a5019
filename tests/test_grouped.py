"""Tolls of one event in documents that nobody has coded: a headline and its text, and documents given together."""

from pathlib import Path

import pytest

from checks.engine.check import Options, check

DAY = "on 16 August 2015"
TOLD = "An air strike on a market in Douma, near Damascus, killed 96 people on 16 August 2015, the Observatory said."


def found(folder: Path, *texts: str) -> list[str]:
    """The codes of what contradicts in documents given together, each a headline and a text."""
    paths = []
    for number, text in enumerate(texts):
        head, _, body = text.partition(" / ")
        paths.append(folder / f"report-{number}.txt")
        paths[-1].write_text(f"{head}\n\nPublished 2{number} August 2015\n\n{body} Planes came back.\n", encoding="utf-8")
    return [one.code for one in check(paths, Options(select=("NUM", "XDC"))).findings]


@pytest.mark.parametrize(
    "other",
    [
        f"Aid groups mourn / The air strike on the market in Douma {DAY} killed 111 people.",
        "Aid groups mourn / The 16 August air strike on the Douma market killed 111 people, according to rescue workers.",
        f"A week on / Warplanes bombed the Douma market {DAY}, killing 111 people.",
    ],
)
def test_two_documents_that_contradict_each_other(tmp_path: Path, other: str) -> None:
    assert found(tmp_path, f"News / {TOLD}", other) == found(tmp_path, other, f"News / {TOLD}") == ["XDC001"]


@pytest.mark.parametrize(
    "other",
    [
        f"News / The air strike on the market in Douma {DAY} killed at least 90 people.",
        f"News / The air strike on the market in Homs {DAY} killed 111 people.",
        f"News / The air strike on the hospital in Douma {DAY} killed 111 people.",
        "News / The air strike on the market in Douma on 18 August 2015 killed 111 people.",
        "News / The air strike on the market in Douma killed 111 people.",
        "News / The 16 August 2015 air strike on the market killed 111 people. It was a hot day.",
        f"News / The air strike on the market in Douma {DAY} wounded 111 people.",
        f"News / Another air strike on the market in Douma {DAY} killed 111 people.",
        f"News / The toll of the air strike on the market in Douma {DAY} has risen to 111 people.",
        f"News / The army said the strike on the market in Douma {DAY} killed 40 people. "
        f"The rebels said the strike on the market in Douma {DAY} killed 150 people.",
    ],
)
def test_two_documents_that_do_not(tmp_path: Path, other: str) -> None:
    assert found(tmp_path, f"News / {TOLD}", other) == found(tmp_path, other, f"News / {TOLD}") == []


def test_a_headline_that_contradicts_its_text(tmp_path: Path) -> None:
    assert found(tmp_path, f"Strike on Douma market kills 120 / {TOLD}") == ["NUM012"]
    assert found(tmp_path, f"Strike on Douma market kills 96 / {TOLD}") == []
    assert found(tmp_path, f"Strike on Homs market kills 120 / {TOLD}") == []


def test_a_headline_is_cited_by_what_its_text_cites(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(f"Strike on Douma market kills 96\n\nPublished 20 August 2015\n\n{TOLD}\n", encoding="utf-8")
    assert [one.code for one in check([path], Options(select=("CIT001",))).findings] == []
