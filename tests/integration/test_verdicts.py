"""What the build says of articles beside those of the project, held against what an editor would say.

One build judges them all: the cases are of different months and subjects, so that none bears on another.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

import pytest

from korea_trade.warehouse.settings import PROJECT
from tests.corpora import further_articles
from tests.integration.workshop import Warehouse
from tests.warehouses import FirstBuild

pytestmark = [pytest.mark.integration, pytest.mark.slow]

EXPORTS = {"theme": "trade_totals", "measure": "value", "unit": "USD", "flow": "exports"}
RATE = {"theme": "trade_totals", "measure": "yoy", "unit": "percent"}
ITEM_RATE = RATE | {"theme": "trade_by_item", "flow": "exports", "subject_kind": "item"}
TO_PARTNER = EXPORTS | {"theme": "trade_by_partner", "subject_kind": "partner"}
BREADTH = {
    "theme": "breadth",
    "unit": "count",
    "measure": "members",
    "flow": "exports",
    "subject_kind": "population",
} | dict.fromkeys(("subject_id", "population_id"), "major_items_15")
IN_FORCE = {"theme": "agreements", "flow": "none", "subject_kind": "agreement", "subject_id": "korea_us_fta"} | {
    "milestone": "entry_into_force"
}


@dataclass(frozen=True)
class Case:
    """An article made for a test, by the day from which it is known and what it says."""

    known_from: str
    statements: tuple[dict[str, Any], ...]


WHAT_MUST_BE_TOLD = {
    "a growth 27 points off what was printed": Case(
        "2023-05-02",
        (RATE | {"slug": "growth", "figure": "-41 percent", "value": -41, "flow": "exports", "period": "2023-04"},),
    ),
    "a partner that takes more than all exports": Case(
        "2023-12-20",
        (
            EXPORTS
            | {"theme": "trade_by_partner", "slug": "vietnam", "figure": "$60 bn", "value": 60e9, "period": "2023-11"}
            | {"subject_kind": "partner", "subject_id": "vietnam"},
        ),
    ),
    "a share that its two levels refute": Case(
        "2019-08-21",
        (
            EXPORTS | {"slug": "total", "figure": "$16.0 bn", "value": 16.0e9, "period": "2019-08-01/2019-08-10"},
            EXPORTS
            | {"theme": "trade_by_item", "slug": "chips", "figure": "$3.18 bn", "value": 3.18e9}
            | {"subject_kind": "item", "subject_id": "semiconductors", "period": "2019-08-01/2019-08-10"},
            {
                "theme": "shares",
                "slug": "chips-share",
                "figure": "32%",
                "value": 32,
                "unit": "percent",
                "measure": "share",
            }
            | {"flow": "exports", "subject_kind": "item", "subject_id": "semiconductors"}
            | {"period": "2019-08-01/2019-08-10", "base_id": "exports_of_ten_days", "base_certainty": "inferred"},
        ),
    ),
    "a second place behind two known levels": Case(
        "2018-02-01",
        (
            EXPORTS | {"slug": "first", "figure": "$60.0 bn", "value": 60e9, "period": "2017-10"},
            EXPORTS | {"slug": "next", "figure": "$59.0 bn", "value": 59e9, "period": "2017-11"},
            EXPORTS | {"slug": "own", "figure": "$58.0 bn", "value": 58e9, "period": "2018-01"},
            {"theme": "records", "slug": "place", "figure": "second highest", "value": 2, "unit": "rank"}
            | {"measure": "value", "flow": "exports", "period": "2018-01", "claim": "highest", "scope": "all_time"},
        ),
    ),
    "a list that names the smaller of two first": Case(
        "2008-02-01",
        tuple(
            row | {"subject_id": item, "period": "2008-01"}
            for place, (item, value) in enumerate({"steel": 9, "displays": 12}.items(), start=1)
            for row in (
                ITEM_RATE | {"slug": item, "figure": f"{value}%", "value": value},
                {"theme": "records", "slug": f"place-{item}", "figure": "followed by", "value": place, "unit": "rank"}
                | {"measure": "yoy", "flow": "exports", "subject_kind": "item", "claim": "highest", "scope": "in_list"},
            )
        ),
    ),
    "twelve of fifteen items that rose in a year in which four are named as falling": Case(
        "2019-01-01",
        (
            BREADTH | {"slug": "rising", "figure": "12", "value": 12, "direction": 1, "period": "2018"},
            *(
                ITEM_RATE | {"slug": item, "figure": "-2.0%", "value": -2, "subject_id": item, "period": "2018"}
                for item in ("ships", "steel", "displays", "computers")
            ),
        ),
    ),
    "exports without an item that leave too little for it": Case(
        "2018-07-01",
        (
            EXPORTS | {"slug": "total", "figure": "$50.0 bn", "value": 50e9, "period": "2018-06"},
            EXPORTS
            | {"theme": "trade_by_item", "slug": "chips", "figure": "$10.0 bn", "value": 10e9, "period": "2018-06"}
            | {"subject_kind": "item", "subject_id": "semiconductors"},
            EXPORTS
            | {"slug": "without-chips", "figure": "$45.0 bn", "value": 45e9, "period": "2018-06"}
            | {"subject_kind": "without_item", "subject_id": "semiconductors"},
        ),
    ),
    "ten days above the twenty that begin with them": Case(
        "2018-05-01",
        (
            EXPORTS | {"slug": "ten", "figure": "$16.0 bn", "value": 16e9, "period": "2018-04-01/2018-04-10"},
            EXPORTS | {"slug": "twenty", "figure": "$14.0 bn", "value": 14e9, "period": "2018-04-01/2018-04-20"},
        ),
    ),
    "an agreement that is in force a year too early": Case(
        "2023-11-20",
        (
            IN_FORCE
            | {"slug": "date", "figure": "2011", "value": 2011, "unit": "date", "measure": "agreement_milestone"}
            | {"period": "2011"},
        ),
    ),
}
NOT_TO_BE_TOLD = {
    "the largest partner in a bloc beside a larger one elsewhere": Case(
        "2017-02-01",
        (
            TO_PARTNER
            | {"slug": "china", "figure": "$12.0 bn", "value": 12e9, "subject_id": "china", "period": "2017-01"},
            TO_PARTNER
            | {"slug": "vietnam", "figure": "$4.0 bn", "value": 4e9, "subject_id": "vietnam", "period": "2017-01"},
            {"theme": "records", "slug": "largest", "figure": "largest", "value": 1, "unit": "rank", "measure": "value"}
            | {"flow": "exports", "subject_kind": "partner", "subject_id": "vietnam", "period": "2017-01"}
            | {"claim": "highest", "scope": "among_subjects", "population_id": "exports_to_asean"},
        ),
    ),
    "the full years of an agreement before its day of the year": Case(
        "2024-02-11",
        (
            IN_FORCE
            | {"slug": "years", "figure": "11", "value": 11, "unit": "years", "measure": "anniversary"}
            | {"period": "2024-02"},
        ),
    ),
    "a share of all trade where the text names no total": Case(
        "2024-04-21",
        (
            {"theme": "shares", "slug": "chips-share", "figure": "10.7%", "value": 10.7, "unit": "percent"}
            | {"measure": "share", "flow": "exports", "subject_kind": "item", "subject_id": "semiconductors"}
            | {"period": "2024-03", "base_id": "exports_of_ten_days", "base_certainty": "inferred"},
        ),
    ),
    "more than two items beside four that are named": Case(
        "2019-04-01",
        (
            BREADTH | {"slug": "rising", "figure": "more than two", "value": 2, "direction": 1, "period": "2019-03"},
            *(
                ITEM_RATE | {"slug": item, "figure": "2.0%", "value": 2, "subject_id": item, "period": "2019-03"}
                for item in ("ships", "steel", "displays", "computers")
            ),
        ),
    ),
    "a coarser print that agrees": Case(
        "2024-04-10", (EXPORTS | {"slug": "coarse", "figure": "about $57 billion", "value": 57e9, "period": "2024-03"},)
    ),
    "the same months by the balance of payments": Case(
        "2022-04-08",
        tuple(
            EXPORTS
            | {
                "slug": flow,
                "figure": f"${value} billion",
                "value": round(value * 1e9),
                "flow": flow,
                "period": "2022-02",
            }
            | {"definition": "balance_of_payments"}
            for flow, value in (("exports", 53.91), ("imports", 49.6), ("balance", 4.27))
        ),
    ),
    "a year's trade of the firms that were counted, and by customs": Case(
        "2022-08-01",
        (
            EXPORTS
            | {"slug": "customs", "figure": "$1,259.6 billion", "value": 1259.6e9, "flow": "trade", "period": "2021"}
            | {"definition": ""},
            EXPORTS
            | {"slug": "firms", "figure": "$1,226.8 billion", "value": 1226.8e9, "flow": "trade", "period": "2021"}
            | {"definition": "enterprise_characteristics"},
        ),
    ),
    "a level that a threshold was passed by": Case(
        "2026-01-01",
        (
            EXPORTS | {"slug": "year", "figure": "$709.7 billion", "value": 709.7e9, "period": "2025"},
            {"theme": "records", "slug": "topped", "figure": "first", "value": 1, "unit": "rank", "measure": "value"}
            | {"flow": "exports", "period": "2025", "claim": "first_time", "scope": "all_time", "threshold": 700e9},
        ),
    ),
}


@pytest.fixture(scope="module")
def judged(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, dict[str, str]]:
    """A warehouse whose marts are built, and the article of each case."""
    warehouse = first_build.compiled_in(tmp_path_factory.mktemp("judged"))
    shutil.copytree(PROJECT / "sources", warehouse.sources)
    shutil.rmtree(warehouse.sources / "observed")
    with (warehouse.sources / "populations.csv").open("a", encoding="utf-8") as populations:
        populations.write("exports_of_ten_days,Exports of ten days of August 2019,trade_value,,,,total,all,\n")
    articles = {
        name: further_articles.add(warehouse.sources, case.known_from, case.statements)
        for name, case in (WHAT_MUST_BE_TOLD | NOT_TO_BE_TOLD).items()
    }
    # Two outlets of one day that print different growth.
    for outlet, value in (("one outlet", 22.3), ("another outlet", 27.9)):
        rate = RATE | {"slug": "imports", "figure": f"{value} percent", "value": value, "flow": "imports"}
        articles[outlet] = further_articles.add(warehouse.sources, "2022-04-01", [rate | {"period": "2022-03"}])
    build = warehouse.ktw("build")
    assert "gate 3" in build.stderr, build.stderr
    return warehouse, articles


def _verdicts(judged: tuple[Warehouse, dict[str, str]], name: str) -> set[str]:
    """The verdicts on what the article of a case says."""
    warehouse, articles = judged
    with warehouse.opened() as connection:
        rows = connection.execute(
            "select distinct verdict from marts.fct_reconciliation where statement_ids like '%' || ? || '-p%'",
            [articles[name]],
        ).fetchall()
    return {verdict for (verdict,) in rows}


@pytest.mark.parametrize("name", [*WHAT_MUST_BE_TOLD, "another outlet"])
def test_what_cannot_be_is_a_contradiction(judged: tuple[Warehouse, dict[str, str]], name: str) -> None:
    assert "contradicts" in _verdicts(judged, name)


@pytest.mark.parametrize("name", NOT_TO_BE_TOLD)
def test_what_may_be_is_neither_a_contradiction_nor_a_revision(
    judged: tuple[Warehouse, dict[str, str]], name: str
) -> None:
    assert _verdicts(judged, name) & {"contradicts", "revision"} == set()


def test_a_coarser_print_leaves_the_figure_that_is_known_as_it_is(judged: tuple[Warehouse, dict[str, str]]) -> None:
    warehouse, _ = judged
    with warehouse.opened() as connection:
        [row] = connection.execute(
            "select exports_usd from marts.fct_trade_month_latest where month = '2024-03-01'"
        ).fetchall()
    assert row == (56.56e9,)
