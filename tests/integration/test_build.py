"""A build from an empty folder, and what it leaves behind."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import duckdb
import pytest

from korea_trade.releases import history
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import STAGES, Warehouse, stage_of, stage_seconds
from tests.warehouses import FirstBuild

pytestmark = pytest.mark.integration

MARTS = {
    "fct_statement", "dim_article", "dim_item", "bridge_item_group", "dim_partner", "bridge_partner_bloc", "dim_period",
    "dim_measure", "fct_trade_month", "fct_trade_month_latest", "fct_item_month", "fct_item_month_latest",
    "fct_partner_month", "fct_partner_month_latest", "fct_direction_month", "fct_streak", "fct_record", "fct_breadth",
    "fct_trade_year", "fct_trading_firms", "fct_firm_survival", "fct_survey_answer", "fct_share", "fct_agreement_event",
    "fct_observed_month",
}  # fmt: skip
STATEMENT_COLUMNS = {
    "statement_id", "article_id", "article_no", "paragraph", "sentence", "figure", "printed_value", "value",
    "lower_bound", "upper_bound", "unit", "theme", "measure", "flow", "subject_kind", "subject_id", "period",
    "frequency", "first_day", "last_day", "reference_period", "certainty", "entry", "is_repeat", "is_corrected",
}  # fmt: skip
ARTICLE_COLUMNS = {
    "article_id", "article_no", "title", "publisher", "reference_period", "known_from", "known_order",
}  # fmt: skip


def _summary(output: str) -> dict[str, str]:
    lines = (line.split(maxsplit=1) for line in output.splitlines() if line.strip())
    return dict(lines)


def _statements_in_sources(warehouse: Warehouse) -> int:
    themes = [path for path in warehouse.sources.glob("*.csv") if b"statement_id,article_id" in path.read_bytes()]
    with duckdb.connect() as connection:
        return sum(connection.execute(f"select count(*) from read_csv('{path}')").fetchone()[0] for path in themes)


def test_a_build_ends_with_exit_code_0(first_build: FirstBuild) -> None:
    assert first_build.process.returncode == 0


def test_a_build_shows_one_line_of_progress_a_stage_in_their_order(first_build: FirstBuild) -> None:
    lines = first_build.process.stderr.splitlines()

    assert list(stage_seconds(first_build.process.stderr)) == list(STAGES)
    assert [stage_of(line) for line in lines] == ["start", *STAGES]


def test_a_build_prints_no_warning(first_build: FirstBuild) -> None:
    assert "warn" not in first_build.process.stderr.lower()
    assert "deprecat" not in first_build.process.stderr.lower()


def test_the_readme_shows_what_a_build_says_but_for_counts_times_and_paths(first_build: FirstBuild) -> None:
    said = first_build.process.stderr + first_build.process.stdout
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"\$ make run\n.+?\n( +0\.0 s .+?)```", readme, re.DOTALL)

    assert _without_counts(shown) == _without_counts(said)


def _without_counts(text: str) -> list[str]:
    """The lines of a build's output that have text, with one mark for each number, path and run of blanks."""
    lines = (re.sub(r"(KTW_DATA_DIR=\S+|/\S+|\d[\d.TZ-]*|\s+)", " # ", line).split() for line in text.splitlines())
    return [" ".join(word for word in words if word != "#") for words in lines if words]


def test_the_summary_counts_articles_statements_and_checks(first_build: FirstBuild) -> None:
    summary = _summary(first_build.process.stdout)

    assert summary["articles"] == "10"
    assert int(summary["statements"]) == _statements_in_sources(first_build.as_built)
    assert re.fullmatch(r"\d{3,} passed, 0 failed", summary["checks"])


def test_the_summary_names_the_release_and_the_path_of_the_published_file(first_build: FirstBuild) -> None:
    summary = _summary(first_build.process.stdout)

    assert summary["release"].split()[0] == Path(first_build.as_built.published().link).name
    assert summary["published"] == str(first_build.as_built.settings.published_database)


def test_the_query_line_of_the_summary_works_as_printed(first_build: FirstBuild, built: Warehouse) -> None:
    line = _summary(first_build.process.stdout)["query"]

    answer = subprocess.run(
        ["sh", "-c", line], cwd=PROJECT, env=built.environment, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr
    assert "exports_usd" in answer.stdout
    assert "2024-03-01" in answer.stdout


def test_every_mart_is_published_in_schema_main(built: Warehouse) -> None:
    tables = built.query("select table_schema, table_name from information_schema.tables")

    assert {schema for schema, _ in tables} == {"main"}
    assert {name for _, name in tables} >= MARTS


@pytest.mark.parametrize(("table", "columns"), [("fct_statement", STATEMENT_COLUMNS), ("dim_article", ARTICLE_COLUMNS)])
def test_the_contract_columns_are_published(built: Warehouse, table: str, columns: set[str]) -> None:
    published = {name for (name, *_) in built.query(f"describe {table}")}

    assert published >= columns


def test_every_mart_and_every_column_is_described_in_the_published_file(built: Warehouse) -> None:
    tables = "select table_name from duckdb_tables() where comment is null"
    views = "select view_name from duckdb_views() where not internal and comment is null"
    columns = "select table_name || '.' || column_name from duckdb_columns() where not internal and comment is null"

    undescribed = built.query(f"{tables} union all {views} union all {columns}")

    assert undescribed == []


def test_every_statement_of_the_sources_is_published_once(built: Warehouse) -> None:
    [(rows, keys)] = built.query("select count(*), count(distinct statement_id) from fct_statement")

    assert rows == keys == _statements_in_sources(built)


def test_every_mart_has_a_parquet_file_that_equals_it(built: Warehouse) -> None:
    names = set(built.row_counts())
    files = {path.stem: path for path in built.settings.published.glob("*.parquet")}

    assert files.keys() == names
    for name, path in files.items():
        differing = built.query(
            f"""
            select count(*) from (
                (from "{name}" except all from '{path}') union all (from '{path}' except all from "{name}")
            )
            """
        )
        assert differing == [(0,)], name


def test_the_manifest_says_what_the_release_holds_and_where_it_comes_from(built: Warehouse) -> None:
    manifest = json.loads((built.settings.published / "manifest.json").read_text(encoding="utf-8"))
    columns = {name: kind for (name, kind, *_) in built.query("describe fct_statement")}

    assert manifest["release_id"] == Path(built.published().link).name
    assert manifest["code_version"] == fingerprint.code_version()
    assert manifest["sources"] == fingerprint.source_checksums(built.settings)
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == built.row_counts()
    assert manifest["tables"]["fct_statement"]["columns"] == columns
    assert manifest["difference"] is None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", manifest["created"])


def test_the_manifest_lists_the_checks_of_all_three_gates_as_passed(built: Warehouse) -> None:
    checks = json.loads((built.settings.published / "manifest.json").read_text(encoding="utf-8"))["checks"]

    assert {judge for judge in checks if judge.startswith("gate")} == {
        "gate 1, sources",
        "gate 2, staging",
        "gate 3, marts",
    }
    assert all(one["passed"] > 0 and one["failed"] == 0 for one in checks.values())


def test_the_data_docs_of_a_run_are_three_pages_that_ask_no_other_host(built: Warehouse) -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in built.settings.data_docs.glob("*/*.html")}

    assert pages.keys() == {"sources.html", "staging.html", "marts.html"}
    for text in pages.values():
        assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//|@import|url\(\s*["']?http""", text)


def test_a_second_build_says_that_nothing_changed_and_makes_no_run(warehouse: Warehouse) -> None:
    before = warehouse.published()
    history = warehouse.settings.dagster_home / "history"
    runs_before = sorted((path, path.stat().st_mtime_ns) for path in history.rglob("*") if path.is_file())

    again = warehouse.ktw("build")

    assert again.returncode == 0
    assert "Nothing changed" in again.stdout
    assert Path(before.link).name in again.stdout
    assert again.stderr == ""
    assert warehouse.published() == before
    assert sorted((path, path.stat().st_mtime_ns) for path in history.rglob("*") if path.is_file()) == runs_before


def test_only_the_published_link_and_finished_releases_are_left(built: Warehouse) -> None:
    assert history.published(built.settings) in history.all_releases(built.settings)
    assert [path.name for path in built.settings.releases.iterdir() if path.name.startswith(".")] == []
