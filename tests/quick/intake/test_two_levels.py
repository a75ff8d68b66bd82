"""What a sentence says of two levels together: which is larger, how far apart they are, and what they come to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from korea_trade.intake.proposal import OPEN, SURE, Proposal
from tests.quick.intake.made_up import Propose

LEAD = "South Korea's exports rose 5.1 percent in June from a year earlier to $60 billion."
Rows = Callable[[str], list[Proposal]]


@pytest.fixture
def rows(rows: Propose) -> Rows:
    """The rows of one sentence behind this lead."""
    return lambda sentence: [row for row in rows(sentence, lead=LEAD) if row.paragraph == 2]


@pytest.mark.parametrize(
    ("sentence", "ahead", "scope"),
    [
        ("India overtook Japan as the largest export market in June.", ("india", "japan"), "among_subjects"),
        ("India was overtaken by Japan as the top export market in June.", ("japan", "india"), "among_subjects"),
        ("Exports to India exceeded those to Japan in June.", ("india", "japan"), "in_list"),
        ("In June, exports to India were larger than those to Japan.", ("india", "japan"), "in_list"),
        ("Exports to India came to $2 billion, less than those to Japan in June.", ("japan", "india"), "in_list"),
        ("Exports to India rose to $2 billion in June, exceeding those to Japan.", ("india", "japan"), "in_list"),
        ("Ships surpassed steel to become the largest export item in June.", ("ships", "steel"), "among_subjects"),
    ],
)  # fmt: skip
def test_an_order_of_two_is_read_whole_and_stays_open(
    rows: Rows, sentence: str, ahead: tuple[str, str], scope: str
) -> None:
    (order,) = [row for row in rows(sentence) if row.rival_id]
    assert (order.subject_id, order.rival_id) == ahead
    assert (order.flow, order.period, order.scope, order.value) == ("exports", "2030-06", scope, "1")
    assert (order.confidence, order.is_compared) == (OPEN, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "India could overtake Japan as the largest export market in June.",
        "India overtook Japan in chip exports in June.",
        "India overtook Japan as the largest export market for steel in June.",
        "India overtook Japan as the largest trading partner in June.",
        "Growth in exports to India exceeded that to Japan in June.",
        "Exports to India did not exceed those to Japan in June.",
        "Exports to India, which exceeded those to Japan in 1990, fell 3 percent in June.",
        "Exports to India and China together exceeded those to Japan in June.",
    ],
)
def test_an_order_of_something_else_is_not_compared(rows: Rows, sentence: str) -> None:
    assert not [row for row in rows(sentence) if row.is_compared]


@pytest.mark.parametrize(
    "sentence", ["Exports exceeded imports by $5 billion.", "Exports were $1.2 billion higher than in May."]
)
def test_the_words_of_a_difference_leave_nothing_to_read(rows: Rows, sentence: str) -> None:
    assert [row.confidence == SURE or row.is_compared for row in rows(sentence)] == [True]


def test_since_when_a_difference_was_not_as_large_is_not_its_period(rows: Rows) -> None:
    told = rows("Exports exceeded imports by $5 billion, the largest surplus since September 2020.")
    assert [row.period for row in told if row.flow == "balance" and row.unit == "USD"] == ["2030-06"]


@pytest.mark.parametrize(
    ("sentence", "ahead"),
    [
        ("Exports to India grew faster than those to Japan in June.", ("exports", "india", "japan")),
        ("Exports to India fell faster than those to Japan in June.", ("exports", "japan", "india")),
        ("Car exports rose more slowly than chip exports in May.", ("exports", "semiconductors", "automobiles")),
        ("Imports grew faster than exports in June.", ("imports", "all", "exports")),
        ("Exports to India outgrew those to Japan in June.", ("exports", "india", "japan")),
        ("Exports to India have outgrown those to Japan in June.", ("exports", "india", "japan")),
        ("Imports fell less than exports in June.", ("imports", "all", "exports")),
        ("In June, exports rose at a slower pace than imports.", ("imports", "all", "exports")),
    ],
)
def test_which_of_two_moved_faster_is_read_whole_and_stays_open(
    rows: Rows, sentence: str, ahead: tuple[str, str, str]
) -> None:
    (order,) = [row for row in rows(sentence) if row.rival_id]
    assert (order.flow, order.subject_id, order.rival_id) == ahead
    assert (order.measure, order.confidence, order.is_compared) == ("yoy", OPEN, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports to India grew faster than imports in June.",
        "Exports to India grew faster than those to Japan in chip exports in June.",
        "Exports grew faster than expected in June.",
        "Exports would have grown faster than imports in June.",
        "Exports did not grow faster than imports in June.",
        "Exports outgrew expectations in June.",
        "Exports to India may have outgrown those to Japan in June.",
        "Average daily exports grew faster than imports in June.",
        "Exports grew faster than imports in June from a month earlier.",
        "Exports grew faster than imports in June and July.",
        "Chip exports to India grew faster than chip exports to Japan in June.",
    ],
)
def test_paces_of_something_else_are_not_compared(rows: Rows, sentence: str) -> None:
    assert not [row for row in rows(sentence) if row.is_compared]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Exports were $1.2 billion more than in May.", ("exports", "1200000000", "2030-06")),
        ("Exports in June were $1.2 billion less than in May.", ("exports", "-1200000000", "2030-06")),
        ("Exports in June were $1.2 billion less than a month earlier.", ("exports", "-1200000000", "2030-06")),
        ("Imports fell by $1.2 billion from May.", ("imports", "-1200000000", "2030-06")),
        ("Imports fell $1.2 billion from the previous month.", ("imports", "-1200000000", "2030-06")),
        ("Imports fell $1.2 billion from May to $50 billion.", ("imports", "-1200000000", "2030-06")),
        ("The trade surplus widened by $1.2 billion from May.", ("balance", "1200000000", "2030-06")),
        ("The trade surplus narrowed by $1.2 billion from a month earlier.", ("balance", "-1200000000", "2030-06")),
        ("The trade surplus was $1.2 billion larger than in May.", ("balance", "1200000000", "2030-06")),
    ],
)
def test_a_change_on_the_month_is_read_whole_and_stays_open(
    rows: Rows, sentence: str, facts: tuple[str, str, str]
) -> None:
    (row,) = [row for row in rows(sentence) if row.measure == "mom_change"]
    assert (row.flow, row.value, row.period) == facts
    assert (row.reference_period, row.confidence, row.is_compared) == ("2030-05", OPEN, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports were $1.2 billion more than in March.",
        "Imports fell by $1.2 billion from February.",
        "Imports fell by $1.2 billion from May to July.",
        "The trade deficit was $1.2 billion more than in May.",
        "The trade deficit widened by $1.2 billion from May.",
        "Exports to India were $1.2 billion more than those to Japan in May.",
    ],
)
def test_a_change_from_a_month_that_is_not_the_last_is_not_compared(rows: Rows, sentence: str) -> None:
    assert not [row for row in rows(sentence) if row.is_compared]
    assert not [row for row in rows(sentence) if row.value.lstrip("-") == "1200000000" and row.confidence == SURE]


def test_a_rate_from_the_month_before_is_one_on_the_month(rows: Rows) -> None:
    (rate,) = [row for row in rows("Exports rose 2 percent from May.") if row.unit == "percent"]
    assert (rate.measure, rate.period, rate.reference_period, rate.confidence) == ("mom", "2030-06", "2030-05", SURE)
    (rate,) = [row for row in rows("Exports were 2 percent lower than in May.") if row.unit == "percent"]
    assert (rate.measure, rate.value, rate.period, rate.confidence) == ("mom", "-2", "2030-06", SURE)
    (rate,) = [row for row in rows("Exports rose 2 percent from March.") if row.unit == "percent"]
    assert rate.confidence == OPEN


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("India was the No. 1 export market in June.", ("india", "1")),
        ("India remained the No. 2 export destination in June.", ("india", "2")),
        ("Ships were the number-three export item in June.", ("ships", "3")),
        ("India was South Korea's top export market in June.", ("india", "1")),
        ("Ships were the top export item in June.", ("ships", "1")),
        ("India was the top destination for South Korean exports in June.", ("india", "1")),
        ("India was the number one destination for Korean exports in June.", ("india", "1")),
    ],
)
def test_a_rank_in_digits_and_the_top_are_ranks_among_others(rows: Rows, sentence: str, place: tuple[str, str]) -> None:
    (row,) = [row for row in rows(sentence) if row.theme == "records"]
    assert (row.subject_id, row.value) == place
    assert (row.scope, row.unit, row.confidence) == ("among_subjects", "rank", SURE)


@pytest.mark.parametrize(
    "sentence",
    ["India was among the top export markets in June.", "Exports to the top export market rose in June."],
)
def test_the_top_of_something_else_is_no_rank(rows: Rows, sentence: str) -> None:
    assert not [row for row in rows(sentence) if row.theme == "records" and row.confidence == SURE]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Exports were $0.7 billion more than a year earlier in June.", ("yoy_change", "exports", "700000000")),
        ("Imports in June were $2 billion lower than a year earlier.", ("yoy_change", "imports", "-2000000000")),
        ("Imports came to $50 billion in June, down $2 billion on-year.", ("yoy_change", "imports", "-2000000000")),
        ("Imports rose 4 percent, or $2 billion, on-year in June.", ("yoy_change", "imports", "2000000000")),
        ("The trade surplus in June was $2 billion more than a year earlier.", ("yoy_change", "balance", "2000000000")),
        ("Exports exceeded imports by $5 billion in June.", ("value", "balance", "5000000000")),
        ("Exports rose 3 percent in June, exceeding imports by $5 billion.", ("value", "balance", "5000000000")),
        ("Imports came to $60 billion in June, surpassing exports by $5 billion.", ("value", "balance", "-5000000000")),
        ("Imports were $5 billion more than exports in June.", ("value", "balance", "-5000000000")),
        ("Imports stood $5 billion below exports in June.", ("value", "balance", "5000000000")),
        ("Exports, at $60 billion in June, were $5 billion higher than imports.", ("value", "balance", "5000000000")),
        ("The trade surplus widened by $2 billion from a year earlier.", ("yoy_change", "balance", "2000000000")),
        ("Exports fell by $2 billion from June 2029.", ("yoy_change", "exports", "-2000000000")),
        ("Imports were $5 billion above exports in June.", ("value", "balance", "-5000000000")),
        ("Exports came to $60 billion in June, $5 billion above imports.", ("value", "balance", "5000000000")),
        ("Imports were $2 billion below that of a year earlier in June.", ("yoy_change", "imports", "-2000000000")),
        ("Combined exports and imports reached $110 billion in June.", ("value", "trade", "110000000000")),
        ("Two-way trade came to $110 billion in June.", ("value", "trade", "110000000000")),
    ],
)  # fmt: skip
def test_what_two_levels_differ_by_or_come_to_is_a_row(rows: Rows, sentence: str, fact: tuple[str, str, str]) -> None:
    sure = [(row.measure, row.flow, row.value) for row in rows(sentence) if row.confidence == SURE]
    assert fact in sure
    assert not [
        row for row in rows(sentence) if row.measure == "value" and row.value == fact[2] and row.flow != fact[1]
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Exports in June were $1 billion less than a month earlier.",
        "Exports to India were $1 billion more.",
        "Exports to India were $1 billion more than those to Japan in June.",
        "Two-way trade with India came to $1 billion, and two-way trade was $2 billion in June.",
    ],
)
def test_a_difference_from_another_base_is_no_level(rows: Rows, sentence: str) -> None:
    levels = [row for row in rows(sentence) if row.confidence == SURE and row.flow != "trade"]
    assert not levels
    assert not [row for row in rows(sentence) if row.confidence == SURE and row.value == "2000000000"]


@pytest.mark.parametrize(
    "sentence",
    [
        "India's share of exports was 4 percent in June.",
        "The share of India in total exports stood at 4 percent in June.",
        "India took 4 percent of South Korea's exports in June.",
    ],
)
def test_a_share_of_a_name_is_read(rows: Rows, sentence: str) -> None:
    (share,) = [row for row in rows(sentence) if row.unit == "percent"]
    assert (share.measure, share.subject_id, share.value, share.confidence) == ("share", "india", "4", SURE)


def test_a_level_passed_downwards_is_compared_and_stays_open(rows: Rows) -> None:
    (first,) = [row for row in rows("Exports fell below $50 billion for the first time since May 2027.") if row.claim]
    assert (first.threshold, first.direction, first.is_compared, first.confidence) == ("50000000000", "-1", True, OPEN)


def test_the_most_behind_a_level_is_of_the_level(rows: Rows) -> None:
    sentence = "Exports to India rose 4 percent to $2 billion, the most since May 2027."
    assert [row.measure for row in rows(sentence) if row.claim] == ["value"]


def test_a_first_fall_in_so_long_says_what_it_is_the_first_of(rows: Rows) -> None:
    (first,) = [row for row in rows("It was the first fall in imports in six months.") if row.claim]
    assert (first.measure, first.value, first.unit, first.confidence) == ("yoy", "6", "months", SURE)
