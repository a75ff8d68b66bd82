"""The benchmark of growth: `make bench-corpus` builds generated corpora of 10, 100 and 1,000 articles.

Belongs here: making the corpora, timing a whole `ktw build` of each, and telling how the work grows. Does not belong
here: any assertion, for times on a shared machine are no test, and the corpora themselves (`tools.corpus`).

Seconds of processors count all processes of a build; memory is the largest resident set of one of them. The exponent
tells how the seconds grow with the articles: 1 is in proportion. Stages are told in seconds of the clock, as the build
prints them, for they share processes.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import STAGES, stage_seconds
from tools import corpus

ARTICLES: Final = (10, 100, 1000)


def main() -> None:
    """Builds each corpus in a process of its own, so that work and memory are those of one build."""
    sizes = [int(size) for size in sys.argv[1:]] or list(ARTICLES)
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="ktw-bench-") as folder:
            corpus.write(corpus.generate(size), Path(folder) / "sources")
            seconds = _build(size, Path(folder))
        if before:
            growth = math.log(seconds / before[1]) / math.log(size / before[0])
            print(f"{'':>6}  exponent of growth from {before[0]} articles: {growth:.2f}", flush=True)
        before = (size, seconds)


def _build(size: int, folder: Path) -> float:
    """Prints a line for the build and one for its stages; returns the seconds of processors."""
    own = {"KTW_SOURCES_DIR": str(folder / "sources"), "KTW_DATA_DIR": str(folder / "data")}
    command = [str(Path(sys.executable).with_name("ktw")), "build"]
    with (folder / "progress").open("w+", encoding="utf-8") as progress:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=os.environ | own, stdout=progress, stderr=subprocess.STDOUT, text=True
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        progress.seek(0)
        told = progress.read()
    if process.returncode:
        sys.exit(told)
    worked = used.ru_utime + used.ru_stime
    peak = max(used.ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024**2
    print(f"{size:>6} articles: {worked:.1f} s of processors, peak {peak:.2f} GB", flush=True)
    ends = stage_seconds(told)
    start = 0.0
    for stage in STAGES:
        if stage in ends:
            print(f"{'':>6}  {stage:<14} {ends[stage] - start:6.1f} s of the clock", flush=True)
            start = ends[stage]
    return worked


if __name__ == "__main__":
    main()
