"""Corpora other than that of the project go the whole way as well."""

from __future__ import annotations

import pytest

from korea_trade.presentation.exports import tables
from tests.corpora import five_statements as five_statements_corpus
from tests.corpora import replicas
from tests.integration.workshop import Warehouse
from tools import corpus

pytestmark = [pytest.mark.integration, pytest.mark.slow]


def test_one_article_with_five_statements_and_what_is_said_in_other_words_becomes_a_release_without_a_false_accusation(
    unbuilt: Warehouse,
) -> None:
    month = {"theme": "trade_totals", "measure": "value", "unit": "USD", "flow": "exports", "period": "2019-05"}
    rate = month | {"measure": "yoy", "unit": "percent"}
    record = {"theme": "records", "unit": "rank", "value": 1, "claim": "first_time", "scope": "all_time"}
    run = {"theme": "streaks", "unit": "months", "value": 2, "measure": "value", "flow": "exports"}
    run |= {"direction": 1, "status": "open"}
    five_statements_corpus.write(
        unbuilt.sources,
        also=[
            month | {"slug": "consensus", "figure": "$47.0 bn", "value": 47.0e9, "modality": "consensus"},
            rate | {"slug": "forecast", "figure": "12.0%", "value": 12.0, "period": "2019-07", "modality": "forecast"},
            month | {"slug": "bop", "figure": "$44.1 bn", "value": 44.1e9, "definition": "balance_of_payments"},
            month | {"slug": "daily", "figure": "$2.1 bn", "value": 2.1e9, "measure": "daily_value"},
            rate | {"slug": "daily-rate", "figure": "-1.2%", "value": -1.2, "measure": "daily_yoy"},
            month
            | {"slug": "topped", "figure": "topped $1 trillion", "value": 1e12, "flow": "trade", "period": "2018"},
            month | {"slug": "year", "figure": "$1.14 trillion", "value": 1.14e12, "flow": "trade", "period": "2018"},
            record
            | {"slug": "first-topped", "figure": "first", "measure": "value", "flow": "trade", "period": "2018"}
            | {"threshold": 1e12},
            rate
            | {"slug": "without-chips", "figure": "5.0%", "value": 5.0}
            | {"subject_kind": "without_item", "subject_id": "semiconductors"},
            rate
            | {"slug": "ships", "theme": "trade_by_item", "figure": "more than doubled", "value": 100}
            | {"subject_kind": "item", "subject_id": "ships"},
            run
            | {"slug": "double-digit", "figure": "two", "period": "2018-12/2019-01"}
            | {"condition": "growth_threshold", "threshold": 10},
            run | {"slug": "records", "figure": "two", "period": "2018-09/2018-10", "condition": "record"},
        ],
    )

    build = unbuilt.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    assert "statements  17" in build.stdout
    assert unbuilt.query("select * from fct_reconciliation where verdict in ('contradicts', 'revision')") == []
    verdicts = dict(unbuilt.query("select identity_id, verdict from fct_reconciliation"))
    assert verdicts["balance_of_trade"] == "holds"
    months = "select month::varchar, exports_usd, balance_usd, exports_basis from fct_trade_month_latest order by month"
    (year_before, reported) = unbuilt.query(months)
    assert reported == ("2019-05-01", 45.6e9, 2.4e9, "stated")
    # 45.6 bn after a growth of 3.1 percent.
    assert year_before == ("2018-05-01", 44.2e9, None, "derived")
    apart = "select statement_id, outcome_value from fct_kept_apart order by statement_id"
    assert unbuilt.query(apart) == [
        ("a01-p1-s1-bop", None),
        ("a01-p1-s1-consensus", 45.6e9),
        ("a01-p1-s1-forecast", None),
    ]
    runs = (
        "select condition, length, start_month::varchar from fct_streak "
        "where condition <> 'sign' and subject_kind = 'total' order by condition"
    )
    assert unbuilt.query(runs) == [
        ("growth", 3, "2019-03-01"),
        ("growth_threshold", 2, "2018-12-01"),
        ("record", 2, "2018-09-01"),
    ]
    assert (unbuilt.settings.published / "dashboard.html").exists()


@pytest.mark.soak
def test_true_articles_of_fifteen_months_each_told_thrice_become_a_release_in_which_nothing_contradicts(
    unbuilt: Warehouse,
) -> None:
    corpus.write(corpus.generate(45, outlets=3), unbuilt.sources, folders=True)

    build = unbuilt.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    assert unbuilt.query("select count(*) from fct_reconciliation where verdict in ('contradicts', 'revision')") == [
        (0,)
    ]
    assert unbuilt.query("select count(*) from fct_direction_month where is_contradictory") == [(0,)]
    files = unbuilt.query("select distinct source_file from fct_statement where article_id = 'a02'")
    assert ("trade_by_item/a02.csv",) in files


@pytest.mark.soak
def test_what_is_planted_stops_the_build_until_it_is_reviewed_and_nothing_else_contradicts(unbuilt: Warehouse) -> None:
    made = corpus.generate(12, outlets=3, planted=["title", "length", "revision"])
    corpus.write(made, unbuilt.sources, reviewed=False)

    stopped = unbuilt.ktw("build")

    assert stopped.returncode == 1
    assert "explain the contradiction in reviewed_contradictions.csv" in stopped.stderr
    assert not unbuilt.settings.published.exists()

    corpus.review(made, unbuilt.sources)
    build = unbuilt.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    found = unbuilt.query("select reconciliation_id from fct_reconciliation where verdict = 'contradicts'")
    assert {one for (one,) in found} == {one.reconciliation_id for one in made.contradictions}


@pytest.mark.soak
@pytest.mark.parametrize(
    ("copies", "years_apart"),
    [
        pytest.param(3, 0, id="the same months from three outlets"),
        pytest.param(3, 6, id="six and twelve years before as well"),
    ],
)
def test_copies_of_the_articles_become_a_release_that_finds_what_the_articles_contradict_and_nothing_else(
    unbuilt: Warehouse, built: Warehouse, copies: int, years_apart: int
) -> None:
    replicas.write(unbuilt.sources, copies, years_apart=years_apart)

    build = unbuilt.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    assert repeated_keys(unbuilt) == {}
    # Each copy by itself: no survey of one year or outlet lends its sizes and shares to that of another.
    for verdicts in (
        "select identity_id, count(*) from fct_reconciliation where verdict = 'contradicts' group by all",
        """
        select identity_id, verdict, count(*) from fct_reconciliation
        where identity_id in ('share_of_respondents', 'part_within_whole', 'answers_within_whole', 'partition')
        group by all
        """,
    ):
        expected = {
            (identity, *verdict, copies * count)
            for identity, *verdict, count in built.query(verdicts)
            if not (years_apart and identity.endswith("against_series"))  # copies of other years have no series
        }
        assert set(unbuilt.query(verdicts)) == expected


def repeated_keys(warehouse: Warehouse) -> dict[str, int]:
    """How many rows too many the tables of a release have for their keys."""
    found = {}
    with tables.opened(warehouse.settings.published) as connection:
        for table in tables.read(connection):
            if table.key:
                key = ", ".join(table.key)
                found[table.name] = f'select count(*) - count(distinct ({key})) from "{table.name}"'
        assert "fct_reconciliation" in found
        counts = {name: connection.execute(query).fetchone() for name, query in found.items()}
    return {name: row[0] for name, row in counts.items() if row and row[0]}
