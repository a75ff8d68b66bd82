"""Growth on the year and runs of its direction with several engines, side by side on the same rows.

Belongs here: running the programs of `tools/peers/`, each in a process of its own, and printing a table. Does not
belong here: any of the programs.

polars is fetched into an environment that uv keeps, for nothing else needs it; Spark runs if `make spark-env` installed
it; pandas only where the rows fit into memory. Memory is the most that the process and those that it started held at
once, pages of files included. Lines are those of a program and its SQL, without empty ones and comments.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from korea_trade.warehouse.settings import DBT_PROJECT, PROJECT
from tools import customs_detail

_PEERS: Final = Path(__file__).with_name("peers")
_SPARK: Final = PROJECT / "engines" / "spark" / ".venv" / "bin" / "python"
_POLARS: Final = ["--quiet", "run", "--no-project", "--with", "polars==2.1.0", "python"]
_FITS_PANDAS: Final = 20_000_000


@dataclass(frozen=True)
class _Peer:
    """An engine, the program that starts Python with it, and the files of its code."""

    name: str
    python: Sequence[str | Path]
    code: Sequence[Path]


_ALL: Final = (
    _Peer(
        "ours",
        [sys.executable, "-m", "tools.peers.ours"],
        [_PEERS / "ours.py", DBT_PROJECT / "models/customs/customs_month.sql"],
    ),
    _Peer("polars, streaming", [PROJECT / ".venv-uv" / "bin" / "uv", *_POLARS], [_PEERS / "with_polars.py"]),
    _Peer("DuckDB, obvious SQL", [sys.executable], [_PEERS / "with_duckdb.py", _PEERS / "obvious.sql"]),
    _Peer("Spark, the same SQL", [_SPARK], [_PEERS / "with_spark.py", _PEERS / "obvious.sql"]),
    _Peer("pandas", [sys.executable], [_PEERS / "with_pandas.py"]),
)


@click.command()
@click.option("--rows", default=10_000_000, show_default=True, help="Rows of detail to make, about.")
@click.option("--months", default=240, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to make them; taken if it is there.")
def main(rows: int, months: int, folder: Path | None) -> None:
    """Print a table of seconds, memory and lines of code, and whether all gave the same answer."""
    with tempfile.TemporaryDirectory(prefix="ktw-peers-") as temporary:
        place = folder or Path(temporary) / "detail"
        if not place.exists():
            customs_detail.make(place, months=months, codes=max(1, round(rows / months / 380)), partners=200)
        print(
            "| Engine | Seconds | Seconds of processors | Memory, GB | Lines | Answer |\n|---|---:|---:|---:|---:|---|"
        )
        for peer in _ALL:
            print(_row(peer, place, rows), flush=True)


def _row(peer: _Peer, place: Path, rows: int) -> str:
    if peer.name == "pandas" and rows > _FITS_PANDAS:
        return f"| {peer.name} | does not fit into memory | | | {_lines(peer)} | |"
    if not Path(peer.python[0]).exists():
        return f"| {peer.name} | not installed | | | {_lines(peer)} | |"
    program = [] if "-m" in peer.python else [peer.code[0]]
    started, most, processors = time.perf_counter(), 0, dict[str, float]()
    with subprocess.Popen(
        [*peer.python, *program, place],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        while process.poll() is None:
            held = 0
            for number, seconds, resident in _of_session(process.pid):
                processors[number] = seconds
                held += resident
            most = max(most, held)
            time.sleep(0.1)
        assert process.stdout is not None  # it is a pipe
        answer = process.stdout.read().strip()
    clock = time.perf_counter() - started
    return (
        f"| {peer.name} | {clock:.1f} | {sum(processors.values()):.1f} | {most / 1024**3:.1f} "
        f"| {_lines(peer)} | {answer or 'none: it failed'} |"
    )


def _of_session(leader: int) -> Iterator[tuple[str, float, int]]:
    """The processes of a session: number, seconds of processors and resident bytes of each."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            fields = stat.read_text(encoding="utf-8").rpartition(") ")[2].split()
            if int(fields[3]) == leader:
                ticks = int(fields[11]) + int(fields[12])
                yield stat.parent.name, ticks / os.sysconf("SC_CLK_TCK"), int(fields[21]) * os.sysconf("SC_PAGE_SIZE")


def _lines(peer: _Peer) -> int:
    lines = [line.strip() for path in peer.code for line in path.read_text(encoding="utf-8").splitlines()]
    return sum(bool(line) and not line.startswith(("#", "--", '"""')) for line in lines)


if __name__ == "__main__":
    main()
