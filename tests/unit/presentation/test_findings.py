"""The page of findings says what a reader needs, with numbers as people write them."""

from __future__ import annotations

from typing import Any

import duckdb

from korea_trade.presentation import findings_page, wording

TITLE = {
    "identity_id": "same_cell",
    "verdict": "contradicts",
    "version": "used",
    "unit": "percent",
    "left_value": 7.0,
    "left_lower_bound": 6.5,
    "left_upper_bound": 7.5,
    "left_statement_ids": "title",
    "right_value": 7.8,
    "right_lower_bound": 7.75,
    "right_upper_bound": 7.85,
    "right_statement_ids": "body",
    "gap": 0.25,
    "consistent_value": 8.0,
    "explanation": "The decimals are dropped.",
}


def test_a_contradiction_shows_both_figures_with_their_places_intervals_and_gap() -> None:
    assert (
        "| All exports: Growth on the year, November 2023 "
        "| “7%” (article 3, title) | 7 % (6.5 % to 7.5 %) "
        "| “7.8%” (article 3, paragraph 2, sentence 4) | 7.8 % (7.75 % to 7.85 %) | 0.250 points | 8 % |"
    ) in _page(TITLE)


def test_an_explanation_that_several_share_is_said_once() -> None:
    page = _page(TITLE, TITLE | {"left_value": 6.0})
    assert page.count("The decimals are dropped.") == 1
    assert page.count("“7%” (article 3, title)") == 2


def test_explanations_that_differ_are_each_said_with_their_own_table() -> None:
    page = _page(TITLE, TITLE | {"explanation": "Another reason."})
    assert page.index("Another reason.") < page.index("The decimals are dropped.")
    assert page.count("| About |") == 2


def test_what_nobody_explained_is_one_finding_if_one_statement_is_behind_it() -> None:
    open_one = TITLE | {"explanation": None, "is_reviewed": False, "cause_statement_id": "title"}
    page = _page(open_one, open_one | {"identity_id": "streak_start"}, open_one | {"cause_statement_id": "body"})
    assert page.count("| About |") == 2
    assert page.count("### One figure twice; Start, article 3") == 1


def test_money_stands_in_billions() -> None:
    bounds = {"left_lower_bound": 56_555_000_000, "left_upper_bound": 56_565_000_000}
    assert "$56.56 bn ($56.555 bn to $56.565 bn)" in _page(
        TITLE | {"unit": "USD", "left_value": 56_560_000_000} | bounds
    )


def test_an_official_figure_is_named_as_one_and_told_with_a_digit_more_than_the_print() -> None:
    change = {"left_value": 1.44e9, "left_lower_bound": 1.435e9, "left_upper_bound": 1.445e9}
    official = {"right_value": 1_635_825_000, "right_lower_bound": 1_635_825_000, "right_upper_bound": 1_635_825_000}
    page = _page(
        TITLE | change | official | {"identity_id": "change_against_series", "unit": "USD", "right_statement_ids": ""}
    )
    assert "| official series | $1.636 bn |" in page


def test_a_side_without_a_limit_says_so() -> None:
    page = _page(TITLE | {"left_value": None, "left_lower_bound": 0.0, "left_upper_bound": None})
    assert "| at least 0 % |" in page


def test_ends_that_touch_are_no_gap_but_no_agreement_either() -> None:
    assert "the ends touch, but one is left out" in _page(TITLE | {"verdict": "revision", "gap": 0.0})
    assert "the ends touch" not in _page(TITLE | {"verdict": "within_rounding", "gap": 0.0})


def test_the_start_of_a_streak_is_a_month() -> None:
    start = {"identity_id": "streak_start", "unit": "months", "left_lower_bound": 24273.0, "left_upper_bound": 24273.0}
    assert "| October 2023 |" in _page(TITLE | start | {"left_value": 24273.0})


def test_what_cannot_be_decided_is_counted_with_three_examples() -> None:
    page = _page(*[TITLE | {"verdict": "untestable", "gap": None, "explanation": None}] * 4)
    assert "| One figure twice | 4 |" in page
    assert page.count("“7%” (article 3, title)") == 3


def test_the_table_of_verdicts_adds_up() -> None:
    page = _page(TITLE, TITLE | {"verdict": "holds"}, TITLE | {"verdict": "holds"})
    assert "| One figure twice | 2 |  |  | 1 |  | 3 |" in page
    assert "| All | 2 | 0 | 0 | 1 | 0 | 3 |" in page
    assert "Of 3 comparisons 2 hold as printed" in page


def wording_as_typed(text: str) -> str:
    """`text` with plain blanks and minus signs."""
    return text.replace(wording.NBSP, " ").replace(wording.MINUS, "-")


def _page(*instances: dict[str, Any]) -> str:
    """The page of some instances about one cell, which one article prints in its title and in its body."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table dim_identity as
                select 'same_cell' as identity_id, 'One figure twice' as label, 'a = b' as formula
                union all select 'streak_start', 'Start', 'a = b';
            create table dim_subject as select 'total' as subject_kind, 'all' as subject_id, 'Korea in total' as label;
            create table dim_population as select 'part' as population_id, 'A part' as label;
            create table dim_measure as select 'yoy' as measure_id, 'Growth on the year' as label;
            create table dim_period as select '2023-11' as period, 'November 2023' as label;
            create table dim_article as
                select 'a03' as article_id, 3 as article_no, 'Exports increase' as title, 'site' as publisher;
            create table fct_statement as
                select 'title' as statement_id, 'a03' as article_id, 0 as paragraph, 1 as sentence, '7%' as figure,
                    false as is_corrected, 7.0 as value, 'percent' as unit
                union all select 'body', 'a03', 2, 4, '7.8%', false, 7.8, 'percent';
            create table fct_reconciliation (
                reconciliation_id varchar, identity_id varchar, verdict varchar, version varchar, flow varchar,
                subject_kind varchar, subject_id varchar, measure varchar, period varchar, unit varchar,
                left_value double, left_lower_bound double, left_upper_bound double, left_statement_ids varchar,
                right_value double, right_lower_bound double, right_upper_bound double, right_statement_ids varchar,
                gap double, consistent_value double, fitting_base_id varchar, importance bigint,
                cause_statement_id varchar,
                article_ids varchar, explanation varchar,
                relation varchar, statement_ids varchar, is_reviewed boolean
            );
            """
        )
        about = {
            "flow": "exports",
            "subject_kind": "total",
            "subject_id": "all",
            "measure": "yoy",
            "period": "2023-11",
            "article_ids": "a03",
            "relation": "meets",
            "statement_ids": "title, body",
            "is_reviewed": True,
        }
        for number, instance in enumerate(instances):
            row = {"reconciliation_id": f"{instance['explanation']}|{number}"} | about | instance
            connection.execute(
                f"insert into fct_reconciliation ({', '.join(row)}) values ({', '.join('?' * len(row))})",
                list(row.values()),
            )
        return wording_as_typed(findings_page.render(connection))
