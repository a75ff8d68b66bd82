"""What a text says becomes rows: sure where every word between figure and topic is understood, open everywhere else."""

from __future__ import annotations

import re

import pytest

from korea_trade.intake.proposal import OPEN, SURE
from tests.quick.intake.made_up import Propose, sentences, told


@pytest.mark.parametrize(("sentence", "facts"), sentences("read_whole"))
def test_a_sentence_whose_every_word_is_known_is_read_whole(
    rows: Propose, sentence: str, facts: list[tuple[str, ...]]
) -> None:
    assert told(rows(sentence)) == facts


@pytest.mark.parametrize(("sentence", "doubt"), sentences("left_open"))
def test_what_could_be_meant_otherwise_is_left_open_with_the_doubt(rows: Propose, sentence: str, doubt: str) -> None:
    found = [row for row in rows(sentence) if re.search("\\b3 (?:percent|billion)|126", row.figure)]

    assert [row.confidence for row in found] == [OPEN]
    assert doubt in found[0].note


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Taiwanese exports rise", "Taiwanese exports rose 5.1 percent in June from a year earlier."),
        ("Trade gap widens", "ZEMBLA CITY (Zembla) - Exports rose 5.1 percent in June from a year earlier."),
        ("Trade in June", "The trade ministry said that exports rose 5.1 percent in June from a year earlier."),
        ("Zither makers do well", "SEOUL (Zembla) - Zithers Inc said shipments rose 5.1 percent in June."),
    ],
)
def test_of_another_country_or_a_company_nothing_is_asserted(rows: Propose, title: str, lead: str) -> None:
    found = rows(
        "Exports grew. Imports fell. Exports were up. Imports fell 2 percent to $20 billion.",
        "Trade with South Korea fell as South Korea bought less.",
        title=title,
        lead=lead,
    )

    assert [row for row in found if row.confidence == SURE] == []


def test_korea_can_be_named_in_the_address_alone(rows: Propose) -> None:
    found = rows(
        "Imports fell 2 percent to $20 billion.",
        title="Trade in June",
        lead="https://example.com/south-korea-trade\nExports rose 5.1 percent in June from a year earlier.",
    )

    assert [row.figure for row in found if row.confidence == SURE] == ["5.1 percent", "2 percent", "$20 billion"]


def test_in_a_korean_outlet_the_ministry_is_korea_s(rows: Propose) -> None:
    found = rows(
        title="Trade in June",
        lead="https://news.example.kr/1\nThe trade ministry said exports rose 5.1 percent in June from a year earlier.",
    )

    assert [row.figure for row in found if row.confidence == SURE] == ["5.1 percent"]


def test_the_growth_of_a_whole_year_is_on_the_year_before(rows: Propose) -> None:
    lead = "South Korea's exports rose 5.1 percent in 2029, the trade ministry said."
    found = rows(lead=lead)

    assert [(row.figure, row.confidence) for row in found if row.measure == "yoy"] == [("5.1 percent", SURE)]


@pytest.mark.parametrize(("more", "confidence"), [("", SURE), ("Imports rose 3 percent on-month.", OPEN)])
def test_growth_is_on_the_year_where_the_text_names_no_other(rows: Propose, more: str, confidence: str) -> None:
    found = rows(more, lead="South Korea's exports rose 5.1 percent in June, the trade ministry said.")

    assert [row.confidence for row in found if row.figure == "5.1 percent"] == [confidence]


def test_a_headline_of_a_number_of_things_is_left_open(rows: Propose) -> None:
    found = rows("Exports of cars rose 4 percent to 9,000 units.", title="Korea's car exports rise 4 percent in June")

    assert [row.confidence for row in found if row.figure == "4 percent"] == [OPEN, OPEN]


def test_every_digit_rank_and_direction_is_in_a_row(rows: Propose) -> None:
    sentence = "In 2029 some 12 of 40 zithers, the second largest lot, went down; see page 7."
    found = [row for row in rows(sentence) if row.paragraph == 2]

    spans = [(row.start, row.end) for row in found]
    for word in ("2029", "12", "40", "second", "largest", "down", "7"):
        at = sentence.index(word)
        assert any(start <= at < end for start, end in spans), word
    assert {row.rule for row in found if row.figure == "2029"} == {"part of a period or day"}


def test_a_row_has_the_place_and_the_hash_of_its_sentence(rows: Propose) -> None:
    first = rows()[0]

    assert (first.paragraph, first.sentence, first.figure) == (1, 1, "5.1 percent")
    assert len(first.sentence_sha256) == 64


@pytest.mark.parametrize(
    ("sentence", "figure", "modality", "period"),
    [
        ("Exports are expected to fall 3 percent next year.", "3 percent", "forecast", "2031"),
        ("Exports are seen falling 3 percent next year.", "3 percent", "forecast", "2031"),
        ("Exports to rise 3 percent next year.", "3 percent", "forecast", "2031"),
        ("Exports are expected to rise 3 percent in the second half.", "3 percent", "forecast", "2030-H2"),
        ("In 2031, the country is forecast to record $3 billion in trade surplus.", "$3 billion", "forecast", "2031"),
        ("Exports next year are expected to rise by 3 percent, imports by 2 percent.", "2 percent", "forecast", "2031"),
        ("Exports rose 4 percent, above forecasts of 3 percent.", "3 percent", "forecast", "2030-06"),
        (
            "Exports next year are projected to rise 3 percent, resulting in a trade surplus of $4 billion.",
            "$4 billion",
            "forecast",
            "2031",
        ),
        ("Exports are projected to gain 2 percent to reach $9 billion next year.", "$9 billion", "forecast", "2031"),
        ("Exports were forecast to shrink a median 3 percent in June.", "3 percent", "consensus", "2030-06"),
        ("The median forecast was for exports to fall 3 percent in June.", "3 percent", "consensus", "2030-06"),
        (
            "Imports rose 2 percent, against a 3 percent gain expected in the survey.",
            "3 percent",
            "consensus",
            "2030-06",
        ),
        ("The target for exports is $700 billion this year.", "$700 billion", "target", "2030"),
        (
            "Exports are forecast to rise 2 percent next year, with imports falling 3 percent.",
            "3 percent",
            "forecast",
            "2031",
        ),
        (
            "Exports in June were forecast to fall 2 percent, while imports were seen falling 3 percent.",
            "3 percent",
            "forecast",
            "2030-06",
        ),
    ],
)
def test_what_has_not_been_counted_is_no_fact(
    rows: Propose, sentence: str, figure: str, modality: str, period: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]

    assert (row.modality, row.period) == (modality, period)


def test_a_fact_beside_a_forecast_is_a_fact(rows: Propose) -> None:
    found = rows("Beating forecasts, exports rose 4 percent to $50 billion in June.")

    assert {(row.confidence, row.modality) for row in found if row.paragraph == 2 and row.measure} == {(SURE, "actual")}


@pytest.mark.parametrize(
    ("sentence", "figure", "claim", "measure", "scope"),
    [
        ("Imports stood at $40 billion, the highest since May 2028.", "highest", "highest", "value", "since"),
        ("Imports stood at $40 billion, the largest figure for any June.", "largest", "highest", "value", "same_month"),
        (
            "Imports stood at $40 billion, the second-highest amount ever.",
            "second-highest",
            "highest",
            "value",
            "all_time",
        ),
        ("Imports fell 4 percent, the steepest drop since May 2028.", "steepest", "lowest", "yoy", "since"),
        ("Imports rose 4 percent, the slowest growth in 11 months.", "11", "lowest", "yoy", "since"),
        ("Imports rose to an 11-month high.", "11-month high", "highest", "value", "since"),
        ("A trade deficit of $4 billion was the largest since May 2028.", "largest", "lowest", "value", "since"),
        ("The drop was the largest since May 2028.", "largest", "lowest", "yoy", "since"),
        ("Imports hit a June record.", "record", "highest", "value", "same_month"),
        ("Imports stood at $40 billion, the best June ever.", "best", "highest", "value", "same_month"),
    ],
)
def test_an_extreme_says_of_what_and_among_what_it_is_one(
    rows: Propose, sentence: str, figure: str, claim: str, measure: str, scope: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]

    assert (row.confidence, row.claim, row.measure, row.scope) == (SURE, claim, measure, scope)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject", "rank"),
    [
        ("China was the largest export destination in June.", "largest", "china", "1"),
        ("Japan was the second-largest export market.", "second-largest", "japan", "2"),
        ("The United States was the largest destination of exports in June.", "largest", "united_states", "1"),
        ("Semiconductors were the largest export item in June.", "largest", "semiconductors", "1"),
        ("China was South Korea's largest export market in June.", "largest", "china", "1"),
        ("Japan remained the second-largest export market for South Korea in June.", "second-largest", "japan", "2"),
    ],
)
def test_a_rank_says_who_is_ranked_among_all_of_a_kind(
    rows: Propose, sentence: str, figure: str, subject: str, rank: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]

    assert (row.confidence, row.claim, row.scope, row.subject_id, row.value, row.unit) == (
        SURE, "highest", "among_subjects", subject, rank, "rank",
    )  # fmt: skip


def test_a_rank_is_of_the_period_that_stands_behind_it(rows: Propose) -> None:
    found = rows("China was Korea's largest export market in February 2028.")

    assert [row.period for row in found if row.figure == "largest"] == ["2028-02"]


@pytest.mark.parametrize(
    ("sentence", "scope", "value", "unit", "threshold"),
    [
        ("Exports topped $60 billion for the first time in June.", "all_time", "1", "rank", "60000000000"),
        ("Exports exceeded the $60 billion mark for the first time.", "all_time", "1", "rank", "60000000000"),
        ("It was the first time that exports exceeded $60 billion.", "all_time", "1", "rank", "60000000000"),
        ("Exports topped $60 billion for the first time in six months.", "since", "6", "months", "60000000000"),
        ("The country posted its first trade deficit in 20 months.", "since", "20", "months", ""),
        (
            "Exports reached $60 billion, exceeding $55 billion for the first time.",
            "all_time",
            "1",
            "rank",
            "55000000000",
        ),
    ],
)
def test_a_first_time_says_of_what_it_is_the_first(
    rows: Propose, sentence: str, scope: str, value: str, unit: str, threshold: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.theme == "records"]

    assert (row.confidence, row.claim, row.measure, row.scope, row.value, row.unit, row.threshold) == (
        SURE, "first_time", "value", scope, value, unit, threshold,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    ["Exports topped $60 billion for the first time this year.", "Exports fell below $60 billion for the first time."],
)
def test_a_first_time_within_a_year_or_under_a_level_is_left_open(rows: Propose, sentence: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == "first time"] == [OPEN]


def test_a_change_in_dollars_needs_no_by(rows: Propose) -> None:
    found = rows("Exports were up $4 billion from a year earlier in June.")

    assert [(row.measure, row.value, row.confidence) for row in found if row.figure == "$4 billion"] == [
        ("yoy_change", "4000000000", SURE)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "China was the largest export market in Asia in June.",
        "China was the largest export market for cars.",
        "China was the largest market.",
        "China was the largest export item in June.",
    ],
)
def test_a_rank_among_some_or_nobody_knows_what_is_left_open(rows: Propose, sentence: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == "largest"] == [OPEN]


def test_an_extreme_among_nobody_knows_what_is_left_open(rows: Propose) -> None:
    (row,) = [row for row in rows("Korea is the third-largest exporter.") if row.figure == "third-largest"]

    assert row.confidence == OPEN


@pytest.mark.parametrize(
    "lead",
    [
        "North Korea's exports rose 5 percent in May from a year earlier.",
        "Vietnam's exports to South Korea rose 5 percent in May from a year earlier.",
        "Exports rose 5 percent in May from a year earlier on demand from South Korea, the ministry in Hanoi said.",
        "Exports of small firms in South Korea rose 5 percent in May from a year earlier.",
        "Exports by South Korea's small firms rose 5 percent in May from a year earlier.",
    ],
)
def test_of_the_trade_of_others_nothing_is_sure(rows: Propose, lead: str) -> None:
    found = rows("Exports rose 3 percent in June from a year earlier.", lead=lead)

    assert not [row for row in found if row.confidence == SURE]


@pytest.mark.parametrize("sentence", ["Exports to the country rose 3 percent.", "Chip exports rose 3 percent."])
def test_in_a_text_about_a_partner_everything_can_be_of_that_partner(rows: Propose, sentence: str) -> None:
    lead = "South Korea's exports to Vietnam rose 5 percent in June from a year earlier."
    found = rows(sentence, title="Trade with Vietnam", lead=lead)

    assert [row.confidence for row in found if row.figure == "3 percent"] == [OPEN]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("It was better than May's 8 percent, the largest fall since August 2028.", "largest"),
        ("Exports kept falling for 14 months, the longest decline since August 2028.", "longest"),
        ("Exports stayed below $50 billion for a third straight month.", "third"),
        ("Exports rose to a record $50 billion for a third straight month.", "third"),
        ("Daily exports rose for a third straight month.", "third"),
        ("Exports fell at the steepest pace since the great zither crisis in April 2028.", "steepest"),
    ],
)
def test_an_extreme_or_run_of_something_else_is_left_open(rows: Propose, sentence: str, figure: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == figure] == [OPEN]


@pytest.mark.parametrize(
    ("sentence", "figure", "condition", "threshold", "direction", "period", "status"),
    [
        ("Exports rose for a third straight month.", "third", "growth", "", "1", "2030-04/2030-06", "open"),
        (
            "Exports rose by double-digit figures for a third straight month.",
            "third",
            "growth_threshold",
            "10",
            "1",
            "2030-04/2030-06",
            "open",
        ),
        (
            "Exports topped $50 billion for a third straight month.",
            "third",
            "threshold",
            "50000000000",
            "1",
            "2030-04/2030-06",
            "open",
        ),
        ("Exports hit a record for a third straight month.", "third", "record", "", "1", "2030-04/2030-06", "open"),
        (
            "Exports rose 3 percent, ending a two-month losing streak.",
            "two",
            "growth",
            "",
            "-1",
            "2030-04/2030-05",
            "ended",
        ),
        ("The surplus rose, ending a two-month shortfall.", "two", "sign", "", "-1", "2030-04/2030-05", "ended"),
        ("Exports rose after two months of decline.", "two", "growth", "", "-1", "2030-04/2030-05", "ended"),
        ("Exports rose after falling for two straight months.", "two", "growth", "", "-1", "2030-04/2030-05", "ended"),
        (
            "Exports had dropped for two straight months until March.",
            "two",
            "growth",
            "",
            "-1",
            "2030-02/2030-03",
            "ended",
        ),
        ("Exports rose for two straight months since March.", "two", "growth", "", "1", "2030-03/2030-04", "open"),
        (
            "A positive trade balance was kept for two straight months.",
            "two",
            "sign",
            "",
            "1",
            "2030-05/2030-06",
            "open",
        ),
        (
            "The trade volume topped $90 billion for a third straight month.",
            "third",
            "threshold",
            "90000000000",
            "1",
            "2030-04/2030-06",
            "open",
        ),
        (
            "Exports rose for two straight months and the most since May 2028.",
            "two",
            "growth",
            "",
            "1",
            "2030-05/2030-06",
            "open",
        ),
        (
            "The trade balance remained positive for the third straight month.",
            "third",
            "sign",
            "",
            "1",
            "2030-04/2030-06",
            "open",
        ),
        ("For the third straight month, exports rose.", "third", "growth", "", "1", "2030-04/2030-06", "open"),
        ("Exports rose, marking the third month of growth.", "third", "growth", "", "1", "2030-04/2030-06", "open"),
        ("Exports extended their fall to a third month.", "third", "growth", "", "-1", "2030-04/2030-06", "open"),
        (
            "June marked the third straight month that exports fell.",
            "third",
            "growth",
            "",
            "-1",
            "2030-04/2030-06",
            "open",
        ),
        ("Exports in 2029 rose for the third straight year.", "third", "growth", "", "1", "2027/2029", "open"),
    ],
)
def test_a_run_says_what_each_of_its_months_reaches_and_whether_it_is_over(
    rows: Propose,
    sentence: str,
    figure: str,
    condition: str,
    threshold: str,
    direction: str,
    period: str,
    status: str,
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]

    assert (row.confidence, row.condition, row.threshold, row.direction, row.period, row.status) == (
        SURE,
        condition,
        threshold,
        direction,
        period,
        status,
    )


def test_a_run_told_of_the_first_days_of_a_month_ends_with_the_month_before(rows: Propose) -> None:
    lead = "South Korea's exports rose 5.1 percent in the first 20 days of June from a year earlier."
    found = rows("Exports have risen for three straight months.", lead=lead)

    assert [row.period for row in found if row.figure == "three" and row.confidence == SURE] == ["2030-03/2030-05"]


def test_the_first_time_over_a_level_says_which(rows: Propose) -> None:
    found = rows("Exports surpassed $60 billion for the first time.")
    (row,) = [row for row in found if row.theme == "records"]

    assert (row.confidence, row.claim, row.scope, row.value, row.threshold) == (
        SURE, "first_time", "all_time", "1", "60000000000",
    )  # fmt: skip


def test_the_first_time_over_a_level_in_so_long_is_another_claim(rows: Propose) -> None:
    found = rows("Exports surpassed $60 billion for the first time in 12 months.")

    assert [(row.value, row.unit) for row in found if row.theme == "records"] == [("12", "months")]


def test_in_a_text_about_a_sector_imports_are_its_own(rows: Propose) -> None:
    found = rows(
        "Imports reached $9 billion, resulting in a trade surplus of $5 billion.",
        "Korea's total exports rose 3 percent.",
        title="ICT exports rise",
        lead="South Korea's ICT exports rose 5.1 percent in June from a year earlier.",
    )

    assert [(row.figure, row.subject_id) for row in found if row.paragraph == 2 and row.confidence == SURE] == [
        ("$9 billion", "ict"),
        ("$5 billion", "ict"),
    ]
    assert [row.subject_id for row in found if row.figure == "3 percent"] == ["all"]


def test_a_table_has_its_periods_above_and_the_unit_of_a_line_in_brackets(rows: Propose) -> None:
    found = rows(
        "June *May",
        "Balance ($ billion) +5.20 -4.10",
        "Exports ($ billion) 39.21 34.90",
        "(% growth vs yr ago) -10.9 -23.6",
        "Zithers ($ billion) 3.21 3.90",
        "Notes: 5 of 7 zithers",
    )

    assert told(found) == [
        ("($ billion) +5.20", "5200000000", "value", "balance", "all", "2030-06"),
        ("($ billion) +5.20 -4.10", "-4100000000", "value", "balance", "all", "2030-05"),
        ("($ billion) 39.21", "39210000000", "value", "exports", "all", "2030-06"),
        ("($ billion) 39.21 34.90", "34900000000", "value", "exports", "all", "2030-05"),
        ("(% growth vs yr ago) -10.9", "-10.9", "yoy", "exports", "all", "2030-06"),
        ("(% growth vs yr ago) -10.9 -23.6", "-23.6", "yoy", "exports", "all", "2030-05"),
    ]


def test_a_line_of_a_table_with_another_number_of_columns_is_left_open(rows: Propose) -> None:
    found = rows("June May", "Exports ($ billion) 39.21 34.90 33.10")

    assert told(found) == []


def test_what_is_near_a_record_is_none(rows: Propose) -> None:
    found = rows("Exports reached a near-record $57 billion.")

    assert not [row for row in found if row.theme == "records" and row.paragraph == 2]


def test_of_an_index_of_trade_nothing_is_sure(rows: Propose) -> None:
    lead = "South Korea's export value index fell 5 percent in June from a year earlier to 94.6."
    found = rows("Exports of cars rose 3 percent.", lead=lead)

    assert not [row for row in found if row.confidence == SURE]


def test_what_a_text_tells_of_long_ago_in_passing_goes_on_for_nothing(rows: Propose) -> None:
    found = rows("The surplus was a record in 2020, when it reached $40 billion. Exports to China rose 3 percent.")

    assert [row.confidence for row in found if row.figure == "3 percent"] == [OPEN]


def test_a_heading_tells_the_period_of_a_list(rows: Propose) -> None:
    found = rows("* exports to China +3.5% y/y", title="South Korea exports surge", lead="June 1-20")

    assert [(row.value, row.period, row.confidence) for row in found if row.figure == "+3.5%"] == [
        ("3.5", "2030-06-01/2030-06-20", SURE)
    ]


def test_a_text_reports_the_first_of_its_periods_that_is_over(rows: Propose) -> None:
    found = rows(
        "Imports fell 3 percent.",
        title="Exports set to fall in July",
        lead="South Korea's exports fell 2 percent on-year in the first 20 days of June.",
    )

    assert [row.period for row in found if row.figure == "3 percent"] == ["2030-06-01/2030-06-20"]


def test_days_that_were_over_for_half_a_year_are_not_what_a_text_reports(rows: Propose) -> None:
    """The year may be misprinted: what follows is left open."""
    lead = "South Korea's exports rose 5.1 percent in the first 20 days of June 2029 from a year earlier, data showed."

    assert told(rows("Exports of cars rose 3 percent.", lead=lead)) == []


def test_what_somebody_forecasts_is_not_what_a_text_reports(rows: Propose) -> None:
    found = rows(
        "Chips (2.4%) and cars (3.1%) increased.",
        title="Exports continue to rise",
        lead="The ministry expects exports in November and December to rise. South Korea's exports rose 5 percent "
        "until the 20th of June.",
    )

    assert {row.period for row in found if row.paragraph > 1} == {"2030-06-01/2030-06-20"}


def test_in_a_text_in_dollars_an_amount_without_a_currency_is_in_dollars(rows: Propose) -> None:
    found = rows(
        "Exports came to 9 billion in May.", lead="South Korea's exports rose 5 percent on-year to $8 billion in June."
    )

    assert [row.confidence for row in found if row.figure == "9 billion"] == [SURE]


def test_a_quarter_in_passing_is_not_what_the_next_paragraph_tells(rows: Propose) -> None:
    found = rows(
        "Car exports rose 3 percent. Exports in the second quarter stood at $90 billion.", "Imports fell 4 percent."
    )

    assert [(row.period, row.confidence) for row in found if row.figure == "4 percent"] == [("2030-06", SURE)]


def test_by_customs_the_whole_trade_is_told_in_a_text_about_payments_too(rows: Propose) -> None:
    found = rows(
        "On a customs clearance basis, Korea's exports fell 3 percent to $46 billion in June.",
        "The goods surplus fell to $7 billion, with exports down 2 percent.",
        title="Current account surplus narrows",
        lead="South Korea's current account surplus came to $6 billion in June from $5 billion a year earlier.",
    )

    assert [(row.figure, row.definition) for row in found if row.confidence == SURE] == [
        ("3 percent", ""),
        ("$46 billion", ""),
        ("$7 billion", "balance_of_payments"),
    ]


def test_a_name_alone_behind_exports_to_a_partner_can_be_of_that_partner(rows: Propose) -> None:
    found = rows("Exports to Japan fell 5 percent. While cars rose 3 percent, ship exports fell 2 percent.")

    assert [row.confidence for row in found if row.figure in ("3 percent", "2 percent")] == [OPEN, OPEN]


def test_that_period_can_be_the_one_that_was_spoken_of_before(rows: Propose) -> None:
    found = rows(
        "Exports to Japan fell 5 percent in the January-May period.",
        "Exports to India grew 3 percent in the cited period.",
    )

    assert [row.confidence for row in found if row.figure == "3 percent"] == [OPEN]


def test_a_run_of_years_leaves_the_year_to_what_follows(rows: Propose) -> None:
    found = rows("In 2029 exports rose 5 percent, up for two straight years. Imports rose 3 percent to $500 billion.")

    assert [row.period for row in found if row.figure == "3 percent"] == ["2029"]


def test_names_behind_semicolons_share_the_verb(rows: Propose) -> None:
    found = rows("Exports to Japan rose 5 percent; India, 3 percent; and Vietnam, 2 percent.")

    assert told(found)[1:] == [
        ("3 percent", "3", "yoy", "exports", "india", "2030-06"),
        ("2 percent", "2", "yoy", "exports", "vietnam", "2030-06"),
    ]


def test_the_first_time_over_a_level_since_a_year_is_no_growth(rows: Propose) -> None:
    found = rows("With imports rising, exports exceeded $50 billion for the first time since 2014.")

    firsts = [row for row in found if row.figure == "first time"]
    assert [(one.measure, one.threshold, one.reference_period, one.confidence) for one in firsts] == [
        ("value", "50000000000", "2014", SURE)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports grew, faster than any other nation, including China (3 percent) and India (2 percent).",
        "Exports were a fiftieth of Japan's ($3 billion).",
    ],
)
def test_what_korea_is_compared_with_is_no_trade_of_korea(rows: Propose, sentence: str) -> None:
    assert told(rows(sentence)) == []


def test_behind_a_sentence_on_volume_a_list_can_be_of_volume(rows: Propose) -> None:
    found = rows(
        "In terms of volume, exports rose 5 percent. Gainers were ships (up 3 percent) and cars (up 2 percent)."
    )

    assert told(found) == []


@pytest.mark.parametrize(("sentence", "facts"), sentences("other_words"))
def test_the_same_is_told_in_other_words(rows: Propose, sentence: str, facts: list[tuple[str, ...]]) -> None:
    assert told(rows(sentence)) == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "The average value of total exports gained 4.8 percent to $2.1 billion.",
        "Exports averaged $40 billion.",
        "Export growth inched down for three straight months.",
        "The decline in exports eased for three straight months.",
        "Exports to China and Japan each rose 6.3 percent and 3 4 percent.",
        "Demand for chips and ships led to a third straight month of growth.",
        "The trade surplus came to 1.8 billion and 20 million dollars.",
    ],
)
def test_a_mean_a_change_that_moves_and_what_is_not_read_stay_open(rows: Propose, sentence: str) -> None:
    assert told(rows(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports stood at $45 billion in the same period last year.",
        "The base is high due to ship exports of $6 billion (7 trillion won) during the same month last year.",
        "In the same period last month, there was a deficit of $3 billion.",
        "Exports topped the $50 billion (56 trillion won) mark.",
        "Exports (of small firms) rose 5 percent.",
        "Exports fell 5 percent in the past three months.",
        "In the past three months, exports fell 5 percent.",
        "Exports fell 5 percent last week.",
        "The trade surplus widened from $3 billion to $5 billion in June 2029.",
        "On average, exports rose 5 percent.",
        "Exports of chips and cars record 5 percent growth.",
        "China is South Korea's largest export market.",
        "China remains the largest export market.",
        "Exports have topped the $50 billion mark.",
    ],
)
def test_what_is_told_of_the_base_or_of_a_part_is_no_fact_of_the_month(rows: Propose, sentence: str) -> None:
    assert told(rows(sentence)) == []


@pytest.mark.parametrize(("sentence", "facts"), sentences("with_a_remark"))
def test_a_remark_leaves_a_figure_what_it_is(rows: Propose, sentence: str, facts: list[tuple[str, ...]]) -> None:
    assert told(rows(sentence)) == facts


@pytest.mark.parametrize(
    "days", ["in early June", "so far this month", "in the first half of July", "as of June 20", "last week"]
)
def test_days_that_nobody_can_count_are_not_the_month_before(rows: Propose, days: str) -> None:
    found = rows(
        "Exports to China fell 3 percent.",
        "In May, exports rose 4 percent.",
        title="Exports fall",
        lead=f"South Korea's exports fell 5 percent {days}, data showed.",
    )

    assert [row.confidence for row in found if row.figure in ("5 percent", "3 percent")] == [OPEN, OPEN]


def test_a_clause_that_names_the_month_reported_tells_nothing_of_another(rows: Propose) -> None:
    found = rows(
        "Exports fell 3 percent in May. Daily exports of $2 billion (3 trillion won) were the highest ever for June."
    )

    assert [row.confidence for row in found if row.figure == "$2 billion"] == [OPEN]
