"""The oldest DuckDB that docs/bi.md promises reads every table, view and macro of a release.

Needs that DuckDB, which uv fetches from the package registry into a place of its own; without a registry the tests are
skipped, visibly.
"""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from korea_trade.customs import catalogue, relations, store
from korea_trade.warehouse.settings import PROJECT
from tests.corpora.customs_history import write
from tests.corpora.customs_store import direct, place
from tests.integration.workshop import MACROS_OF_A_DAY, Warehouse

pytestmark = [pytest.mark.integration]

OLDEST = "1.1.3"
CLIENT = """
import json, sys
import duckdb

connection = duckdb.connect(sys.argv[1], read_only=True, config={"enable_external_access": sys.argv[3]})
rows, faults = {}, {}
for name in json.loads(sys.argv[2]):
    try:
        rows[name] = len(connection.execute(f"from {name}").fetchall())
    except duckdb.Error as error:
        faults[name] = str(error)
print(json.dumps({"version": duckdb.__version__, "rows": rows, "faults": faults}))
"""


@pytest.fixture(scope="module")
def oldest_python() -> list[str]:
    """The command of a Python with the oldest DuckDB."""
    uv = PROJECT / ".venv-uv" / "bin" / "uv"
    if not uv.exists():
        pytest.skip("uv is not installed (make .venv/ready)")
    command = [str(uv), "run", "--quiet", "--no-project", "--isolated", "--with", f"duckdb=={OLDEST}", "python"]
    tried = subprocess.run([*command, "-c", "import duckdb"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"DuckDB {OLDEST} cannot be had from the package registry: {tried.stderr.strip()}")
    return command


def test_the_oldest_client_reads_every_table_view_and_macro(built: Warehouse, oldest_python: list[str]) -> None:
    counts = built.row_counts()
    as_of = [f"{macro}(date '9999-12-31')" for macro in sorted(MACROS_OF_A_DAY)]

    answer = subprocess.run(
        [*oldest_python, "-c", CLIENT, str(built.settings.published_database), json.dumps([*counts, *as_of]), "false"],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(answer.stdout)

    assert said["version"] == OLDEST
    assert said["faults"] == {}
    assert {name: said["rows"][name] for name in counts} == counts
    assert said["rows"]["streaks_as_of(date '9999-12-31')"] == counts["fct_streak"]


def test_the_oldest_client_reads_customs_detail(built: Warehouse, oldest_python: list[str], tmp_path: Path) -> None:
    here, file = place(tmp_path), tmp_path / "customs.duckdb"
    write(here.sources, date(2024, 1, 1), {("8542310000", "CN", "exports"): (90, 1)})
    store.bring_up_to_date(here, direct)
    held = catalogue.load(here)
    months = [held.month_folder(month, built_month.key) for month, built_month in held.months.items()]
    relations.write(file, months, held.items, built.settings.published_database)

    answer = subprocess.run(
        [
            *oldest_python,
            "-c",
            CLIENT,
            str(file),
            json.dumps(["fct_customs_month", "fct_customs_reconciliation"]),
            "true",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(answer.stdout)

    assert said["faults"] == {}
    # Levels of two, four, six and ten digits, the item and the total, each with a partner and with all.
    assert said["rows"]["fct_customs_month"] == 12
