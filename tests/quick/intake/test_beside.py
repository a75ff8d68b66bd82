"""Figures of what stands beside: a flow behind its item, names of a list, a forecast behind another one."""

from __future__ import annotations

import pytest

from korea_trade.intake.proposal import OPEN, SURE
from tests.quick.intake.made_up import Propose, sentences, told


@pytest.mark.parametrize(("sentence", "facts"), sentences("beside"))
def test_what_stands_beside_is_read(rows: Propose, sentence: str, facts: list[tuple[str, ...]]) -> None:
    assert [fact for fact in told(rows(sentence)) if fact[2] != ""] == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Korea's trade surplus with the United States ranked second at $28 billion, followed by Hong Kong "
            "($25 billion) and India ($9 billion).",
            [("$28 billion", "united_states"), ("$25 billion", "hong_kong"), ("$9 billion", "india")],
        ),
        ("Korea posted a surplus of $34 billion in trade with Vietnam in 2029.", [("$34 billion", "vietnam")]),
        ("The total trade volume hit a yearly record of $1.2 trillion last year.", [("$1.2 trillion", "all")]),
        (
            "The ministry announced on July 12 that Korea exported $13 billion worth of chips.",
            [("$13 billion", "semiconductors")],
        ),
        (
            "According to the Zembla Institute on Sunday, Korea posted a record $44 billion of exports.",
            [("$44 billion", "all")],
        ),
        ("Korea's export turnover to Vietnam totaled $60 billion in 2029.", [("$60 billion", "vietnam")]),
    ],
)
def test_an_amount_is_of_what_stands_beside_it(rows: Propose, sentence: str, facts: list[tuple[str, str]]) -> None:
    found = [row for row in rows(sentence) if row.paragraph > 1 and row.unit == "USD"]

    assert [(row.figure, row.subject_id) for row in found if row.confidence == SURE] == facts


def test_what_a_partner_sees_is_its_own(rows: Propose) -> None:
    found = rows("China saw exports down 1.1 percent.")

    assert [row.confidence for row in found if row.figure == "1.1 percent"] == [OPEN]


@pytest.mark.parametrize(
    "sentence",
    [
        "Samsung saw exports fall 5 percent.",
        "China posted a surplus of 5 billion dollars in trade with Vietnam.",
        "The exports of small firms, including cosmetics (5 percent), fell.",
        "Stocks of major firms included steel and chips, which fell 5 percent and 6 percent, respectively.",
        "Imports fell 5 percent, a poll of analysts showed.",
        "China had been Korea's largest export market.",
        "Companies in Korea posted $5 billion of exports.",
        "Korea had a $2 billion deficit in agricultural trade with Japan in 2029.",
        "Korea had a $2 billion deficit in trade with Japan in 2029.",
        "Korea had a surplus of $2 billion in services trade with Vietnam in June.",
        "In 2029, exports from zither makers rose; setting a new record for the second consecutive year.",
    ],
)
def test_what_stands_beside_somebody_else_is_left_open(rows: Propose, sentence: str) -> None:
    assert told(rows(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "The median forecast of five economists polled by The Zembla Times was for a 27 percent rise in exports.",
            [("27 percent", "27", "exports", "2030-06")],
        ),
        (
            "The median forecast was for a 4 percent fall in imports and $4.9 billion in trade surplus.",
            [("4 percent", "-4", "imports", "2030-06"), ("$4.9 billion", "4900000000", "balance", "2030-06")],
        ),
        (
            "That compares with a median forecast for a 4 percent drop in imports and a $1.6 billion trade surplus.",
            [("4 percent", "-4", "imports", "2030-06"), ("$1.6 billion", "1600000000", "balance", "2030-06")],
        ),
    ],
)
def test_a_consensus_is_told_as_one(rows: Propose, sentence: str, facts: list[tuple[str, ...]]) -> None:
    found = [row for row in rows(sentence) if row.paragraph > 1 and row.confidence == SURE]

    assert {row.modality for row in found} == {"consensus"}
    assert [(row.figure, row.value, row.flow, row.period) for row in found] == facts
