"""The page of a release that holds nothing: it stands, and says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from korea_trade.presentation.dashboard import drawing, page
from korea_trade.presentation.dashboard.registry import CHARTS
from tests.unit.presentation import empty_release


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> page.Dashboard:
    return page.write(empty_release.make(tmp_path_factory.mktemp("release")), tmp_path_factory.mktemp("drawings"))


def test_every_chart_of_an_empty_release_says_that_there_is_no_data(written: page.Dashboard) -> None:
    html = written.path.read_text(encoding="utf-8")
    assert html.count('<p class="empty">No data in this release.</p>') == len(CHARTS)
    assert "No contradiction in this release." in html
    assert written.pictures == {}


def test_the_page_tells_how_many_rows_each_chart_has(written: page.Dashboard) -> None:
    html = written.path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="marks">(.*?)</script>', html)
    assert found is not None
    assert json.loads(found[1]) == {chart.name: 0 for chart in CHARTS}


def test_the_page_forbids_the_browser_to_ask_anyone(written: page.Dashboard) -> None:
    html = written.path.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert not re.search(r'<(?:script|img|link|iframe)[^>]*\s(?:src|href)="(?!data:)', html)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="manifest"):
        page.write(tmp_path, tmp_path / "drawings")
    empty_release.make(tmp_path)
    (tmp_path / "korea_trade.duckdb").unlink()
    with pytest.raises(duckdb.IOException, match="korea_trade"):
        page.write(tmp_path, tmp_path / "drawings")


def test_a_release_of_one_figure_stands(tmp_path: Path) -> None:
    empty_release.make(tmp_path)
    with duckdb.connect(str(tmp_path / "korea_trade.duckdb")) as connection:
        connection.execute(
            """
            insert into dim_article by name select 'a01' as article_id, 1 as article_no, '</script> & "zinc"' as title,
                'zinc.example' as publisher, 'A ministry' as subject_agency, date '2024-04-01' as known_from,
                'stated' as known_from_basis;
            insert into fct_statement by name select 's1' as statement_id, 'a01' as article_id, 1 as article_no,
                1 as paragraph, 2 as sentence, '$5 bn' as figure;
            insert into dim_subject values ('total', 'all', 'Korea in total');
            insert into fct_month_known by name select 'exports' as flow, 'total' as subject_kind, 'all' as subject_id,
                date '2024-03-01' as month, 5e9 as value_usd, 4.5e9 as lower_bound, 5.5e9 as upper_bound,
                'stated' as basis, 5e9 as stated_usd, 's1' as press_statement_id;
            insert into fct_trade_month_latest by name select date '2024-03-01' as month, 5e9 as exports_usd,
                4.5e9 as exports_lower_bound, 5.5e9 as exports_upper_bound, 'stated' as exports_basis,
                's1' as exports_statement_id
            """
        )
    written = page.write(tmp_path, tmp_path / "drawings")
    html = written.path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "<h1>Korea’s exports came to $5 bn in March 2024</h1>" in html
    assert "“$5 bn” (article 1, paragraph 1, sentence 2)" in html
    assert '</script> & "zinc"' not in html
    assert set(written.pictures) == {"trade"}


def test_each_mark_is_a_link_to_its_row_and_each_row_is_there_once(tmp_path: Path) -> None:
    html = _of_one_official_figure(tmp_path)
    assert html.count('href="#trade-1"') == 2  # for a wide place and for a phone
    assert html.count('id="trade-1"') == 1
    assert "official series (observed/a.csv, line 2), known from 2024-04-15" in html


def test_a_chart_stands_in_the_page_without_a_script_in_the_colours_of_the_scheme(tmp_path: Path) -> None:
    html = re.sub(r"(?s)<script.*?</script>", "", _of_one_official_figure(tmp_path))
    (drawn,) = re.findall(r'(?s)<div class="at-width">(<svg.*?</svg>)</div>', html)
    assert "var(--official)" in drawn
    assert not re.search(r'(?:fill|stroke)="#', drawn)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_drawing_is_rounded_where_things_stand_and_not_in_what_it_says() -> None:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": "d",
        "data": {"values": [{"said": "$9.8674 bn", "x": 1 / 3}]},
        "mark": "text",
        "encoding": {"text": {"field": "said"}, "x": {"field": "x", "type": "quantitative"}},
    }
    drawn = drawing.svg("one", spec, 100).decode()
    assert "$9.8674 bn" in drawn
    assert not re.search(r'transform="[^"]*\.\d{3}', drawn)


def test_what_vega_draws_and_nobody_sees_is_left_out() -> None:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": "d",
        "data": {"values": [{"x": 1, "y": "a"}]},
        "facet": {"row": {"field": "y"}},
        "spec": {"mark": {"type": "bar", "fillOpacity": 1}, "encoding": {"x": {"field": "x", "type": "quantitative"}}},
    }
    drawn = drawing.svg("one", spec, 100).decode()
    assert "<path" in drawn
    assert 'class="foreground"' not in drawn
    assert 'opacity="1"' not in drawn


def test_a_page_of_many_articles_lists_those_that_it_links_to_and_says_where_the_others_are(tmp_path: Path) -> None:
    empty_release.make(tmp_path)
    with duckdb.connect(str(tmp_path / "korea_trade.duckdb")) as connection:
        connection.execute(
            """
            insert into dim_article by name
            select
                'a' || number as article_id, number as article_no, 'Title ' || number as title, 'p' as publisher,
                'An agency' as subject_agency, date '2024-04-01' as known_from, 'stated' as known_from_basis
            from range(1, 101) as numbers (number);
            insert into fct_statement by name
            select 's' || number as statement_id, 'a' || number as article_id, number as article_no, 1 as paragraph,
                1 as sentence, '4' as figure
            from range(1, 101) as numbers (number);
            insert into dim_population by name select 'items' as population_id, 'All items' as label;
            insert into fct_breadth by name
            select
                'items' as population_id, 'exports' as flow, 4 as rising_count, 's' || (number + 1) as statement_ids,
                (date '2022-01-01' + to_months(number::integer))::date as month, number + 1 as known_order
            from range(24) as numbers (number)
            """
        )
    written = page.write(tmp_path, tmp_path / "drawings")
    html = written.path.read_text(encoding="utf-8")
    assert len(re.findall(r'<li id="article-', html)) == 60
    assert '40 earlier articles in <a href="exports/dim_article.csv">' in html
    # The last months that are counted, and the articles of them to choose from.
    assert [f"{row['month']:%Y-%m}" for row in written.rows["breadth"]] == [f"2023-{12 - at:02d}" for at in range(12)]
    assert re.findall(r'<option value="(\d+)">\d+: Title', html) == [str(number) for number in range(13, 25)]
    assert set(re.findall(r'href="#article-(\d+)"', html)) <= set(re.findall(r'id="article-(\d+)"', html))


def test_the_head_tells_the_month_with_its_basis_and_how_far_figures_reach(tmp_path: Path) -> None:
    html = _of_one_official_figure(tmp_path)
    assert "<h1>Korea’s exports rose 4.2 % on the year to $5.12 bn in March 2024</h1>" in html
    assert "Exports, March 2024" in html
    assert "1 month; newest known from 2024-04-15" in html


def _of_one_official_figure(folder: Path) -> str:
    empty_release.make(folder)
    with duckdb.connect(str(folder / "korea_trade.duckdb")) as connection:
        connection.execute(
            """
            insert into dim_subject values ('total', 'all', 'Korea in total');
            insert into fct_month_known by name select 'exports' as flow, 'total' as subject_kind, 'all' as subject_id,
                date '2024-03-01' as month, 5123456789.0 as value_usd, 'official' as basis,
                5123456789.0 as official_usd,
                4.23 as yoy_percent, 'official' as yoy_basis, 'observed/a.csv' as source_file, 2 as source_line,
                date '2024-04-15' as official_known_from
            """
        )
    return page.write(folder, folder / "drawings").path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
