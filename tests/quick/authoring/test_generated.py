"""Every file that a generator writes is current, and marked as generated for whoever reviews a change."""

from __future__ import annotations

import subprocess

from korea_trade.authoring import dbt_families, dbt_sources
from korea_trade.authoring.__main__ import main
from korea_trade.statements import declaration
from korea_trade.warehouse.settings import DBT_PROJECT, PROJECT


def _generated() -> set[str]:
    folder = DBT_PROJECT.relative_to(PROJECT).as_posix()
    return {f"{folder}/{name}" for name in (*dbt_sources.render(declaration.load()), *dbt_families.render())}


def test_all_of_them_are_current() -> None:
    assert main(["--check"]) == 0, "run `make generate`"


def test_all_of_them_are_marked() -> None:
    answer = subprocess.run(
        ["git", "check-attr", "linguist-generated", "--stdin"],
        cwd=PROJECT,
        input="\n".join(sorted(_generated())),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line for line in answer.splitlines() if not line.endswith(": set")] == []
