"""`ktw ui` as a set of processes: one set for each data folder, which ends with its first process."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.workshop import Warehouse, until
from tools import dagster_page

pytestmark = pytest.mark.integration


@pytest.fixture
def served(built: Warehouse, tmp_path: Path) -> Iterator[tuple[Warehouse, subprocess.Popen[str], int]]:
    """A warehouse that no other test works on, the first process of the `ktw ui` that serves it, and its port."""
    warehouse = built.copied_to(tmp_path / "warehouse")
    port, site_port, review_port = map(str, dagster_page.free_ports())
    process = warehouse.start("ui", "--port", port, "--site-port", site_port, "--review-port", review_port)
    assert process.stderr is not None
    while f"ready: Dagster is on http://127.0.0.1:{port}" not in process.stderr.readline():
        assert process.poll() is None
    yield warehouse, process, int(port)
    process.kill()
    assert until(lambda: warehouse.processes() == [])
    process.communicate()


def test_a_second_one_on_the_same_data_is_refused_and_a_killed_first_one_takes_its_processes_along(
    served: tuple[Warehouse, subprocess.Popen[str], int],
) -> None:
    warehouse, process, port = served

    second = warehouse.ktw("ui", "--port", str(port + 2))

    assert second.returncode == 1
    assert f"already serves {warehouse.settings.data}, on http://127.0.0.1:{port}; open that page" in second.stderr
    commands = [Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8") for pid in warehouse.processes()]
    assert sum("orchestration.definitions" in command for command in commands) == 1, "loaded once, for page and daemon"

    process.kill()

    assert until(lambda: warehouse.processes() == [])
