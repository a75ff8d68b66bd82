"""The benchmark: the whole `ktw build` against a bare `dbt build` of the same models on the same raw data.

Belongs here: timing both sides in turn in one session and printing the ratio of their medians as the last line. Does
not belong here: any assertion; times on a shared machine are no test.

Both sides are what a person would type, each a fresh process with its caches warm: dbt with its partial parse, `ktw`
with its parsed manifest. Before each build of ours one note in a copy of the sources changes, so that there is
something to build, and a release to publish. Unit tests are left out on both sides.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from korea_trade.warehouse.settings import DBT_PROJECT, PROJECT, Settings

ROUNDS = 5
# A line of progress: the seconds since the start, and the stage that ended.
_PROGRESS = re.compile(r"^ *(\d+\.\d) s  (\S+(?: \d)?) ", re.MULTILINE)


def main() -> None:
    """Prints the seconds of each round and the ratio of the medians."""
    programs = Path(sys.executable).parent
    with tempfile.TemporaryDirectory(prefix="ktw-bench-") as folder:
        settings = Settings(sources=Path(folder) / "sources", data=Path(folder) / "data")
        shutil.copytree(PROJECT / "sources", settings.sources)
        environment = os.environ | settings.environment()
        ktw = [str(programs / "ktw"), "build"]
        _seconds(ktw, environment)
        dbt_environment = environment | {
            "KTW_BUILD_DB": str(settings.data / "bare.duckdb"),
            "DBT_TARGET_PATH": str(settings.data / "bare"),
            "DBT_LOG_PATH": str(settings.data / "bare"),
        }
        shutil.copyfile(settings.build_database, dbt_environment["KTW_BUILD_DB"])
        dbt = [str(programs / "dbt"), "--quiet", "build", "--exclude-resource-type", "unit_test"]
        _seconds(dbt, dbt_environment)
        ours, bare, stages = [], [], []
        for round_number in range(1, ROUNDS + 1):
            _change(settings.sources / "trade_totals.csv", round_number)
            started = time.perf_counter()
            stages.append(_stages(ktw, environment))
            ours.append(time.perf_counter() - started)
            bare.append(_seconds(dbt, dbt_environment))
            print(f"round {round_number}: ktw build {ours[-1]:.1f} s, dbt build {bare[-1]:.1f} s", flush=True)
        unchanged = [_seconds(ktw, environment) for _ in range(ROUNDS)]
    print("\n| Stage | Seconds (median) |\n|---|---:|")
    for stage in stages[0]:
        print(f"| {stage} | {statistics.median(one[stage] for one in stages):.1f} |")
    print(f"\nnothing changed: ktw build {statistics.median(unchanged):.2f} s")
    print(f"medians: ktw build {statistics.median(ours):.1f} s, dbt build {statistics.median(bare):.1f} s")
    print(f"ratio {statistics.median(ours) / statistics.median(bare):.2f}")


def _stages(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """The seconds of each stage of one build, from the times that it prints beside them."""
    started = time.perf_counter()
    outcome = subprocess.run(command, cwd=DBT_PROJECT, env=environment, check=True, capture_output=True, text=True)
    whole = time.perf_counter() - started
    ends = {stage: float(seconds) for seconds, stage in _PROGRESS.findall(outcome.stderr)}
    seconds = {stage: end - before for (stage, end), before in zip(ends.items(), [0.0, *ends.values()], strict=False)}
    loading = {"loading, ingest": seconds.pop("start") + seconds.pop("ingest")}
    return loading | seconds | {"start and end of the process": whole - max(ends.values())}


def _change(source: Path, round_number: int) -> None:
    """Writes another note on the last row."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[-1]["note"] = f"round {round_number} of the benchmark"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=DBT_PROJECT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
