"""Figures of another time than the one that a text reports, and forecasts of one to come."""

from __future__ import annotations

import pytest

from korea_trade.intake.proposal import OPEN, SURE
from tests.quick.intake.made_up import told


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "The trade surplus was $2.6 billion, the highest since May 2028, when it hit $3.7 billion.",
            [
                ("$2.6 billion", "2600000000", "value", "balance", "all", "2030-06"),
                ("highest", "1", "value", "balance", "all", "2030-06"),
                ("$3.7 billion", "3700000000", "value", "balance", "all", "2028-05"),
            ],
        ),
        (
            "It was the largest since May 2028, when the country reported a $4.2 billion surplus.",
            [("$4.2 billion", "4200000000", "value", "balance", "all", "2028-05")],
        ),
        (
            "The deficit was the smallest for June since 2023, when it reached $15 billion.",
            [("$15 billion", "-15000000000", "value", "balance", "all", "2023-06")],
        ),
        (
            "Exports rose 24 percent, following May's 16.7 percent increase.",
            [
                ("24 percent", "24", "yoy", "exports", "all", "2030-06"),
                ("16.7 percent", "16.7", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "Imports fell 5.6 percent, compared with May's 7.1 percent drop.",
            [
                ("5.6 percent", "-5.6", "yoy", "imports", "all", "2030-06"),
                ("7.1 percent", "-7.1", "yoy", "imports", "all", "2030-05"),
            ],
        ),
        (
            "Exports rose 4 percent to $52 billion in June, after falling 3 percent in May to $50 billion.",
            [
                ("4 percent", "4", "yoy", "exports", "all", "2030-06"),
                ("$52 billion", "52000000000", "value", "exports", "all", "2030-06"),
                ("3 percent", "-3", "yoy", "exports", "all", "2030-05"),
                ("$50 billion", "50000000000", "value", "exports", "all", "2030-05"),
            ],
        ),
        (
            "The trade surplus was $4 billion, following an $8 billion surplus the previous month.",
            [
                ("$4 billion", "4000000000", "value", "balance", "all", "2030-06"),
                ("$8 billion", "8000000000", "value", "balance", "all", "2030-05"),
            ],
        ),
        (
            "Imports will shrink 8 percent in 2031, after a likely 19 percent jump in 2030.",
            [
                ("8 percent", "-8", "yoy", "imports", "all", "2031"),
                ("19 percent", "19", "yoy", "imports", "all", "2030"),
            ],
        ),
        (
            "This brought cumulative auto exports to $46 billion at the end of June.",
            [("$46 billion", "46000000000", "value", "exports", "automobiles", "2030-H1")],
        ),
        (
            "Exports were the largest since records began in 1956.",
            [("largest", "1", "value", "exports", "all", "2030-06")],
        ),
        (
            "Imports likely fell 4 percent in July, against a fall of 6 percent in June.",
            [("4 percent", "-4", "yoy", "imports", "all", "2030-07")],
        ),
        (
            "The trade surplus reached $3 billion, compared with a $1.6 billion surplus the same month last year.",
            [
                ("$3 billion", "3000000000", "value", "balance", "all", "2030-06"),
                ("$1.6 billion", "1600000000", "value", "balance", "all", "2029-06"),
            ],
        ),
        (
            "The surplus was $3 billion, the highest since May 2028, when it hit $4 billion, and up from a $1 billion "
            "surplus a year earlier.",
            [
                ("$4 billion", "4000000000", "value", "balance", "all", "2028-05"),
                ("$1 billion", "1000000000", "value", "balance", "all", "2029-06"),
            ],
        ),
        (
            "Exports were 8 percent less than a year earlier.",
            [("8 percent", "-8", "yoy", "exports", "all", "2030-06")],
        ),
        (
            "Exports in the bio-health field also advanced 18 percent on-year.",
            [("18 percent", "18", "yoy", "exports", "bio_health", "2030-06")],
        ),
        (
            "Exports of ships halved from a year earlier.",
            [("halved", "-50", "yoy", "exports", "ships", "2030-06")],
        ),
        (
            "The deficit will narrow to $13 billion in 2031, from an expected $45 billion shortfall for all of 2030.",
            [
                ("$13 billion", "-13000000000", "value", "balance", "all", "2031"),
                ("$45 billion", "-45000000000", "value", "balance", "all", "2030"),
            ],
        ),
    ],
)
def test_a_figure_of_another_time_has_its_own_period(rows: object, sentence: str, facts: list[tuple[str, ...]]) -> None:
    found = told(rows(sentence))  # type: ignore[operator]

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
def test_what_can_be_of_another_time_is_left_open(rows: object, sentence: str, figure: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == figure] == [OPEN]  # type: ignore[operator]


POLL = {
    "title": "Exports to fall in July: poll",
    "lead": "South Korea's exports are expected to fall 4 percent in July, a poll showed.",
}


def test_a_forecast_without_a_period_is_of_the_one_that_was_named(rows: object) -> None:
    found = rows(  # type: ignore[operator]
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


def test_where_forecasts_are_of_two_periods_one_without_any_stays_open(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "In 2031, exports will rise 5 percent.", "Imports are expected to rise 2 percent.", **POLL
    )

    assert [row.confidence for row in found if row.figure == "2 percent"] == [OPEN]


def test_a_headline_tells_what_is_set_for_a_run(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        title="Exports set for 10th straight month of growth in July",
        lead="South Korea's exports are expected to have grown for a 10th straight month, a poll showed.",
    )

    told_in = [(row.period, row.modality) for row in found if row.theme == "streaks" and row.confidence == SURE]
    assert told_in == [("2029-10/2030-07", "forecast"), ("2029-10/2030-07", "forecast")]


def test_the_year_of_the_previous_record_is_the_one_that_when_refers_to(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Exports stood at $640 billion in 2029.",
        "The previous record was set in 2028, when the figure came to $604 billion.",
        title="Exports rise in 2029",
        lead="South Korea's exports rose 25 percent in 2029 from the previous year, data showed.",
    )

    assert [(row.confidence, row.period) for row in found if row.figure == "$604 billion"] == [(SURE, "2028")]


def test_a_year_that_is_not_over_is_told_as_a_forecast(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Exports are expected to fall 4 percent in 2031, after rising 7 percent in 2030 to $690 billion."
    )

    sure = [row for row in found if row.paragraph > 1 and row.confidence == SURE and row.theme != "directions"]
    assert [(row.figure, row.period, row.modality) for row in sure] == [
        ("4 percent", "2031", "forecast"),
        ("7 percent", "2030", "forecast"),
        ("$690 billion", "2030", "forecast"),
    ]


def test_until_the_end_of_a_month_is_since_january_where_the_text_reports_that(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Until the end of June, exports to Japan stood at $20 billion.",
        title="Exports to Japan fall",
        lead="South Korea's exports to Japan fell 3 percent in the first half of 2030.",
    )

    assert [(row.confidence, row.period) for row in found if row.figure == "$20 billion"] == [(SURE, "2030-H1")]


def test_who_counts_is_no_account_of_what_is_counted(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Exports rose 3 percent at $45 billion, according to Zembla Data, the financial service arm of Zembla News."
    )

    assert [row.figure for row in found if row.paragraph > 1 and row.confidence == SURE] == ["3 percent", "$45 billion"]
