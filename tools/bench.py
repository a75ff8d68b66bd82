"""The benchmark: the whole `ktw build` against a bare `dbt build` of the same models on the same raw data.

Belongs here: timing both sides in turn in one session and printing the ratio of their medians as the last line. Does
not belong here: any assertion; times on a shared machine are no test.

Both sides are what a person would type, each a fresh process with its caches warm: dbt with its partial parse, `ktw`
with its parsed manifest. Before each build of ours one note in a copy of the sources changes, so that there is
something to build, and a release to publish. It is timed twice: of all, with nothing that an earlier build made, and of
what the change reaches. Unit tests are left out on both sides.
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
_ALL = "all"
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
        whole: list[dict[str, float]] = []
        reached: list[dict[str, float]] = []
        bare: list[float] = []
        for round_number in range(1, ROUNDS + 1):
            settings.build_database.unlink()
            shutil.rmtree(settings.drawings)
            for taken in (whole, reached):
                _change(settings.sources / "trade_totals.csv", f"{round_number} {taken is whole}")
                taken.append(_stages(ktw, environment))
            bare.append(_seconds(dbt, dbt_environment))
            ours = f"ktw build {whole[-1][_ALL]:.1f} s, after one note {reached[-1][_ALL]:.1f} s"
            print(f"round {round_number}: {ours}, dbt build {bare[-1]:.1f} s", flush=True)
        unchanged = [_seconds(ktw, environment) for _ in range(ROUNDS)]
    print("\n| Stage | Seconds of all (median) | After one note |\n|---|---:|---:|")
    for stage in whole[0]:
        print(f"| {stage} | {_median(whole, stage):.1f} | {_median(reached, stage):.1f} |")
    print(
        f"\nnothing changed: ktw build {statistics.median(unchanged):.2f} s, dbt build {statistics.median(bare):.1f} s"
    )
    print(f"after one note {_median(reached, _ALL) / _median(whole, _ALL):.2f} of a whole build")
    print(f"ratio {_median(whole, _ALL) / statistics.median(bare):.2f}")


def _median(rounds: list[dict[str, float]], stage: str) -> float:
    return statistics.median(one[stage] for one in rounds)


def _stages(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """The seconds of each stage of one build, from the times that it prints beside them."""
    started = time.perf_counter()
    outcome = subprocess.run(command, cwd=DBT_PROJECT, env=environment, check=True, capture_output=True, text=True)
    whole = time.perf_counter() - started
    ends = {stage: float(seconds) for seconds, stage in _PROGRESS.findall(outcome.stderr)}
    seconds = {stage: end - before for (stage, end), before in zip(ends.items(), [0.0, *ends.values()], strict=False)}
    loading = {"loading, ingest": seconds.pop("start") + seconds.pop("ingest")}
    return loading | seconds | {"start and end of the process": whole - max(ends.values()), _ALL: whole}


def _change(source: Path, note: str) -> None:
    """Writes another note on the last row."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[-1]["note"] = f"round {note} of the benchmark"
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
