"""The dashboard of a real release: every row is in the marts, and leads to what the articles print."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from korea_trade.presentation.dashboard.page import Dashboard
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration

Rows = Sequence[Mapping[str, Any]]

# How many marks each chart must have, counted in the marts by another way than that of its query.
COUNTED = {
    "trade": """
        select count(official_usd) + count(*) filter (press_lower_bound is not null) from fct_month_known
        where subject_kind = 'total' and month > date '2021-09-01'
    """,
    "partners": """
        select count(official_usd) + count(*) filter (press_lower_bound is not null) from fct_month_known
        where subject_id in ('china', 'united_states') and flow = 'exports' and month > date '2021-09-01'
    """,
    "distance": """
        select count(press_less_official_usd) from fct_month_known where derived_usd is null
    """,
    "contributions": """
        select count(*) from fct_contribution_month
        where subject_kind = 'item' and flow = 'exports' and month in (date '2024-03-01', date '2024-12-01')
    """,
    "revisions": """
        select count(*) from fct_series_vintage
        where change <> 'refined' and flow = 'exports' and subject_kind = 'total' and covers = 'month'
        and (flow, month) in (
            select (flow, month) from fct_series_vintage where figure_no = 2 and covers = 'month'
        ) and month >= date '2025-06-01'
    """,
    "levels": """
        select count(official_usd) + count(*) filter (press_lower_bound is not null) from fct_month_known
        where subject_id in ('china', 'united_states', 'semiconductors', 'automobiles') and month > date '2021-09-01'
    """,
    "growth_by_item": """
        select count(*) from fct_direction_month
        where condition = 'growth' and direction is not null and subject_kind in ('item', 'total')
            and flow in ('exports', 'imports') and month between date '2022-07-01' and date '2024-12-01'
    """,
    "growth_by_partner": """
        select count(*) from fct_direction_month
        where condition = 'growth' and direction is not null and subject_kind in ('partner', 'total')
            and flow in ('exports', 'imports') and month between date '2024-02-01' and date '2026-07-01'
    """,
    "streaks": "select count(*) from fct_streak where frequency = 'month' and end_month >= date '2021-04-01'",
    "streak_lengths": "select count(*) from fct_streak where length > 1",
    "breadth": "select count(distinct (population_id, flow, month)) from fct_breadth where rising_count is not null",
    "firms": "select count(distinct (subject_id, period)) from fct_trading_firms where measure = 'firms'",
    "firm_growth": "select count(distinct (subject_id, period)) from fct_trading_firms where measure = 'firms_growth'",
    "firm_survival": "select count(*) from fct_firm_survival where measure = 'survival_rate' and not is_repeat",
    "surveys": "select count(*) from fct_survey_answer where measure = 'answer_share' and not is_repeat",
    "shares": "select count(*) from fct_share where measure = 'share' and not is_repeat",
}


@pytest.fixture(scope="module")
def text(dashboard: Dashboard) -> str:
    return dashboard.path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(dashboard: Dashboard) -> Mapping[str, Rows]:
    """The rows that stand behind the marks of each chart."""
    return dashboard.rows


@pytest.fixture
def marts(dashboard: Dashboard) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(dashboard.path.with_name("korea_trade.duckdb")), read_only=True) as connection:
        yield connection


def block(text: str, name: str) -> dict[str, Any]:
    """A block of JSON of the page."""
    found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', text)
    assert found is not None
    return json.loads(found[1])


def test_each_chart_has_as_many_rows_as_its_marts(
    text: str, rows: Mapping[str, Rows], marts: duckdb.DuckDBPyConnection
) -> None:
    expected = {name: marts.execute(query).fetchone()[0] for name, query in COUNTED.items()}
    shown = {name: len(found) for name, found in rows.items()}
    assert block(text, "marks") == shown
    # Official series reach back further than the months that the page shows.
    assert {name for name in expected if shown[name] > expected[name] or shown[name] == 0} == set()
    assert {name for name in expected if shown[name] < expected[name]} <= _OF_LATEST_MONTHS


_OF_LATEST_MONTHS = {"streaks", "streak_lengths"}


def printed(rows: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """The rows that an article printed; the others are of official series."""
    return [row for found in rows.values() for row in found if row["statement_ids"]]


def test_each_row_tells_figures_and_places_of_its_statements(
    rows: Mapping[str, Rows], marts: duckdb.DuckDBPyConnection
) -> None:
    statements = {
        key: f"“{figure}” (article {article}, {f'paragraph {paragraph}, sentence {place}' if paragraph else 'title'})"
        for key, figure, article, paragraph, place in marts.sql(
            "select statement_id, figure, article_no, paragraph, sentence from fct_statement"
        ).fetchall()
    }
    corrected = {key for (key,) in marts.sql("select statement_id from fct_statement where is_corrected").fetchall()}
    for row in printed(rows):
        keys = row["statement_ids"].split(", ")
        told = row["printed"].replace("\N{NO-BREAK SPACE}", " ").split("\n")
        assert [line.partition(", corrected to ")[0] for line in told] == [statements[key] for key in keys]
        assert ["corrected to" in line for line in told] == [key in corrected for key in keys]
        assert row["unit"]
        assert row["basis"] in ("stated", "derived", "corrected", "official")


def test_each_row_names_its_articles_with_title_and_publisher(
    rows: Mapping[str, Rows], marts: duckdb.DuckDBPyConnection
) -> None:
    articles = dict(
        marts.sql(
            "select statement_id, dim_article.article_no || ': ' || title || ' (' || publisher || ')' "
            "from fct_statement inner join dim_article using (article_id)"
        ).fetchall()
    )
    for row in printed(rows):
        assert set(row["article"].split("\n")) == {articles[key] for key in row["statement_ids"].split(", ")}


def test_a_derived_value_has_bounds_and_says_what_it_is_derived_by(rows: Mapping[str, Rows]) -> None:
    derived = [row for name in ("trade", "levels") for row in rows[name] if row["basis"] == "derived"]
    assert derived
    for row in derived:
        assert row["lower_bound"] < row["value"] < row["upper_bound"]
        assert row["bounds_text"]
        assert "=" in row["derivation"]


def test_a_corrected_value_stands_beside_the_figure_as_printed(rows: Mapping[str, Rows]) -> None:
    (corrected,) = (row for row in rows["levels"] if row["basis"] == "corrected")
    assert (corrected["value"], corrected["printed"].split("”")[0]) == (6_380_000_000, "“$638,000")


def test_every_mark_leads_to_its_row(text: str, rows: Mapping[str, Rows]) -> None:
    for found in rows.values():
        for row in found:
            assert text.count(f'href="{row["href"]}"') == 2, row["href"]  # for a wide place and for a phone
            assert text.count(f'id="{row["href"][1:]}"') == 1


def test_the_page_tells_the_stories_that_the_data_hold(text: str) -> None:
    head = html.unescape(text[: text.index("<main")]).replace("\N{NO-BREAK SPACE}", " ")
    assert "March 2024: the press prints exports +3.1 %, its dollars give +2.6 %; the office has +3.0 %" in head
    assert "semiconductors rose by $3.07 bn while all exports rose by $1.64 bn, so all else fell by $1.44 bn" in head
    assert re.search(r"China ahead of United States in July 2026; level in June 2026, at \$20\.00\sbn", head)
    assert "January 2000 to September 2026" in head


def test_the_page_is_small(dashboard: Dashboard) -> None:
    assert dashboard.path.stat().st_size < 4_000_000


def test_every_contradiction_is_told_with_its_reason(text: str, marts: duckdb.DuckDBPyConnection) -> None:
    for key, explanation in marts.sql(
        "select reconciliation_id, explanation from fct_reconciliation where verdict = 'contradicts'"
    ).fetchall():
        assert f'data-id="{html.escape(key)}"' in text
        assert explanation in html.unescape(text)
    assert "! not reviewed" not in text


def test_every_article_is_cited(text: str, marts: duckdb.DuckDBPyConnection) -> None:
    for number, title in marts.sql("select article_no, title from dim_article").fetchall():
        assert f'id="article-{number}"' in text
        assert title in html.unescape(text)


def test_the_same_release_gives_the_same_bytes(dashboard: Dashboard, built: Warehouse) -> None:
    """Written once by the build, in another process, and once from a copy of its file and its manifest."""
    assert dashboard.path.read_bytes() == (built.settings.published / "dashboard.html").read_bytes()


def test_pictures_are_small_png(dashboard: Dashboard) -> None:
    assert set(dashboard.pictures) == {"trade", "growth_by_item", "growth_by_partner", "streaks", "breadth", "firms"}
    for picture in dashboard.pictures.values():
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 200_000


def test_nothing_but_the_page_is_written(dashboard: Dashboard) -> None:
    names = {path.name for path in dashboard.path.parent.iterdir()}
    assert names == {"korea_trade.duckdb", "manifest.json", "dashboard.html"}


# The command


def test_ktw_dashboard_prints_the_path_and_opens_the_page(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{shlex.quote(str(asked))}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    shown = warehouse.settings.published / "dashboard.html"
    shown.write_text("a page")
    answer = warehouse.ktw("dashboard")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"{shown}\n", "")
    assert asked.read_text() == f"{shown.as_uri()}\n"


def test_ktw_dashboard_without_a_browser_prints_the_path(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of whatever a browser would be looked for in, only what the shell needs that starts `ktw` is left.
    for name in ("dirname", "realpath"):
        found = shutil.which(name)
        assert found is not None
        (tmp_path / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("BROWSER", raising=False)
    shown = warehouse.settings.published / "dashboard.html"
    shown.write_text("a page")
    answer = warehouse.ktw("dashboard")
    assert (answer.returncode, answer.stdout) == (0, f"{shown}\n")


def test_ktw_dashboard_tells_that_nothing_is_published(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    answer = Warehouse(tmp_path).ktw("dashboard")
    assert answer.returncode == 1
    assert "nothing is published" in answer.stderr


def test_ktw_dashboard_tells_that_an_old_release_has_none(warehouse: Warehouse) -> None:
    (warehouse.settings.published / "dashboard.html").unlink(missing_ok=True)
    answer = warehouse.ktw("dashboard")
    assert answer.returncode == 1
    assert "has no dashboard.html" in answer.stderr
