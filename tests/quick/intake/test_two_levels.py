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
        "Exports to India grew faster than those to Japan in June.",
        "Growth in exports to India exceeded that to Japan in June.",
        "Exports to India did not exceed those to Japan in June.",
        "Exports to India, which exceeded those to Japan in 1990, fell 3 percent in June.",
        "Exports to India and China together exceeded those to Japan in June.",
    ],
)
def test_an_order_of_something_else_is_not_compared(rows: Rows, sentence: str) -> None:
    assert not [row for row in rows(sentence) if row.is_compared]


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
