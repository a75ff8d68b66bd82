"""What Superset imports, without Superset: the files fit the marts, and the connection that they ask for is shut."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration

FOLDER = PROJECT / "bi" / "superset"
ASSETS = FOLDER / "assets"
# What goes with the tables of a release, and with its customs detail.
BUNDLES = ["korea_trade", "customs"]


def _read(bundle: str, pattern: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ASSETS / bundle).glob(pattern))]


[DATABASE] = _read("korea_trade", "databases/*.yaml")


@pytest.mark.parametrize(
    "dataset", _read("korea_trade", "datasets/*/*.yaml"), ids=lambda dataset: dataset["table_name"]
)
def test_a_dataset_has_the_columns_of_its_mart(built: Warehouse, dataset: dict[str, Any]) -> None:
    of_mart = built.query(
        f"select column_name, data_type from duckdb_columns() where table_name = '{dataset['table_name']}' "
        "order by column_index"
    )
    own = [column for column in dataset["columns"] if "expression" not in column]

    assert [(column["column_name"], column["type"]) for column in own] == of_mart


def test_each_key_is_of_one_thing() -> None:
    assert sorted(path.name for path in ASSETS.iterdir() if path.is_dir()) == sorted(BUNDLES)
    keys = [asset["uuid"] for bundle in BUNDLES for asset in _read(bundle, "**/*.yaml")]

    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("bundle", BUNDLES)
def test_charts_and_dashboard_refer_to_what_is_there(bundle: str) -> None:
    [database] = _read(bundle, "databases/*.yaml")
    [dashboard] = _read(bundle, "dashboards/*.yaml")
    datasets, charts = _read(bundle, "datasets/*/*.yaml"), _read(bundle, "charts/*.yaml")
    placed = {part["meta"]["uuid"] for name, part in dashboard["position"].items() if name.startswith("CHART-")}

    assert {dataset["database_uuid"] for dataset in datasets} == {database["uuid"]}
    assert {chart["dataset_uuid"] for chart in charts} <= {dataset["uuid"] for dataset in datasets}
    assert placed == {chart["uuid"] for chart in charts}


REFUSED = {
    "make a table": "create table t (i integer)",
    "change a value": "update fct_statement set value = 0",
    "attach another file": "attach '{file}' as other",
    "read a file": "from read_text('{file}')",
    "list files": "from glob('/*')",
    "write a file": "copy fct_statement to '{file}.csv'",
    "open the file system": "set enable_external_access = true",
    "unlock the settings": "set lock_configuration = false",
    "load an extension": "load httpfs",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_the_connection_lets_nobody(built: Warehouse, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("secret")
    arguments = DATABASE["extra"]["engine_params"]["connect_args"]
    with duckdb.connect(str(built.settings.published_database), **arguments) as connection:
        assert connection.execute("select count(*) > 300 from fct_statement").fetchall() == [(True,)]
        with pytest.raises(duckdb.Error, match=r"read-only|disabled by|disabled through|has been locked"):
            connection.execute(statement.format(file=file))

    assert list(tmp_path.iterdir()) == [file]


# What the start does before it loads Superset, so these need none.


def _start(data: Path, port: int, *prefix: str, modules: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*prefix, sys.executable, FOLDER / "start.py", "--port", str(port)],
        env={"KTW_DATA_DIR": str(data)} | ({"PYTHONPATH": str(modules)} if modules else {}),
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_release_the_start_says_what_to_run(tmp_path: Path) -> None:
    start = _start(tmp_path, 0)

    assert (start.returncode, start.stdout) == (1, "")
    assert start.stderr.startswith("Nothing is published yet")
    assert "make run" in start.stderr
    assert list(tmp_path.iterdir()) == []


def test_with_a_port_that_is_taken_the_start_says_so(built: Warehouse) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        start = _start(built.settings.data, port)

    assert (start.returncode, start.stdout) == (1, "")
    assert start.stderr == (
        f"Port {port} cannot be used: Address already in use. End what listens there, or name another one.\n"
    )


def test_an_interrupt_ends_a_start_in_the_background_of_a_script(built: Warehouse, tmp_path: Path) -> None:
    # Stands for what is loaded first; a shell without job control lets what it puts into the background ignore SIGINT.
    (tmp_path / "duckdb_engine.py").write_text("import signal; signal.raise_signal(signal.SIGINT)")
    start = _start(built.settings.data, 0, "/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh", modules=tmp_path)

    assert (start.returncode, start.stdout) == (1, "Loading Superset\n")
    assert start.stderr == "Superset has ended.\n"
