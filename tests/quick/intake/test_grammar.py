"""What a text says becomes rows: sure where every word between figure and topic is understood, open everywhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from korea_trade.intake import grammar, lexicon, texts
from korea_trade.intake.proposal import OPEN, SURE, Proposal
from korea_trade.warehouse.settings import PROJECT

PUBLISHED = date(2030, 7, 1)
LEAD = "South Korea's exports rose 5.1 percent in June from a year earlier, data showed."


@pytest.fixture
def rows(tmp_path: Path) -> object:
    words = lexicon.load(PROJECT / "sources")

    def propose(*paragraphs: str, title: str = "A report on trade", lead: str = LEAD) -> list[Proposal]:
        file = tmp_path / "text.txt"
        file.write_text("\n".join([title, lead, *paragraphs]), encoding="utf-8")
        (text,) = texts.read(file)
        return grammar.propose(text, words, "a99", PUBLISHED)

    return propose


def told(rows: list[Proposal], confidence: str = SURE) -> list[tuple[str, ...]]:
    """Of the rows behind the lead: figure, value, measure, flow, subject and period."""
    return [
        (row.figure, row.value, row.measure, row.flow, row.subject_id, row.period)
        for row in rows
        if row.paragraph > 1 and row.confidence == confidence and row.theme not in ("directions", "")
    ]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Imports fell 7.5 percent on-year to $49 billion, resulting in a trade surplus of $8 billion.",
            [
                ("7.5 percent", "-7.5", "yoy", "imports", "all", "2030-06"),
                ("$49 billion", "49000000000", "value", "imports", "all", "2030-06"),
                ("$8 billion", "8000000000", "value", "balance", "all", "2030-06"),
            ],
        ),
        (
            "Chip exports soared 50.9 percent to a record $13.4 billion, while shipments to China gained 1.8 percent.",
            [
                ("50.9 percent", "50.9", "yoy", "exports", "semiconductors", "2030-06"),
                ("record", "1", "value", "exports", "semiconductors", "2030-06"),
                ("$13.4 billion", "13400000000", "value", "exports", "semiconductors", "2030-06"),
                ("1.8 percent", "1.8", "yoy", "exports", "china", "2030-06"),
            ],
        ),
        (
            "Outbound shipments came to $57 billion last month, compared with $54.3 billion a year earlier.",
            [
                ("$57 billion", "57000000000", "value", "exports", "all", "2030-06"),
                ("$54.3 billion", "54300000000", "value", "exports", "all", "2029-06"),
            ],
        ),
        (
            "Exports to Japan and India rose 2 percent and 3 percent, respectively.",
            [
                ("2 percent", "2", "yoy", "exports", "japan", "2030-06"),
                ("3 percent", "3", "yoy", "exports", "india", "2030-06"),
            ],
        ),
        (
            "Exports of ships (+102.1%) and steel (-10.7%) moved apart.",
            [
                ("+102.1%", "102.1", "yoy", "exports", "ships", "2030-06"),
                ("-10.7%", "-10.7", "yoy", "exports", "steel", "2030-06"),
            ],
        ),
        (
            "The country logged a trade deficit for the fifth consecutive month.",
            [("fifth", "5", "value", "balance", "all", "2030-02/2030-06")],
        ),
        (
            "Exports in the first 20 days of May reached $30 billion.",
            [("$30 billion", "30000000000", "value", "exports", "all", "2030-05-01/2030-05-20")],
        ),
        (
            "Semiconductor exports accounted for 20.4 percent of total exports.",
            [("20.4 percent", "20.4", "share", "exports", "semiconductors", "2030-06")],
        ),
        (
            "In May, exports fell 2 percent from a year earlier, following a 3.5 percent gain in April.",
            [
                ("2 percent", "-2", "yoy", "exports", "all", "2030-05"),
                ("3.5 percent", "3.5", "yoy", "exports", "all", "2030-04"),
            ],
        ),
    ],
)
def test_a_sentence_whose_every_word_is_known_is_read_whole(
    rows: object, sentence: str, facts: list[tuple[str, ...]]
) -> None:
    assert told(rows(sentence)) == facts  # type: ignore[operator]


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Exports are forecast to rise 3 percent.", "a forecast or plan"),
        ("Exports of zithers rose 3 percent.", "nobody says of what"),
        ("China's exports rose 3 percent.", "nobody says of what"),
        ("Exports of cars to Japan rose 3 percent.", "nobody says of what"),
        ("Exports, measured by a zither, rose 3 percent.", "unknown between: measured zither"),
        ("Exports rose 3 percent this month.", "the period has not ended"),
        ("When adjusted for working days, exports rose 3 percent.", "a daily average is near"),
        ("Exports of cars and steel rose 3 percent.", "several subjects"),
        ("The current account surplus reached $3 billion.", "nobody says of what"),
        ("Exports to China rose. A trade surplus of $3 billion with Japan followed.", "a partner stands behind"),
        ("As of June, the trade surplus reached $3 billion.", "a sum of several months is near"),
        ("Exports stood at $126.2 in June.", "a price, perhaps"),
    ],
)
def test_what_could_be_meant_otherwise_is_left_open_with_the_doubt(rows: object, sentence: str, doubt: str) -> None:
    found = [row for row in rows(sentence) if row.figure in ("3 percent", "$3 billion", "$126.2")]  # type: ignore[operator]

    assert [row.confidence for row in found] == [OPEN]
    assert doubt in found[0].note


def test_of_another_country_nothing_is_asserted(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Imports fell 2 percent to $20 billion.",
        title="Taiwanese exports rise",
        lead="Taiwanese exports rose 5.1 percent in June from a year earlier to $30 billion.",
    )

    assert [row for row in found if row.confidence == SURE] == []


def test_every_digit_rank_and_direction_is_in_a_row(rows: object) -> None:
    sentence = "In 2029 some 12 of 40 zithers, the second largest lot, went down; see page 7."
    found = [row for row in rows(sentence) if row.paragraph == 2]  # type: ignore[operator]

    spans = [(row.start, row.end) for row in found]
    for word in ("2029", "12", "40", "second", "largest", "down", "7"):
        at = sentence.index(word)
        assert any(start <= at < end for start, end in spans), word
    assert {row.rule for row in found if row.figure == "2029"} == {"part of a period or day"}


def test_a_row_has_the_place_and_the_hash_of_its_sentence(rows: object) -> None:
    first = rows()[0]  # type: ignore[operator]

    assert (first.paragraph, first.sentence, first.figure) == (1, 1, "5.1 percent")
    assert len(first.sentence_sha256) == 64
