"""What was known on a day: as-of queries beside builds of only the articles known by then, and ways to ask them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from korea_trade.warehouse.settings import PROJECT
from orchestration.assets.series import observed_series
from orchestration.assets.source_tables import ingest
from orchestration.resources import Build
from tests.integration.workshop import Warehouse, publish
from tests.warehouses import FirstBuild

pytestmark = pytest.mark.integration

with (PROJECT / "sources" / "articles.csv").open(encoding="utf-8", newline="") as articles:
    DAYS = sorted({row["known_from"] for row in csv.DictReader(articles)})
LATEST_OF = {
    "trade_month_as_of": "fct_trade_month_latest",
    "item_month_as_of": "fct_item_month_latest",
    "partner_month_as_of": "fct_partner_month_latest",
    "streaks_as_of": "fct_streak",
}
REPLAYED = (*LATEST_OF.values(), "fct_cell_history", "fct_revision")
JANUARY = "select exports_usd, exports_article_id from {} where month = date '2023-01-01'"


@pytest.fixture
def release(built: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, opened as it is."""
    with duckdb.connect(str(built.settings.published_database), read_only=True) as connection:
        yield connection


@pytest.fixture
def attached(built: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """A client with a database of its own that has attached the published file as `k`."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built.settings.published_database}' as k (read_only)")
        yield connection


@pytest.fixture(scope="module")
def replays(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """One place for all replays, with compiled models."""
    return first_build.compiled_in(tmp_path_factory.mktemp("replay"))


# One day each time, for a replay takes as long as a build.
@pytest.fixture(
    scope="module",
    params=[DAYS[5], *(pytest.param(day, marks=pytest.mark.soak) for day in DAYS[1::2] if day != DAYS[5])],
)
def replay(request: pytest.FixtureRequest, replays: Warehouse) -> tuple[str, Path]:
    """A day, and a build database of nothing but the articles known by then.

    No gate is asked, for a theme of which nothing was known yet has no rows.
    """
    day: str = request.param
    shutil.rmtree(replays.sources, ignore_errors=True)
    shutil.copytree(PROJECT / "sources", replays.sources)
    _leave_what_was_known_by(day, replays.sources)
    build = Build(sources=str(replays.sources), data=str(replays.settings.data))
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([ingest, observed_series], resources={"build": build}, instance=instance)
    dbt = replays.dbt("run", "--select", *(f"+{view}" for view in REPLAYED))
    assert dbt.returncode == 0, dbt.stdout + dbt.stderr
    return day, replays.settings.build_database


def _leave_what_was_known_by(day: str, sources: Path) -> None:
    """Takes the articles that became known later out of the source tables, with all that refers to them."""
    with (sources / "articles.csv").open(encoding="utf-8", newline="") as file:
        known = {row["article_id"] for row in csv.DictReader(file) if row["known_from"] <= day}
    for path in sources.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [row for row in reader if _article(row) is None or _article(row) in known]
        for row in rows:
            if _article_of(row.get("repeats", "")) not in known:
                row |= {"repeats": ""} if "repeats" in row else {}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, reader.fieldnames or (), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    for path in (sources / "observed").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows_of_series = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            at = header.index("known_from")
            csv.writer(file, lineterminator="\n").writerows([header, *(r for r in rows_of_series if r[at] <= day)])


def _article(row: dict[str, str]) -> str | None:
    """The article that a row of a source table is about, if it is about one."""
    if "article_id" in row:
        return row["article_id"]
    return _article_of(row["statement_id"]) if "statement_id" in row else None


def _article_of(statement_id: str) -> str:
    return statement_id.split("-")[0]


def _difference(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> list[object]:
    """The rows that only one of two relations has."""
    return [
        row
        for left, right in ((one, other), (other, one))
        for row in connection.execute(f"from {left} except all from {right}").fetchall()
    ]


# What was known


@pytest.mark.parametrize(("macro", "latest"), LATEST_OF.items())
def test_as_of_a_day_is_what_a_build_of_the_articles_known_by_then_has_as_latest(
    release: duckdb.DuckDBPyConnection, replay: tuple[str, Path], macro: str, latest: str
) -> None:
    day, build = replay
    release.execute(f"attach '{build}' as replay (read_only)")

    assert _difference(release, f"{macro}(date '{day}')", f"replay.marts.{latest}") == []


def test_the_history_of_cells_up_to_a_day_is_that_of_a_build_of_the_articles_known_by_then(
    release: duckdb.DuckDBPyConnection, replay: tuple[str, Path]
) -> None:
    day, build = replay
    release.execute(f"attach '{build}' as replay (read_only)")
    # What the next vintage makes of a row was not known yet.
    up_to = "(select * exclude (known_to, is_current) from {}fct_cell_history where known_from <= date '{}')"

    assert _difference(release, up_to.format("", day), up_to.format("replay.marts.", day)) == []


def test_a_revision_is_known_from_the_day_of_the_article_that_revises(
    release: duckdb.DuckDBPyConnection, replay: tuple[str, Path]
) -> None:
    day, build = replay
    release.execute(f"attach '{build}' as replay (read_only)")

    known = f"(from fct_revision where latest_known_from <= date '{day}')"
    assert _difference(release, known, "replay.marts.fct_revision") == []


def test_there_are_months_and_a_revision_to_compare(release: duckdb.DuckDBPyConnection) -> None:
    for macro in LATEST_OF:
        counts = [len(release.execute(f"from {macro}(date '{day}')").fetchall()) for day in DAYS]
        assert counts[0] < counts[-1], macro
    assert release.execute("select count(*) from fct_revision").fetchone() == (1,)


@pytest.mark.parametrize("macro", LATEST_OF)
def test_on_the_day_before_an_article_nothing_of_it_is_known(release: duckdb.DuckDBPyConnection, macro: str) -> None:
    for earlier, day in pairwise(DAYS):
        assert _difference(release, f"{macro}(date '{earlier}')", f"{macro}(date '{day}' - 1)") == []


@pytest.mark.parametrize(("macro", "latest"), LATEST_OF.items())
def test_as_of_the_last_day_is_the_latest_view_column_by_column(
    release: duckdb.DuckDBPyConnection, macro: str, latest: str
) -> None:
    of_macro = release.sql(f"from {macro}(date '9999-12-31')")
    of_view = release.sql(f"from {latest}")

    assert list(zip(of_macro.columns, of_macro.types, strict=True)) == list(
        zip(of_view.columns, of_view.types, strict=True)
    )
    assert sorted(map(str, of_macro.fetchall())) == sorted(map(str, of_view.fetchall()))


@pytest.mark.parametrize("macro", LATEST_OF)
def test_before_the_first_article_nothing_was_known(release: duckdb.DuckDBPyConnection, macro: str) -> None:
    assert release.execute(f"from {macro}((select min(known_from) - 1 from dim_article))").fetchall() == []


def test_first_and_latest_differ_in_what_was_revised(release: duckdb.DuckDBPyConnection) -> None:
    assert release.execute(JANUARY.format("fct_trade_month_first")).fetchall() == [(46.4e9, "a05")]
    assert release.execute(JANUARY.format("fct_trade_month_latest")).fetchall() == [(46.3e9, "a03")]


def test_the_vintages_of_a_cell_follow_each_other_without_gap_or_overlap(release: duckdb.DuckDBPyConnection) -> None:
    history = release.execute(
        "select vintage_no, known_from, known_to, is_current, value from fct_cell_history "
        "where cell_id = 'value|USD|exports|total|all|2023-01' order by vintage_no"
    ).fetchall()

    assert history == [
        (1, date(2023, 5, 1), date(2023, 11, 30), False, 46.4e9),
        (2, date(2023, 12, 1), None, True, 46.3e9),
    ]


# Ways to ask


@pytest.mark.parametrize("day", ["date '2023-05-01'", "'2023-05-01'", "timestamp '2023-05-01 23:59'"])
def test_a_day_may_be_given_as_date_text_or_time(release: duckdb.DuckDBPyConnection, day: str) -> None:
    assert release.execute(JANUARY.format(f"trade_month_as_of({day})")).fetchall() == [(46.4e9, "a05")]


def test_a_day_may_be_a_parameter_of_a_prepared_statement(release: duckdb.DuckDBPyConnection) -> None:
    assert release.execute(JANUARY.format("trade_month_as_of(?)"), ["2023-05-01"]).fetchall() == [(46.4e9, "a05")]


def test_a_client_that_attached_the_file_names_it(attached: duckdb.DuckDBPyConnection) -> None:
    query = JANUARY.format("k.trade_month_as_of(date '2023-05-01', 'k')")
    assert attached.execute(query).fetchall() == [(46.4e9, "a05")]


def test_a_client_that_attached_the_file_may_use_it(attached: duckdb.DuckDBPyConnection) -> None:
    attached.execute("use k")
    assert attached.execute(JANUARY.format("trade_month_as_of(date '2023-05-01')")).fetchall() == [(46.4e9, "a05")]


def test_the_macros_are_described_in_the_file(release: duckdb.DuckDBPyConnection) -> None:
    comments = release.execute(
        "select distinct function_name, comment from duckdb_functions() where function_type = 'table_macro' "
        "and database_name = current_database()"
    ).fetchall()

    assert dict(comments) == {
        macro: f"The rows and columns of {latest} as they were known on a day" for macro, latest in LATEST_OF.items()
    } | {"series_vintage_as_of": "The rows and columns of fct_series_vintage that were the latest on a day"}


def test_the_macros_are_there_after_a_rollback(warehouse: Warehouse) -> None:
    with warehouse.opened() as connection:
        connection.execute("delete from marts.fct_trade_month where article_id = 'a03'")
    publish(warehouse.settings, {})
    later = JANUARY.format("trade_month_as_of(date '2024-04-01')")
    assert warehouse.query(later) == [(46.4e9, "a05")]

    assert warehouse.ktw("rollback").returncode == 0

    assert warehouse.query(later) == [(46.3e9, "a03")]
