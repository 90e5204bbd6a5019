"""Print the measurements: `python -m tests.bench [help|seeds|release|tables|anchors|base|extract] ...`, all of them without an argument.

`python -m tests.bench score [FOLDER]` measures the extractor instead, see `score`.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.generate import write

ROOT = Path(__file__).resolve().parents[2]
VALIDATE = [sys.executable, "-c", "from checks.cli import main; main()"]
TEXT_RULES = "ANC,CIT007,CIT014,XDC010"


class Cost(NamedTuple):
    """Of one process: wall and CPU seconds, peak memory in MB."""

    wall: float
    cpu: float
    peak: float


def cost(command: list[str]) -> Cost:
    """Run a command, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    message = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} failed with {process.returncode}: {message.decode()[-500:]}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, ours: list[str], theirs: list[str], runs: int) -> Cost:
    """Run two commands in turn; print medians and the ratios of pairs."""
    pairs = [(cost(ours), cost(theirs)) for _ in range(runs + 1)][1:]
    ratio = {field: statistics.median(getattr(a, field) / getattr(b, field) for a, b in pairs) for field in Cost._fields}
    a, b = (Cost(*(statistics.median(column) for column in zip(*side, strict=True))) for side in zip(*pairs, strict=True))
    print(f"{name}: wall {a.wall:.2f} s / {b.wall:.2f} s = {ratio['wall']:.2f}x, CPU {a.cpu:.2f} / {b.cpu:.2f} = {ratio['cpu']:.2f}x, "
          f"peak {a.peak:.0f} / {b.peak:.0f} MB", flush=True)  # fmt: skip
    return a


def bench_help() -> None:
    """Against the import of click."""
    compare("validate --help / import click", [*VALIDATE, "--help"], [sys.executable, "-c", "import click"], 9)


def bench_seeds() -> None:
    """Against the import of pandera."""
    command = [*VALIDATE, "--fast", "datasets/syria"]
    compare("validate --fast datasets/syria / import pandera.polars", command, [sys.executable, "-c", "import pandera.polars"], 5)


def bench_release() -> None:
    """A full run, expectations and all, nothing kept from the last run, against the import of Great Expectations."""
    with tempfile.TemporaryDirectory() as folder:
        ours = ["sh", "-c", 'XDG_CACHE_HOME=$(mktemp -d -p "$0") exec "$@"', folder, *VALIDATE, "datasets/syria"]
        compare("validate datasets/syria / import great_expectations", ours, [sys.executable, "-c", "import great_expectations"], 3)


def bench_tables() -> None:
    """All schemas and table rules against ten bare checks, and growth with size."""
    costs = {}
    with tempfile.TemporaryDirectory() as folder:
        for n in (10_000, 100_000, 1_000_000):
            data = write(Path(folder) / str(n), n)
            ours = [*VALIDATE, "--ignore", TEXT_RULES, str(data)]
            floor = [sys.executable, str(Path(__file__).parent / "floor.py"), str(data)]
            costs[n] = compare(f"{n:,} claims, all schemas and table rules / ten bare checks", ours, floor, 3 if n == 1_000_000 else 5)
    start = costs[10_000].cpu
    growth = math.log10((costs[1_000_000].cpu - start) / (costs[100_000].cpu - start))
    print(f"growth from 100,000 to 1,000,000 claims, start-up taken off: n^{growth:.2f}")


def bench_anchors() -> None:
    """Anchoring and number reading over documents of 8 kB."""
    import polars as pl

    from checks.dataset import read_dataset
    from checks.numbers import readings
    from checks.text import anchors

    with tempfile.TemporaryDirectory() as folder:
        for documents in (2_000, 20_000):
            data = read_dataset(write(Path(folder) / str(documents), documents * 50, texts=8_000))
            claims, texts = data.tables["claims"].lazy(), data.texts.lazy()
            started, used = time.perf_counter(), time.process_time()
            found, read = pl.collect_all([anchors(claims, texts), readings(claims)])
            wall, cpu = (len(found) / spent for spent in (time.perf_counter() - started, time.process_time() - used))
            grades = dict(found.group_by("grade").len().iter_rows())
            speed = f"{documents:,} documents, {len(found):,} claims: {wall:,.0f} claims a second, {cpu:,.0f} a CPU second"
            print(f"{speed} ({grades}, {len(read):,} figures read)", flush=True)


def bench_extract() -> None:
    """Throughput of extraction beside two peers, and texts made to be slow."""
    from tests.bench.extraction import main

    main()


EDITS = {
    "documents": "all claims of one document in a hundred: a note",
    "scattered": "claims here and there: a note",
    "speakers": "claims here and there: who says it, so that rules about documents look at all claims of those documents",
}
"""What is changed for the worse besides: the figure of one changed claim in a hundred."""


def bench_base() -> None:
    """--base with one claim in a hundred changed against the full run: the same checks, whole processes.

    Both read the dataset and its documents (50 claims each, as they were) and write the same reports; --base reads the claims of the
    base, too, through git. The checks that read documents anew are tried on fewer.
    """
    for n, left_out in ((1_000_000, ["--fast"]), (100_000, ["--ignore", "EXP"])):
        with tempfile.TemporaryDirectory() as folder:
            data = write(Path(folder) / "data", n, texts=8_000)
            git = ["git", "-C", str(data), "-c", "user.name=bench", "-c", "user.email=bench@int"]
            for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
                subprocess.run([*git, *command], check=True)
            for where, what in EDITS.items():
                edit(data, where)
                full, ours = (
                    cost([*VALIDATE, *left_out, *base, "--report", f"json={folder}/out.json", str(data)])
                    for base in ([], ["--base", "HEAD"])
                )
                print(f"{n:,} claims, {' '.join(left_out)}, 1 % changed ({what}), --base / full: "
                      f"wall {ours.wall:.1f} s / {full.wall:.1f} s = {ours.wall / full.wall:.2f}x, "
                      f"CPU {ours.cpu:.1f} / {full.cpu:.1f} = {ours.cpu / full.cpu:.2f}x, "
                      f"peak {ours.peak:.0f} / {full.peak:.0f} MB", flush=True)  # fmt: skip


def edit(data: Path, where: str) -> None:
    """Change a hundredth of the claims, see EDITS."""
    import polars as pl

    subprocess.run(["git", "-C", str(data), "checkout", "-q", "claims.parquet"], check=True)
    row = pl.int_range(pl.len())
    hit = row // 50 % 100 == 7 if where == "documents" else row.hash(99) % 100 == 0
    worse = hit & (row.hash(98) % 100 == 0)
    wrong = (pl.col("best").cast(pl.Int64) + 1).cast(pl.String)
    other = pl.format("s{}", row.hash(97) % 300) if where == "speakers" else "asserted_by"
    claims = pl.read_parquet(data / "claims.parquet").with_columns(
        note=pl.when(hit).then(pl.lit("read again")), best=pl.when(worse).then(wrong).otherwise("best"),
        asserted_by=pl.when(hit).then(other).otherwise("asserted_by"),
    )  # fmt: skip
    claims.write_parquet(data / "claims.parquet")


if __name__ == "__main__":
    if sys.argv[1:2] == ["score"]:
        from tests.bench.score import main

        main(sys.argv[2:])
        raise SystemExit
    for name in sys.argv[1:] or ("help", "seeds", "release", "tables", "anchors", "base", "extract"):
        globals()[f"bench_{name}"]()
