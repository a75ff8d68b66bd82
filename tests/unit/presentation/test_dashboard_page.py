"""The page of a release that holds nothing: it stands, and says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from korea_trade.presentation.dashboard import page
from korea_trade.presentation.dashboard.registry import CHARTS
from tests.unit.presentation import empty_release


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> page.Dashboard:
    return page.write(empty_release.make(tmp_path_factory.mktemp("release")))


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
    html = re.sub(r"(?s)(<script[^>]*>).*?</script>", r"\1", html)  # the libraries hold markup of their own
    assert not re.search(r'<(?:script|img|link|iframe)[^>]*\s(?:src|href)="(?!data:)', html)


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="manifest"):
        page.write(tmp_path)
    empty_release.make(tmp_path)
    (tmp_path / "korea_trade.duckdb").unlink()
    with pytest.raises(duckdb.IOException, match="korea_trade"):
        page.write(tmp_path)


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
            insert into fct_trade_month_latest by name select date '2024-03-01' as month, 5e9 as exports_usd,
                4.5e9 as exports_lower_bound, 5.5e9 as exports_upper_bound, 'stated' as exports_basis,
                's1' as exports_statement_id
            """
        )
    written = page.write(tmp_path)
    html = written.path.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "<h1>Korea’s exports came to $5 bn in March 2024</h1>" in html
    assert "“$5 bn” (article 1, paragraph 1, sentence 2)" in html
    assert '</script> & "zinc"' not in html
    assert set(written.pictures) == {"trade"}
