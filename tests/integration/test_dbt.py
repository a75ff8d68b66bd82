"""The logic of the models, as dbt's own unit tests state it, and the contracts that hold their columns.

`ktw build` leaves the unit tests out: they test code, not data.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from korea_trade.modelling import dbt_manifest
from korea_trade.modelling.dbt_manifest import DbtError
from korea_trade.warehouse.settings import DBT_PROJECT, Settings
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration


def test_every_dbt_unit_test_passes_without_a_warning(warehouse: Warehouse) -> None:
    outcome = warehouse.dbt("--warn-error", "test", "--select", "test_type:unit")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_what_dbt_complains_of_is_told_once(
    tmp_path: Path, own_environment: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(sources=tmp_path / "sources", data=tmp_path / "data")
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("KTW_BUILD_DB")

    with pytest.raises(DbtError, match="Env var required but not provided: 'KTW_BUILD_DB'"):
        dbt_manifest.prepared(settings)

    assert capfd.readouterr() == ("", "")
    assert list(settings.dbt_target.glob("*/*")) == []


# Models that hold a number and its bounds, under contracts that want these columns.
SQL = "select 1::bigint as number, {'lower': 1::double, 'upper': 2::double} as bounds"
HELD = {
    "to_the_letter": {"number": "BIGINT", "bounds": 'STRUCT("lower" DOUBLE, "upper" DOUBLE)'},
    "in_other_words_and_order": {"bounds": "struct(lower double, upper double)", "number": "int8"},
}
BROKEN = {
    "narrower": ({"number": "INTEGER", "bounds": "STRUCT(lower DOUBLE, upper DOUBLE)"}, "number"),
    "otherwise_within": ({"number": "BIGINT", "bounds": "STRUCT(lower DOUBLE, upper BIGINT)"}, "bounds"),
    "too_much": ({"number": "BIGINT"}, "bounds"),
    "too_little": ({"number": "BIGINT", "bounds": "STRUCT(lower DOUBLE, upper DOUBLE)", "further": "DATE"}, "further"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """The status of each of these models, and what dbt says of it, in a project with the macros of ours."""
    folder = tmp_path_factory.mktemp("contracts")
    contracts = HELD | {name: columns for name, (columns, _) in BROKEN.items()}
    project = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    files = {
        "dbt_project.yml": {
            "name": "contracts",
            "profile": "contracts",
            "macro-paths": [str(DBT_PROJECT / "macros")],
            "vars": project["vars"],
        },
        "profiles.yml": {
            "contracts": {"target": "build", "outputs": {"build": {"type": "duckdb", "path": "build.duckdb"}}}
        },
        "models.yml": {
            "models": [
                {
                    "name": name,
                    "config": {"materialized": "table", "contract": {"enforced": True}},
                    "columns": [{"name": column, "data_type": kind} for column, kind in columns.items()],
                }
                for name, columns in contracts.items()
            ]
        },
    }
    (folder / "models").mkdir()
    for name, content in files.items():
        place = folder / "models" if name == "models.yml" else folder
        (place / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    for name in contracts:
        (folder / "models" / f"{name}.sql").write_text(SQL, encoding="utf-8")
    subprocess.run([Path(sys.executable).parent / "dbt", "run"], cwd=folder, capture_output=True, check=False)
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    return {one["unique_id"].split(".")[-1]: (one["status"], one["message"]) for one in results}


@pytest.mark.parametrize("model", HELD)
def test_a_model_with_the_columns_of_its_contract_is_made(said: dict[str, tuple[str, str]], model: str) -> None:
    assert said[model][0] == "success"


@pytest.mark.parametrize("model", BROKEN)
def test_a_model_without_the_columns_of_its_contract_is_refused_with_what_differs(
    said: dict[str, tuple[str, str]], model: str
) -> None:
    status, message = said[model]

    assert status == "error"
    assert "This model has an enforced contract that failed" in message
    assert f"| {BROKEN[model][1]}" in message
