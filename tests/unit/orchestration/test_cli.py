"""The command line before any command: what it loads, and where its own words go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_command_line_loads_nothing_heavy_before_a_command_needs_it() -> None:
    program = "import sys, orchestration.cli; print(*{name.partition('.')[0] for name in sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert "click" in loaded
    assert not {"metricflow", "dbt", "dagster", "great_expectations", "altair", "pandas", "duckdb"} & set(loaded)


@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join)
@pytest.mark.parametrize(
    ("data", "told"), [("data", "A disk is full"), ("data#1", "programs beneath misread #")], ids=["usable", "unusable"]
)
def test_an_output_that_is_full_is_told_in_a_sentence(asked: list[str], data: str, told: str, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "orchestration.ktw", *asked]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            program, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            env=os.environ | {"KTW_DATA_DIR": str(tmp_path / data)},
        )  # fmt: skip

    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: ")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr
