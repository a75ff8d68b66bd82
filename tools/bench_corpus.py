"""The benchmark of growth: `make bench-corpus` builds generated corpora of 10, 100 and 1,000 articles.

Belongs here: making the corpora, measuring each stage of a whole `ktw build`, and telling how the work grows. Does not
belong here: any assertion, for times on a shared machine are no test, and the corpora themselves (`tools.corpus`).

A stage is measured when the build says that it has ended: the seconds of processors of all processes of the build, and
the largest resident set of one of them since the stage before. Both are Linux's own counts, in `/proc`. The exponent
tells how the seconds grow with the articles: 1 is in proportion.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import stage_of
from tools import corpus

ARTICLES: Final = (10, 100, 1000)
_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_REST: Final = "end"


@dataclass(frozen=True)
class Work:
    """Seconds of processors and the peak of resident memory in gigabytes."""

    seconds: float
    memory: float


def main() -> None:
    """Builds each corpus in a process of its own, so that work and memory are those of one build."""
    sizes = [int(size) for size in sys.argv[1:]] or list(ARTICLES)
    built: dict[int, Mapping[str, Work]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="ktw-bench-") as folder:
            corpus.write(corpus.generate(size), Path(folder) / "sources")
            built[size] = _build(Path(folder))
        whole = _whole(built[size])
        print(f"{size} articles: {whole.seconds:.1f} s of processors, peak {whole.memory:.2f} GB", flush=True)
    print("\n" + "\n".join(_table(built)))


def _build(folder: Path) -> Mapping[str, Work]:
    """The work of each stage of one build."""
    own = {"KTW_SOURCES_DIR": str(folder / "sources"), "KTW_DATA_DIR": str(folder / "data")}
    command = [str(Path(sys.executable).with_name("ktw")), "build"]
    stages: dict[str, Work] = {}
    told: list[str] = []
    before = 0.0
    with subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None  # asked for above
        for line in process.stderr:
            told.append(line)
            if name := stage_of(line):
                used = _used(process.pid)
                stages[name] = Work(used.seconds - before, used.memory)
                before = used.seconds
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit("".join(told))
    # A process that ends with the build, and for which nobody waits, is not in the count of the whole.
    stages[_REST] = Work(max(usage.ru_utime + usage.ru_stime - before, 0), 0)
    return stages


def _used(pid: int) -> Work:
    """What the process and those it started have used: processors so far, memory since this was asked last."""
    seconds, memory = 0.0, 0.0
    for each in _family(pid):
        try:
            # After the name, which may hold anything: user and system time, and those of the children that ended.
            fields = (_PROC / str(each) / "stat").read_text().rpartition(")")[2].split()
            status = (_PROC / str(each) / "status").read_text()
            (_PROC / str(each) / "clear_refs").write_text("5")
        except OSError:
            continue  # it has ended meanwhile, and counts as a child from now on
        seconds += sum(map(int, fields[11:15])) / _TICKS
        memory = max(memory, int(status.partition("VmHWM:")[2].split()[0]) / 1024**2)
    return Work(seconds, memory)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in (_PROC / str(pid) / "task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _whole(stages: Mapping[str, Work]) -> Work:
    return Work(sum(work.seconds for work in stages.values()), max(work.memory for work in stages.values()))


def _table(built: Mapping[int, Mapping[str, Work]]) -> Iterator[str]:
    """Markdown: a row a stage, with its work at each size and the exponent between the two largest."""
    sizes = list(built)
    yield f"| Stage | {' | '.join(f'{size:,} articles' for size in sizes)} | exponent |"
    yield f"|---|{'---:|' * (len(sizes) + 1)}"
    for name in built[sizes[-1]]:
        works = [built[size].get(name, Work(0, 0)) for size in sizes]
        yield f"| {name} | {' | '.join(map(_cell, works))} | {_exponent(sizes, works)} |"
    works = [_whole(built[size]) for size in sizes]
    yield f"| whole build | {' | '.join(map(_cell, works))} | {_exponent(sizes, works)} |"


def _cell(work: Work) -> str:
    return f"{work.seconds:.1f} s, {work.memory:.2f} GB" if work.memory else f"{work.seconds:.1f} s"


def _exponent(sizes: list[int], works: list[Work]) -> str:
    if len(sizes) < 2 or min(works[-1].seconds, works[-2].seconds) <= 0:
        return ""
    return f"{math.log(works[-1].seconds / works[-2].seconds) / math.log(sizes[-1] / sizes[-2]):.2f}"


if __name__ == "__main__":
    main()
