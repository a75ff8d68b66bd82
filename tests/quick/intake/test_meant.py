"""What bare words mean in a text about one item or one partner."""

from __future__ import annotations

import pytest

from korea_trade.intake.proposal import OPEN, SURE
from tests.quick.intake.made_up import Propose

COSMETICS = {
    "title": "K-beauty exports hit a record in June",
    "lead": "South Korea's exports of cosmetics jumped 22 percent on-year in June.",
}
ZEMBLA = {
    "title": "Trade deficit with Japan widens",
    "lead": "Korea's trade deficit with Japan came to $2 billion in June.",
}


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Cosmetics exports rose 5 percent, and the value of the exports grew 7 percent to $4 billion.",
            [("5 percent", "cosmetics"), ("7 percent", "cosmetics"), ("$4 billion", "cosmetics")],
        ),
        ("Cosmetics exports rose by number. In value terms, exports rose 4 percent.", [("4 percent", "cosmetics")]),
        ("Cosmetics exports rose in May. In June, their shipments shot up 32 percent.", [("32 percent", "cosmetics")]),
        ("Exports fell 8 percent.", []),
        ("Chip exports rose in June. The exports rose 3 percent.", []),
    ],
)
def test_the_exports_are_those_of_the_item_that_was_spoken_of(
    rows: Propose, sentence: str, facts: list[tuple[str, str]]
) -> None:
    found = rows(sentence, **COSMETICS)

    sure = [row for row in found if row.paragraph > 1 and row.confidence == SURE and row.theme != "directions"]
    assert [(row.figure, row.subject_id) for row in sure] == facts


def test_the_deficit_is_the_one_with_the_partner(rows: Propose) -> None:
    found = rows("The shortfall of $2 billion is the largest since May 2028.", **ZEMBLA)

    sure = [(row.figure, row.subject_id) for row in found if row.paragraph > 1 and row.confidence == SURE]
    assert sure == [("$2 billion", "japan"), ("largest", "japan")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Korea recorded a trade surplus of $7 billion in June.",
        "The overall trade deficit was $7 billion.",
        "Japan's trade deficit was $7 billion.",
    ],
)
def test_another_balance_is_not_the_one_with_the_partner(rows: Propose, sentence: str) -> None:
    assert [row.confidence for row in rows(sentence, **ZEMBLA) if row.figure == "$7 billion"] == [OPEN]


def test_behind_all_exports_the_surplus_can_be_that_of_all_trade(rows: Propose) -> None:
    found = rows("Korea's total exports rose 4 percent. The trade surplus came to $3 billion.", **ZEMBLA)

    assert [row.confidence for row in found if row.figure == "$3 billion"] == [OPEN]


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("Korea's trade with Japan came to $7 billion in June.", SURE),
        ("Exports to Japan came to $7 billion in June.", OPEN),
        ("Korea's exports came to $7 billion in June.", OPEN),
    ],
)
def test_a_text_about_things_of_no_list_can_tell_of_a_partner(rows: Propose, sentence: str, confidence: str) -> None:
    found = rows(
        sentence, title="Exports of zithers jump", lead="South Korea saw exports of zithers jump in June, data showed."
    )

    assert [row.confidence for row in found if row.figure == "$7 billion"] == [confidence]
