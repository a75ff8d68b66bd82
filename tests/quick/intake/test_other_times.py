"""Figures of another time than the one that a text reports, and forecasts of one to come."""

from __future__ import annotations

import pytest

from korea_trade.intake.proposal import OPEN, SURE
from tests.quick.intake.made_up import Propose, sentences, told


@pytest.mark.parametrize(("sentence", "facts"), sentences("another_time"))
def test_a_figure_of_another_time_has_its_own_period(
    rows: Propose, sentence: str, facts: list[tuple[str, ...]]
) -> None:
    found = told(rows(sentence))

    assert [fact for fact in found if fact in facts] == facts


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("The deficit was the smallest since 2023, when it reached $15 billion.", "$15 billion"),
        ("The trade surplus is expected to reach $13 billion to $14 billion in 2031.", "$13 billion"),
        ("Exports rose 3 percent after a 4 percent gain in May, when they hit $50 billion.", "$50 billion"),
        ("Until the end of May, exports to Japan stood at $20 billion.", "$20 billion"),
        ("Exports rose 4 percent in June, after falling 3 percent in May to $50 billion.", "$50 billion"),
        ("Exports were the lowest since May 2028, when the ministry set a goal of $70 billion.", "$70 billion"),
    ],
)
def test_what_can_be_of_another_time_is_left_open(rows: Propose, sentence: str, figure: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == figure] == [OPEN]


POLL = {
    "title": "Exports to fall in July: poll",
    "lead": "South Korea's exports are expected to fall 4 percent in July, a poll showed.",
}


def test_a_forecast_without_a_period_is_of_the_one_that_was_named(rows: Propose) -> None:
    found = rows(
        "The trade surplus is expected to reach $5 billion, marking 92 straight months of surplus.",
        "In June, exports fell 3 percent.",
        **POLL,
    )

    assert [
        (row.figure, row.period, row.modality) for row in found if row.paragraph > 1 and row.confidence == SURE
    ] == [
        ("$5 billion", "2030-07", "forecast"),
        ("92", "2022-12/2030-07", "forecast"),
        ("3 percent", "2030-06", "actual"),
    ]


def test_where_forecasts_are_of_two_periods_one_without_any_stays_open(rows: Propose) -> None:
    found = rows("In 2031, exports will rise 5 percent.", "Imports are expected to rise 2 percent.", **POLL)

    assert [row.confidence for row in found if row.figure == "2 percent"] == [OPEN]


def test_a_headline_tells_what_is_set_for_a_run(rows: Propose) -> None:
    found = rows(
        title="Exports set for 10th straight month of growth in July",
        lead="South Korea's exports are expected to have grown for a 10th straight month, a poll showed.",
    )

    told_in = [(row.period, row.modality) for row in found if row.theme == "streaks" and row.confidence == SURE]
    assert told_in == [("2029-10/2030-07", "forecast"), ("2029-10/2030-07", "forecast")]


def test_the_year_of_the_previous_record_is_the_one_that_when_refers_to(rows: Propose) -> None:
    found = rows(
        "Exports stood at $640 billion in 2029.",
        "The previous record was set in 2028, when the figure came to $604 billion.",
        title="Exports rise in 2029",
        lead="South Korea's exports rose 25 percent in 2029 from the previous year, data showed.",
    )

    assert [(row.confidence, row.period) for row in found if row.figure == "$604 billion"] == [(SURE, "2028")]


def test_a_year_that_is_not_over_is_told_as_a_forecast(rows: Propose) -> None:
    found = rows("Exports are expected to fall 4 percent in 2031, after rising 7 percent in 2030 to $690 billion.")

    sure = [row for row in found if row.paragraph > 1 and row.confidence == SURE and row.theme != "directions"]
    assert [(row.figure, row.period, row.modality) for row in sure] == [
        ("4 percent", "2031", "forecast"),
        ("7 percent", "2030", "forecast"),
        ("$690 billion", "2030", "forecast"),
    ]


def test_until_the_end_of_a_month_is_since_january_where_the_text_reports_that(rows: Propose) -> None:
    found = rows(
        "Until the end of June, exports to Japan stood at $20 billion.",
        title="Exports to Japan fall",
        lead="South Korea's exports to Japan fell 3 percent in the first half of 2030.",
    )

    assert [(row.confidence, row.period) for row in found if row.figure == "$20 billion"] == [(SURE, "2030-H1")]


def test_who_counts_is_no_account_of_what_is_counted(rows: Propose) -> None:
    found = rows(
        "Exports rose 3 percent at $45 billion, according to Zembla Data, the financial service arm of Zembla News."
    )

    assert [row.figure for row in found if row.paragraph > 1 and row.confidence == SURE] == ["3 percent", "$45 billion"]
