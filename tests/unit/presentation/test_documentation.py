"""The pages of a small release: what they say where all is well, and where something is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from korea_trade.modelling.catalogue import Catalogue, Column, Place, Relation
from korea_trade.presentation import wording
from korea_trade.presentation.documentation import page
from korea_trade.releases.manifest import Check, Table
from tests import manifests

_AMOUNT = Column("amount", "DOUBLE", "Full <US> dollars", "copied", [Place("orders.csv", "value")])
_ORDERS = Relation("raw", "orders", "Source table", "Orders & more", [_AMOUNT], "/source/orders")
_SHARE = Relation(
    "marts",
    "fct_share",
    "Table",
    "Shares",
    [Column("percent", "DOUBLE", "Percent", "untraced", ())],
    "/model/fct_share",
    untraced="its SQL is <not> understood",
)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release with two contradictions, a revision, and without dashboard, exports and a release before it."""
    manifests.write(
        tmp_path,
        release_id="20260101T000000Z-00",
        content="c0ffee",
        code_version="c0de",
        sources={"orders.csv": "5ha"},
        checks={"gate 1, sources": Check(7, 0, "run")},
        tables={"fct_share": Table(1234, {"percent": "DOUBLE"})},
        macros=("share_as_of(d)", "share_as_of(d, source)"),
    )
    with duckdb.connect(str(tmp_path / "korea_trade.duckdb")) as connection:
        connection.execute(
            """
            create table dim_identity as select 'sum' as identity_id, 'Parts and whole' as label, 'a = b' as formula;
            create table dim_subject as select 'item' as subject_kind, 'zinc' as subject_id, 'Zinc ore' as label;
            create table dim_population as select 'part' as population_id, 'A part' as label;
            create table dim_measure as select 'yoy' as measure_id, 'Change on the year' as label;
            create table dim_period as select '2024-03' as period, 'March 2024' as label;
            create table dim_article as
            select 'a01' as article_id, 1 as article_no, 'Zinc rises' as title, 'zinc.example' as publisher;
            create table fct_statement as
            select 'a01-p1-s1-zinc' as statement_id, 'a01' as article_id, 1 as paragraph, 1 as sentence,
                '1.5%' as figure, false as is_corrected, 1.5 as value, 'percent' as unit;
            create table fct_reconciliation as
            select
                'sum' as identity_id, 'contradicts' as verdict, 'used' as version,
                'exports' as flow, 'item' as subject_kind, 'zinc' as subject_id, 'yoy' as measure,
                '2024-03' as period, 'a01-p1-s1-zinc' as statement_ids, 1.5::double as left_value,
                null::double as right_value, 0.25::double as gap, 'percent' as unit, true as is_reviewed,
                'meets' as relation, 'one' as reconciliation_id,
                'a01' as article_ids, null as explanation, 'a01-p1-s1-zinc' as left_statement_ids,
                '' as right_statement_ids, 1.45::double as left_lower_bound, 1.55::double as left_upper_bound,
                null::double as right_lower_bound, null::double as right_upper_bound,
                null::double as consistent_value, null::varchar as fitting_base_id, 1 as importance,
                null::varchar as cause_statement_id;
            insert into fct_reconciliation by name
            select * replace ('tin' as subject_id, 'printed' as version)
            from fct_reconciliation;
            insert into fct_reconciliation by name
            select * replace ('revision' as verdict) from fct_reconciliation limit 1
            """
        )
    return tmp_path


def _text(release: Path, name: str) -> str:
    return (release / "docs" / name).read_text(encoding="utf-8").replace(wording.NBSP, " ")


def test_a_table_that_could_not_be_traced_says_so_where_it_stands_and_on_the_entry_page(release: Path) -> None:
    page.write(release, Catalogue([_SHARE, _ORDERS]), {})

    assert "its SQL is &lt;not&gt; understood" in _text(release, "marts/fct_share.html")
    assert "The columns of marts.fct_share could not be traced" in _text(release, "index.html")


def test_where_all_is_traced_nothing_is_said_of_it(release: Path) -> None:
    page.write(release, Catalogue([_ORDERS]), {})

    assert "could not be traced" not in _text(release, "index.html")
    assert "notice" not in _text(release, "raw/orders.html")


def test_descriptions_stand_as_they_are_and_are_no_markup(release: Path) -> None:
    page.write(release, Catalogue([_ORDERS]), {})

    assert "Full &lt;US&gt; dollars" in _text(release, "raw/orders.html")
    assert "Orders &amp; more" in _text(release, "index.html")


def test_a_gate_leads_to_its_page_unless_its_run_was_forgotten(release: Path, tmp_path: Path) -> None:
    gate = tmp_path / "sources.html"
    gate.write_text("<html><body>\nwhat was expected</body></html>", encoding="utf-8")

    page.write(release, Catalogue([]), {"gate 1, sources": gate})
    assert 'href="checks/sources.html"' in _text(release, "index.html")
    assert "what was expected" in _text(release, "checks/sources.html")
    assert 'href="../index.html#checks"' in _text(release, "checks/sources.html")
    assert 'id="checks"' in _text(release, "index.html")

    page.write(release, Catalogue([]), {})
    assert "checks/sources.html" not in _text(release, "index.html")
    assert "gate 1, sources" in _text(release, "index.html")


def test_the_other_parts_are_led_to(release: Path) -> None:
    page.write(release, Catalogue([]), {})

    assert {'href="../dashboard.html"', 'href="../exports/korea_trade.xlsx"'} <= set(
        re.findall(r'href="[^"]+"', _text(release, "index.html"))
    )


def test_the_page_of_a_table_that_is_no_more_does_not_stay(release: Path) -> None:
    page.write(release, Catalogue([_SHARE, _ORDERS]), {})
    page.write(release, Catalogue([_ORDERS]), {})

    assert not (release / "docs" / "marts" / "fct_share.html").exists()


def test_a_contradiction_shows_its_values_and_leaves_out_what_is_unknown(release: Path) -> None:
    page.write(release, Catalogue([]), {})
    text = _text(release, "index.html")

    assert "Parts and whole" in text
    assert ">1.5 % (1.45 % to 1.55 %)<" in text
    assert 'data-label="Held against">no limit<' in text


def test_contradictions_are_told_apart_by_what_they_are_about(release: Path) -> None:
    page.write(release, Catalogue([]), {})
    text = _text(release, "index.html")

    assert ">Zinc ore: Change on the year<" in text
    assert ">tin: Change on the year, as printed before correction<" in text
    assert "1 shows a revision, 2 contradict" in text


def test_tables_macros_files_and_series_are_counted_apart(release: Path) -> None:
    macro = Relation("marts", "share_as_of", "Table macro", "", [], "")
    series = Relation("raw", "observed", "Official series", "", [], "")
    page.write(release, Catalogue([_SHARE, macro, _ORDERS, series]), {})
    text = _text(release, "index.html")

    assert re.findall(r"<h3>(.+?)</h3> <span>(.+?) ·", text) == [
        ("Marts", "1 table"),
        ("Marts on a day", "1 table macro"),
        ("Sources", "1 source file"),
        ("Official series", "1 table"),
    ]
    assert "<code>(d)</code><br><code>(d, source)</code>" in text


def test_the_search_knows_names_and_descriptions_of_columns(release: Path) -> None:
    page.write(release, Catalogue([_SHARE]), {})

    assert '{"marts.fct_share": [["percent", "Percent"]]}' in _text(release, "index.html")


def test_a_column_without_source_or_use_says_so(release: Path) -> None:
    page.write(release, Catalogue([_ORDERS]), {})
    assert _text(release, "raw/orders.html").count(">none<") == 1

    page.write(release, Catalogue([replace(_ORDERS, columns=[Column("line", "BIGINT", "", "generated", ())])]), {})
    assert _text(release, "raw/orders.html").count(">none<") == 2


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"manifest\.json"):
        page.write(tmp_path, Catalogue([]), {})
