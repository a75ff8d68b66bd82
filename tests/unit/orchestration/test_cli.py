"""What the command line loads before it knows which command is asked for."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_line_loads_nothing_heavy_before_a_command_needs_it() -> None:
    program = "import sys, orchestration.cli; print(*{name.partition('.')[0] for name in sys.modules})"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()

    assert "click" in loaded
    assert not {"metricflow", "metricflow_semantics", "dbt", "dagster", "great_expectations", "altair"} & set(loaded)
