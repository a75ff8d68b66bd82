"""What a text says becomes rows: sure where every word between figure and topic is understood, open everywhere else."""

from __future__ import annotations

import re
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
            "Exports rose 2.1 percent after the previous month's 14.4 percent decline.",
            [
                ("2.1 percent", "2.1", "yoy", "exports", "all", "2030-06"),
                ("14.4 percent", "-14.4", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "For the first five months of this year, the accumulated trade surplus came to $5 billion.",
            [("$5 billion", "5000000000", "value", "balance", "all", "2030-01/2030-05")],
        ),
        (
            "Chip exports escalated 12.5 percent on-year.",
            [("12.5 percent", "12.5", "yoy", "exports", "semiconductors", "2030-06")],
        ),
        (
            "Exports hit their 5th highest monthly record.",
            [("5th highest", "5", "value", "exports", "all", "2030-06")],
        ),
        (
            "Down 7.1 percent were exports of cars.",
            [("7.1 percent", "-7.1", "yoy", "exports", "automobiles", "2030-06")],
        ),
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
        (
            "Exports, which make up half of the output of the country, rose two percent to eight billion dollars.",
            [
                ("two percent", "2", "yoy", "exports", "all", "2030-06"),
                ("eight billion dollars", "8000000000", "value", "exports", "all", "2030-06"),
            ],
        ),
        (
            "Exports to China fell by 14 percent, the United States 1.1 percent and Japan 2 percent.",
            [
                ("14 percent", "-14", "yoy", "exports", "china", "2030-06"),
                ("1.1 percent", "-1.1", "yoy", "exports", "united_states", "2030-06"),
                ("2 percent", "-2", "yoy", "exports", "japan", "2030-06"),
            ],
        ),
        (
            "Exports decreased 44.9 percent for petroleum products, 31.6 percent for steel and 7 percent for cars.",
            [
                ("44.9 percent", "-44.9", "yoy", "exports", "petroleum_products", "2030-06"),
                ("31.6 percent", "-31.6", "yoy", "exports", "steel", "2030-06"),
                ("7 percent", "-7", "yoy", "exports", "automobiles", "2030-06"),
            ],
        ),
        (
            "The trade surplus was $5 billion, bigger than a surplus of $3 billion in May.",
            [
                ("$5 billion", "5000000000", "value", "balance", "all", "2030-06"),
                ("$3 billion", "3000000000", "value", "balance", "all", "2030-05"),
            ],
        ),
        (
            "The trade surplus narrowed to $3 billion, compared with the previous month's $4 billion.",
            [
                ("$3 billion", "3000000000", "value", "balance", "all", "2030-06"),
                ("$4 billion", "4000000000", "value", "balance", "all", "2030-05"),
            ],
        ),
        (
            "Exports of ships reached $2 billion, extending a nine-month growth streak.",
            [
                ("$2 billion", "2000000000", "value", "exports", "ships", "2030-06"),
                ("nine", "9", "value", "exports", "ships", "2029-10/2030-06"),
            ],
        ),
        (
            "Exports from January to May rose 3 percent from a year earlier to $270 billion.",
            [
                ("3 percent", "3", "yoy", "exports", "all", "2030-01/2030-05"),
                ("$270 billion", "270000000000", "value", "exports", "all", "2030-01/2030-05"),
            ],
        ),
        (
            "Exports of ships more than doubled to $2 billion.",
            [
                ("more than doubled", "100", "yoy", "exports", "ships", "2030-06"),
                ("$2 billion", "2000000000", "value", "exports", "ships", "2030-06"),
            ],
        ),
        (
            "Exports, which fell 3 percent in May, rose 5 percent.",
            [
                ("3 percent", "-3", "yoy", "exports", "all", "2030-05"),
                ("5 percent", "5", "yoy", "exports", "all", "2030-06"),
            ],
        ),
        (
            "Exports rebounded from a 5 percent fall in May to rise 3 percent.",
            [
                ("5 percent", "-5", "yoy", "exports", "all", "2030-05"),
                ("3 percent", "3", "yoy", "exports", "all", "2030-06"),
            ],
        ),
        (
            "Exports fell 3 percent, compared with a loss of 5 percent in the previous month.",
            [
                ("3 percent", "-3", "yoy", "exports", "all", "2030-06"),
                ("5 percent", "-5", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "Imports of semiconductor chips fell for the third month as energy imports fell for the fifth month.",
            [
                ("third", "3", "value", "imports", "semiconductors", "2030-04/2030-06"),
                ("fifth", "5", "value", "imports", "energy", "2030-02/2030-06"),
            ],
        ),
        (
            "- Exports: $56.6 billion (+3.1%)",
            [
                ("$56.6 billion", "56600000000", "value", "exports", "all", "2030-06"),
                ("+3.1%", "3.1", "yoy", "exports", "all", "2030-06"),
            ],
        ),
        (
            "Semiconductors: $11.7 billion, up 35.7 percent",
            [
                ("$11.7 billion", "11700000000", "value", "exports", "semiconductors", "2030-06"),
                ("35.7 percent", "35.7", "yoy", "exports", "semiconductors", "2030-06"),
            ],
        ),
        (
            "* June exports -1.8 pct y/y",
            [("-1.8 pct", "-1.8", "yoy", "exports", "all", "2030-06")],
        ),
        (
            "By item, semiconductors ($11.7 billion, +35.7%) did well.",
            [
                ("$11.7 billion", "11700000000", "value", "exports", "semiconductors", "2030-06"),
                ("+35.7%", "35.7", "yoy", "exports", "semiconductors", "2030-06"),
            ],
        ),
        (
            "On a daily average basis, exports rose 3 percent.",
            [("3 percent", "3", "daily_yoy", "exports", "all", "2030-06")],
        ),
        (
            "Exports to the European Union (EU) fell 3 percent, to Japan by 4 percent.",
            [
                ("3 percent", "-3", "yoy", "exports", "european_union", "2030-06"),
                ("4 percent", "-4", "yoy", "exports", "japan", "2030-06"),
            ],
        ),
        (
            "Exports reached $60 billion, above the previous record of $59 billion set in May 2028.",
            [
                ("$60 billion", "60000000000", "value", "exports", "all", "2030-06"),
                ("$59 billion", "59000000000", "value", "exports", "all", "2028-05"),
            ],
        ),
        (
            "Of the country's 15 major export items, four products saw exports increase.",
            [
                ("15", "15", "universe_size", "exports", "major_items_15", "2030-06"),
                ("four", "4", "members", "exports", "major_items_15", "2030-06"),
            ],
        ),
        (
            "Those of ships gained 4 percent.",
            [("4 percent", "4", "yoy", "exports", "ships", "2030-06")],
        ),
        (
            "China's share of exports fell to 18.4 percent from 19.5 percent a year earlier.",
            [
                ("18.4 percent", "18.4", "share", "exports", "china", "2030-06"),
                ("19.5 percent", "19.5", "share", "exports", "china", "2029-06"),
            ],
        ),
        (
            "Exports surpassed $60 billion last month.",
            [("surpassed $60 billion", "60000000000", "value", "exports", "all", "2030-06")],
        ),
        (
            "Steel and car exports rose 2 percent to $3 billion and 4 percent to $5 billion, respectively.",
            [
                ("2 percent", "2", "yoy", "exports", "steel", "2030-06"),
                ("$3 billion", "3000000000", "value", "exports", "steel", "2030-06"),
                ("4 percent", "4", "yoy", "exports", "automobiles", "2030-06"),
                ("$5 billion", "5000000000", "value", "exports", "automobiles", "2030-06"),
            ],
        ),
        (
            "The nation logged $300 billion in January-May exports.",
            [("$300 billion", "300000000000", "value", "exports", "all", "2030-01/2030-05")],
        ),
        (
            "The trade balance came to $3 billion, posting a surplus.",
            [("$3 billion", "3000000000", "value", "balance", "all", "2030-06")],
        ),
        (
            "Exports of ships and steel rose for a third straight month.",
            [
                ("third", "3", "value", "exports", "ships", "2030-04/2030-06"),
                ("third", "3", "value", "exports", "steel", "2030-04/2030-06"),
            ],
        ),
        (
            "Ship and steel exports both rose by more than 15 percent.",
            [
                ("more than 15 percent", "15", "yoy", "exports", "ships", "2030-06"),
                ("more than 15 percent", "15", "yoy", "exports", "steel", "2030-06"),
            ],
        ),
        (
            "Exports rose 3 percent (May: -7.8% yoy).",
            [
                ("3 percent", "3", "yoy", "exports", "all", "2030-06"),
                ("-7.8%", "-7.8", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "The trade balance came to a $5 billion surplus (May: USD 4 billion deficit).",
            [
                ("$5 billion", "5000000000", "value", "balance", "all", "2030-06"),
                ("USD 4 billion", "-4000000000", "value", "balance", "all", "2030-05"),
            ],
        ),
        (
            "Exports grew 20 percent in April and 18 percent in May.",
            [
                ("20 percent", "20", "yoy", "exports", "all", "2030-04"),
                ("18 percent", "18", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "The trade surplus was $5 billion, compared to a May trade surplus of $4 billion.",
            [
                ("$5 billion", "5000000000", "value", "balance", "all", "2030-06"),
                ("$4 billion", "4000000000", "value", "balance", "all", "2030-05"),
            ],
        ),
        (
            "The daily average, however, slipped 2 percent.",
            [("2 percent", "-2", "daily_yoy", "exports", "all", "2030-06")],
        ),
        (
            "Exports in the chip sector rose 2 percent.",
            [("2 percent", "2", "yoy", "exports", "semiconductors", "2030-06")],
        ),
        (
            "Exports rose astonishingly steadily to $9 billion.",
            [("$9 billion", "9000000000", "value", "exports", "all", "2030-06")],
        ),
        (
            "Exports in the January to June 20 period reached $9 billion.",
            [("$9 billion", "9000000000", "value", "exports", "all", "2030-01-01/2030-06-20")],
        ),
        (
            "Energy imports, including coal, oil and gas, rose 2 percent.",
            [("2 percent", "2", "yoy", "imports", "energy", "2030-06")],
        ),
        (
            "The nation ran a trade deficit of $4 billion with Japan.",
            [("$4 billion", "-4000000000", "value", "balance", "japan", "2030-06")],
        ),
        (
            "China-bound shipments rose 2 percent.",
            [("2 percent", "2", "yoy", "exports", "china", "2030-06")],
        ),
        (
            "Exports of petrochemical goods rose 2 percent.",
            [("2 percent", "2", "yoy", "exports", "petrochemicals", "2030-06")],
        ),
        (
            "The trade surplus with Japan fell 2 percent.",
            [("2 percent", "-2", "yoy", "balance", "japan", "2030-06")],
        ),
        (
            "Exports reached $9 billion, up from $8 billion in 2028.",
            [
                ("$9 billion", "9000000000", "value", "exports", "all", "2030-06"),
                ("$8 billion", "8000000000", "value", "exports", "all", "2028-06"),
            ],
        ),
        (
            "Exports to Japan rose by 2 percent and those to India by 3 percent.",
            [
                ("2 percent", "2", "yoy", "exports", "japan", "2030-06"),
                ("3 percent", "3", "yoy", "exports", "india", "2030-06"),
            ],
        ),
        (
            "Imports fell by $1 billion (2.0%) to $9 billion.",
            [
                ("2.0%", "-2", "yoy", "imports", "all", "2030-06"),
                ("$9 billion", "9000000000", "value", "imports", "all", "2030-06"),
            ],
        ),
        (
            "Exports rose, according to zithers of the agency, to $9 billion.",
            [("$9 billion", "9000000000", "value", "exports", "all", "2030-06")],
        ),
        (
            "With ship exports rising by 2 percent to $9 billion, marking six straight months of gains, all is well.",
            [
                ("2 percent", "2", "yoy", "exports", "ships", "2030-06"),
                ("$9 billion", "9000000000", "value", "exports", "ships", "2030-06"),
                ("six", "6", "value", "exports", "ships", "2030-01/2030-06"),
            ],
        ),
        (
            "Exports grew 2 percent on average per working day.",
            [("2 percent", "2", "daily_yoy", "exports", "all", "2030-06")],
        ),
        (
            "Exports to Japan, the country's second-largest trade partner, rose 2 percent.",
            [("2 percent", "2", "yoy", "exports", "japan", "2030-06")],
        ),
        (
            "Imports rose 2 percent on-year to $9 billion from $8 billion.",
            [
                ("2 percent", "2", "yoy", "imports", "all", "2030-06"),
                ("$9 billion", "9000000000", "value", "imports", "all", "2030-06"),
                ("$8 billion", "8000000000", "value", "imports", "all", "2029-06"),
            ],
        ),
        (
            "Imports rose 2 percent, after falling 3 percent in May.",
            [
                ("2 percent", "2", "yoy", "imports", "all", "2030-06"),
                ("3 percent", "-3", "yoy", "imports", "all", "2030-05"),
            ],
        ),
        (
            "Imports rose for the first time in 17 months and led the field.",
            [("17", "17", "yoy", "imports", "all", "2030-06")],
        ),
        (
            "The trade balance came to $+3.3 billion.",
            [("$+3.3 billion", "3300000000", "value", "balance", "all", "2030-06")],
        ),
        (
            "The nation posted a record $9 billion of trade surplus.",
            [
                ("record", "1", "value", "balance", "all", "2030-06"),
                ("$9 billion", "9000000000", "value", "balance", "all", "2030-06"),
            ],
        ),
        (
            "The trade deficit was $4 billion, the first since 2028.",
            [
                ("$4 billion", "-4000000000", "value", "balance", "all", "2030-06"),
                ("first", "1", "value", "balance", "all", "2030-06"),
            ],
        ),
        (
            "Exports grew 3 percent, reaching $9 billion in April.",
            [
                ("3 percent", "3", "yoy", "exports", "all", "2030-04"),
                ("$9 billion", "9000000000", "value", "exports", "all", "2030-04"),
            ],
        ),
        (
            "Korea exported $3 billion worth of cars.",
            [
                ("$3 billion", "3000000000", "value", "exports", "automobiles", "2030-06"),
            ],
        ),
        (
            "A total of $3 billion worth of Korean-made cars were shipped overseas in June, up 7 percent on-year.",
            [
                ("$3 billion", "3000000000", "value", "exports", "automobiles", "2030-06"),
                ("7 percent", "7", "yoy", "exports", "automobiles", "2030-06"),
            ],
        ),
        (
            "Korea shipped $4 billion worth of chips in June, followed by $3 billion of ships.",
            [
                ("$4 billion", "4000000000", "value", "exports", "semiconductors", "2030-06"),
                ("$3 billion", "3000000000", "value", "exports", "ships", "2030-06"),
            ],
        ),
        (
            "Chips reached their highest ever June exports with $9 billion (up 4 percent).",
            [
                ("highest ever", "1", "value", "exports", "semiconductors", "2030-06"),
                ("$9 billion", "9000000000", "value", "exports", "semiconductors", "2030-06"),
                ("4 percent", "4", "yoy", "exports", "semiconductors", "2030-06"),
            ],
        ),
        (
            "Trade with Japan came to $80 billion last year, with exports shrinking 12 percent to $54 billion.",
            [
                ("$80 billion", "80000000000", "value", "trade", "japan", "2029"),
                ("12 percent", "-12", "yoy", "exports", "japan", "2029"),
                ("$54 billion", "54000000000", "value", "exports", "japan", "2029"),
            ],
        ),
        (
            "Bilateral trade between Korea and Japan rose 5 percent on-year last year.",
            [
                ("5 percent", "5", "yoy", "trade", "japan", "2029"),
            ],
        ),
        (
            "Exports rose by 3 percent to $60 billion, imports by 2 percent to $50 billion.",
            [
                ("3 percent", "3", "yoy", "exports", "all", "2030-06"),
                ("$60 billion", "60000000000", "value", "exports", "all", "2030-06"),
                ("2 percent", "2", "yoy", "imports", "all", "2030-06"),
                ("$50 billion", "50000000000", "value", "imports", "all", "2030-06"),
            ],
        ),
        (
            "Car exports rose 5 percent to 168,155 units and reached $4.1 billion.",
            [
                ("$4.1 billion", "4100000000", "value", "exports", "automobiles", "2030-06"),
            ],
        ),
        (
            "Exports to the European Union (EU, -4.1%) and Japan (+2.5%) moved apart.",
            [
                ("-4.1%", "-4.1", "yoy", "exports", "european_union", "2030-06"),
                ("+2.5%", "2.5", "yoy", "exports", "japan", "2030-06"),
            ],
        ),
        (
            "Exports rose 4 percent last year, recovering from a 5 percent fall in 2028 and a 10 percent drop in 2027.",
            [
                ("4 percent", "4", "yoy", "exports", "all", "2029"),
                ("5 percent", "-5", "yoy", "exports", "all", "2028"),
                ("10 percent", "-10", "yoy", "exports", "all", "2027"),
            ],
        ),
        (
            "Exports of ships fell 5 percent in June, backtracking from a 24 percent gain in May.",
            [
                ("5 percent", "-5", "yoy", "exports", "ships", "2030-06"),
                ("24 percent", "24", "yoy", "exports", "ships", "2030-05"),
            ],
        ),
        (
            "Ships, which account for a large part of Korea's exports, fell 5 percent.",
            [
                ("5 percent", "-5", "yoy", "exports", "ships", "2030-06"),
            ],
        ),
        (
            "Exports posted a 7 percent loss in April and a 2 percent decline in May.",
            [
                ("7 percent", "-7", "yoy", "exports", "all", "2030-04"),
                ("2 percent", "-2", "yoy", "exports", "all", "2030-05"),
            ],
        ),
        (
            "Korea achieved $5 billion in exports in 1971.",
            [
                ("$5 billion", "5000000000", "value", "exports", "all", "1971"),
            ],
        ),
        (
            "Its balance with Japan has been in the black, recording surpluses of $5 billion in 2028.",
            [
                ("$5 billion", "5000000000", "value", "balance", "japan", "2028"),
            ],
        ),
        (
            "It marks the highest figure, beating the previous record of $59 billion set in May 2028.",
            [
                ("highest", "1", "value", "exports", "all", "2030-06"),
                ("$59 billion", "59000000000", "value", "exports", "all", "2028-05"),
            ],
        ),
        (
            "Exports topped $10 billion for the third straight month, and posted growth for the ninth straight month.",
            [
                ("topped $10 billion", "10000000000", "value", "exports", "all", "2030-06"),
                ("third", "3", "value", "exports", "all", "2030-04/2030-06"),
                ("ninth", "9", "value", "exports", "all", "2029-10/2030-06"),
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
        ("Exports fell 5.1 percent, milder than the prior month's revised 3 percent decline.", "a rate of the base"),
        ("Exports are forecast to rise 3 percent.", "of when the forecast is stands elsewhere"),
        ("Exports of zithers rose 3 percent.", "nobody says of what"),
        ("China's exports rose 3 percent.", "nobody says of what"),
        ("Exports of cars to Japan rose 3 percent.", "nobody says of what"),
        ("Exports, measured by a zither, rose 3 percent.", "unknown between: measured zither"),
        ("Exports rose 3 percent this month.", "the period has not ended"),
        ("When adjusted for working days, exports rose 3 percent.", "a daily average is near"),
        ("Exports of cars and steel rose 3 percent.", "several subjects"),
        ("The current account surplus reached $3 billion.", "nobody says of what"),
        ("Exports came to $3 billion with Japan.", "a partner stands behind"),
        ("Based on daily exports, exports rose 3 percent.", "a daily average is near"),
        ("On a cumulative basis, exports fell, while imports were $3 billion.", "a sum of several months is near"),
        ("The export volume rose 3 percent, with imports at $9 billion.", "perhaps of the volume"),
        ("A deficit fell 3 percent.", "a rate of a balance"),
        ("As of June, the trade surplus reached $3 billion.", "a sum of several months is near"),
        ("Exports stood at $126.2 in June.", "a price, perhaps"),
        ("Exports, excluding ships, rose 3 percent.", "unknown between: excluding"),
        ("Cumulative exports reached $3 billion in June.", "a sum of several months is near"),
        ("Exports may rise 3 percent.", "a forecast or plan"),
        ("Car sales at home rose 3 percent.", "perhaps counted otherwise"),
        ("Exports of cars rose 3 percent to 9,000 units.", "of a number of things, not of their value"),
        ("The toy industry did well, with exports rising 3 percent.", "perhaps of what the sentence is about"),
        ("Exports rose 3 percent in zithers.", "unknown behind: zithers"),
        ("The volume of exports rose 3 percent.", "perhaps of the volume"),
        ("Zithers Electronics of Taiwan said its exports rose 3 percent.", "perhaps of the owner named before"),
        ("Exports of ships grew, with those to Europe up 3 percent.", "nobody says of what"),
        (
            "Exports of chips rose 3 percent and 5 percent in May and June, respectively.",
            "respectively, of several periods",
        ),
        ("Non-energy imports rose 3 percent.", "nobody says of what"),
        ("Exports of cars rose. Exports to China rose 3 percent.", "perhaps of one item alone"),
        ("Exports to China rose, though cars gained 3 percent.", "perhaps of one partner alone"),
        ("Exports to China fell as shipments of chips dropped 3 percent.", "perhaps of one partner alone"),
        ("Exports to China fell, with chips down 3 percent.", "a name stands near"),
        ("To China, chip exports fell 3 percent.", "a name stands near"),
        ("Exports of car batteries rose 3 percent.", "a name stands near"),
        ("Trade with China: exports $3 billion.", "perhaps not of the whole country"),
        ("Exports of ICT goods rose, and imports rose 3 percent.", "perhaps not of the whole country"),
        ("Korea's exports to China rose, and its imports fell 3 percent.", "perhaps not of the whole country"),
        ("Exports by small firms rose 3 percent.", "nobody says of what"),
        ("Exports in Zembla rose 3 percent.", "nobody says of what"),
        ("In Zembla, exports rose 3 percent.", "perhaps of what the sentence is about"),
        ("The province posted exports of $3 billion.", "perhaps of what the sentence is about"),
        ("Smaller firms saw their exports rise 3 percent.", "perhaps of the owner named before"),
        ("Unlike Zembla, whose exports rose 3 percent, Korea did worse.", "perhaps of the owner named before"),
        ("Imports used for exports rose 3 percent.", "perhaps of the topic that this one only limits"),
        (
            "The goods surplus came to $3 billion.",
            "perhaps counted otherwise",
        ),
        ("Exports rose 3 percent from 2019.", "the base is another period"),
        ("Exports rose 3 percent from pre-pandemic levels.", "the base is another period"),
        ("Exports rose 3 percent since May 2028.", "the base is another period"),
        ("Exports rose 3 percent on a quarterly basis.", "the base is a quarter"),
        ("A year earlier, exports had fallen 3 percent.", "it tells of the time that is compared with"),
        ("Exports had fallen 3 percent a month earlier.", "it tells of the time that is compared with"),
        ("During the same period last year, exports fell 3 percent.", "it tells of the time that is compared with"),
        ("The surplus was $3 billion smaller at $4 billion.", "a difference, perhaps"),
        ("Exports rose 5 percent in May before falling 3 percent.", "it tells of a later time"),
        ("Exports on June 20 came to $3 billion.", "of one day"),
        ("Exports through June 20 came to $3 billion.", "the period is not known"),
        ("Exports in early June rose 3 percent.", "the period is not known"),
        ("The same month last year saw exports fall 3 percent.", "the period is not known"),
        ("The annual deficit reached $3 billion.", "a sum of several months is near"),
        ("Average monthly exports reached $3 billion.", "nobody says of what"),
        ("Exports to grow 3 percent in June.", "a forecast or plan"),
        ("Exports rose, helped by a 3 percent fall in zithers.", "unknown behind: zithers"),
        ("Exports rose between 3 percent and 5 percent.", "a range, perhaps"),
        ("Exports of zithers and cosmetics rose 3 percent.", "nobody says of what"),
        ("The export price index rose 3 percent.", "nobody says of what"),
        (
            "Exports, including services, rose 3 percent.",
            "perhaps counted otherwise",
        ),
        ("Net exports rose 3 percent.", "perhaps counted otherwise"),
        (
            "In won terms, exports rose 3 percent.",
            "perhaps counted otherwise",
        ),
        ("Oil fell 3 percent, cutting the import bill.", "nobody says of what"),
        ("Exports rose 5 percent, led by ships, up 3 percent.", "perhaps of what stands between commas"),
        ("Chip exports rose. The daily average, however, rose 3 percent.", "a daily average is near"),
        ("Exports fell (May: 3 percent).", "no direction is told"),
        ("Imports of energy such as oil and gas reached $3 billion.", "nobody says of what"),
        (
            "The trade deficit was bigger than a year ago, when a shortfall of $3 billion was posted.",
            "it tells of the time that when refers to",
        ),
        (
            "Exports ($57 billion) and imports ($50 billion) rose 3 percent and fell 2 percent, respectively.",
            "respectively, of several topics",
        ),
        ("Exports are expected to rise 3 percent in 2028.", "a forecast of a time that is over"),
        ("Exports stood at $60 billion, surpassing $3 billion in May.", "a threshold that was passed, no level"),
        ("Exports failed to exceed $3 billion.", "unknown between: failed"),
        ("Exports of ships over $3 billion rose.", "a size, perhaps"),
        ("Exports reached 3 billion.", "no currency is told"),
        ("Exports of oil and chemical products fell 3 percent.", "perhaps of what is made of it"),
        ("Exports of cars and automotive zithers fell 3 percent.", "nobody says of what"),
        ("Dynamic zithers (DZ) chips and displays rose 3 percent.", "nobody says of what"),
        ("A deficit of $3 billion turned into a surplus.", "a balance that turned"),
        ("Exports rose 3 percent, seasonally adjusted.", "perhaps counted otherwise"),
        ("Exports fell in the first 20 days of June. Exports to Japan fell 3 percent.", "another period was"),
        ("Taiwan posted a fall of 3 percent.", "nobody says of what"),
        ("Global exports fell 3 percent.", "nobody says of what"),
        ("Ex-chip exports fell 3 percent.", "nobody says of what"),
        ("Exports rose 3 percent two years ago.", "of several periods, or of another one"),
        ("Exports rose 3 percent on average.", "of several periods, or of another one"),
        ("Exports were revised up to $3 billion.", "at most, or a rise to it"),
        ("The ministry denied that exports rose 3 percent.", "a forecast or plan"),
        ("IT exports fell 3 percent.", "nobody says of what"),
        ("Chip sales rose 3 percent worldwide.", "perhaps counted otherwise"),
        ("China's share of car exports fell to 3 percent.", "the whole is not told"),
        ("Korea exported $3 billion worth of cars to China.", "a name stands near"),
        (
            "Chip exports to the country rose 5 percent, while ship exports fell 3 percent.",
            "of one item with one partner",
        ),
        ("Exports of ships to the country fell 3 percent.", "nobody says of what"),
        ("Car exports totaled 40,215 units, up 3 percent.", "of a number of things"),
        ("Car exports rose 3 percent to 40,215.", "of a number of things"),
        ("Trade with Japan fell 5 percent, with Korea's exports rising 3 percent.", "perhaps not of the whole country"),
        ("Bilateral trade rose 3 percent.", "nobody says of what"),
        ("Exports fell 5 percent, compared with forecasts of 3 percent.", "no direction is told"),
        ("The sector did well, as it recorded $3 billion in exports to Japan.", "unknown between"),
        ("Car exports were $3 billion from January through the second week of June.", "of a span that nobody can read"),
        ("Exports hit an annual record high of $3 billion.", "of which years"),
        ("In 2029 exports stood at $3 billion midyear.", "the period is not known"),
        ("There was a 5 percent fall in car exports and 3 percent lower for ships.", "a name stands near"),
    ],
)
def test_what_could_be_meant_otherwise_is_left_open_with_the_doubt(rows: object, sentence: str, doubt: str) -> None:
    found = [row for row in rows(sentence) if re.search("\\b3 (?:percent|billion)|126", row.figure)]  # type: ignore[operator]

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
def test_of_another_country_or_a_company_nothing_is_asserted(rows: object, title: str, lead: str) -> None:
    found = rows(  # type: ignore[operator]
        "Exports grew. Imports fell. Exports were up. Imports fell 2 percent to $20 billion.",
        "Trade with South Korea fell as South Korea bought less.",
        title=title,
        lead=lead,
    )

    assert [row for row in found if row.confidence == SURE] == []


def test_korea_can_be_named_in_the_address_alone(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Imports fell 2 percent to $20 billion.",
        title="Trade in June",
        lead="https://example.com/south-korea-trade\nExports rose 5.1 percent in June from a year earlier.",
    )

    assert [row.figure for row in found if row.confidence == SURE] == ["5.1 percent", "2 percent", "$20 billion"]


def test_in_a_korean_outlet_the_ministry_is_korea_s(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        title="Trade in June",
        lead="https://news.example.kr/1\nThe trade ministry said exports rose 5.1 percent in June from a year earlier.",
    )

    assert [row.figure for row in found if row.confidence == SURE] == ["5.1 percent"]


def test_the_growth_of_a_whole_year_is_on_the_year_before(rows: object) -> None:
    lead = "South Korea's exports rose 5.1 percent in 2029, the trade ministry said."
    found = rows(lead=lead)  # type: ignore[operator]

    assert [(row.figure, row.confidence) for row in found if row.measure == "yoy"] == [("5.1 percent", SURE)]


@pytest.mark.parametrize(("more", "confidence"), [("", SURE), ("Imports rose 3 percent on-month.", OPEN)])
def test_growth_is_on_the_year_where_the_text_names_no_other(rows: object, more: str, confidence: str) -> None:
    found = rows(more, lead="South Korea's exports rose 5.1 percent in June, the trade ministry said.")  # type: ignore[operator]

    assert [row.confidence for row in found if row.figure == "5.1 percent"] == [confidence]


def test_a_headline_of_a_number_of_things_is_left_open(rows: object) -> None:
    found = rows("Exports of cars rose 4 percent to 9,000 units.", title="Korea's car exports rise 4 percent in June")  # type: ignore[operator]

    assert [row.confidence for row in found if row.figure == "4 percent"] == [OPEN, OPEN]


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
    rows: object, sentence: str, figure: str, modality: str, period: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]  # type: ignore[operator]

    assert (row.modality, row.period) == (modality, period)


def test_a_fact_beside_a_forecast_is_a_fact(rows: object) -> None:
    found = rows("Beating forecasts, exports rose 4 percent to $50 billion in June.")  # type: ignore[operator]

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
    rows: object, sentence: str, figure: str, claim: str, measure: str, scope: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]  # type: ignore[operator]

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
    rows: object, sentence: str, figure: str, subject: str, rank: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]  # type: ignore[operator]

    assert (row.confidence, row.claim, row.scope, row.subject_id, row.value, row.unit) == (
        SURE, "highest", "among_subjects", subject, rank, "rank",
    )  # fmt: skip


def test_a_rank_is_of_the_period_that_stands_behind_it(rows: object) -> None:
    found = rows("China was Korea's largest export market in February 2028.")  # type: ignore[operator]

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
    rows: object, sentence: str, scope: str, value: str, unit: str, threshold: str
) -> None:
    (row,) = [row for row in rows(sentence) if row.theme == "records"]  # type: ignore[operator]

    assert (row.confidence, row.claim, row.measure, row.scope, row.value, row.unit, row.threshold) == (
        SURE, "first_time", "value", scope, value, unit, threshold,
    )  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    ["Exports topped $60 billion for the first time this year.", "Exports fell below $60 billion for the first time."],
)
def test_a_first_time_within_a_year_or_under_a_level_is_left_open(rows: object, sentence: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == "first time"] == [OPEN]  # type: ignore[operator]


def test_a_change_in_dollars_needs_no_by(rows: object) -> None:
    found = rows("Exports were up $4 billion from a year earlier in June.")  # type: ignore[operator]

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
def test_a_rank_among_some_or_nobody_knows_what_is_left_open(rows: object, sentence: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == "largest"] == [OPEN]  # type: ignore[operator]


def test_an_extreme_among_nobody_knows_what_is_left_open(rows: object) -> None:
    (row,) = [row for row in rows("Korea is the third-largest exporter.") if row.figure == "third-largest"]  # type: ignore[operator]

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
def test_of_the_trade_of_others_nothing_is_sure(rows: object, lead: str) -> None:
    found = rows("Exports rose 3 percent in June from a year earlier.", lead=lead)  # type: ignore[operator]

    assert not [row for row in found if row.confidence == SURE]


@pytest.mark.parametrize("sentence", ["Exports to the country rose 3 percent.", "Chip exports rose 3 percent."])
def test_in_a_text_about_a_partner_everything_can_be_of_that_partner(rows: object, sentence: str) -> None:
    lead = "South Korea's exports to Vietnam rose 5 percent in June from a year earlier."
    found = rows(sentence, title="Trade with Vietnam", lead=lead)  # type: ignore[operator]

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
def test_an_extreme_or_run_of_something_else_is_left_open(rows: object, sentence: str, figure: str) -> None:
    assert [row.confidence for row in rows(sentence) if row.figure == figure] == [OPEN]  # type: ignore[operator]


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
    rows: object,
    sentence: str,
    figure: str,
    condition: str,
    threshold: str,
    direction: str,
    period: str,
    status: str,
) -> None:
    (row,) = [row for row in rows(sentence) if row.figure == figure]  # type: ignore[operator]

    assert (row.confidence, row.condition, row.threshold, row.direction, row.period, row.status) == (
        SURE,
        condition,
        threshold,
        direction,
        period,
        status,
    )


def test_a_run_told_of_the_first_days_of_a_month_ends_with_the_month_before(rows: object) -> None:
    lead = "South Korea's exports rose 5.1 percent in the first 20 days of June from a year earlier."
    found = rows("Exports have risen for three straight months.", lead=lead)  # type: ignore[operator]

    assert [row.period for row in found if row.figure == "three" and row.confidence == SURE] == ["2030-03/2030-05"]


def test_the_first_time_over_a_level_says_which(rows: object) -> None:
    found = rows("Exports surpassed $60 billion for the first time.")  # type: ignore[operator]
    (row,) = [row for row in found if row.theme == "records"]

    assert (row.confidence, row.claim, row.scope, row.value, row.threshold) == (
        SURE, "first_time", "all_time", "1", "60000000000",
    )  # fmt: skip


def test_the_first_time_over_a_level_in_so_long_is_another_claim(rows: object) -> None:
    found = rows("Exports surpassed $60 billion for the first time in 12 months.")  # type: ignore[operator]

    assert [(row.value, row.unit) for row in found if row.theme == "records"] == [("12", "months")]


def test_in_a_text_about_a_sector_imports_are_its_own(rows: object) -> None:
    found = rows(  # type: ignore[operator]
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


def test_a_table_has_its_periods_above_and_the_unit_of_a_line_in_brackets(rows: object) -> None:
    found = rows(  # type: ignore[operator]
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


def test_a_line_of_a_table_with_another_number_of_columns_is_left_open(rows: object) -> None:
    found = rows("June May", "Exports ($ billion) 39.21 34.90 33.10")  # type: ignore[operator]

    assert told(found) == []


def test_what_is_near_a_record_is_none(rows: object) -> None:
    found = rows("Exports reached a near-record $57 billion.")  # type: ignore[operator]

    assert not [row for row in found if row.theme == "records" and row.paragraph == 2]


def test_of_an_index_of_trade_nothing_is_sure(rows: object) -> None:
    lead = "South Korea's export value index fell 5 percent in June from a year earlier to 94.6."
    found = rows("Exports of cars rose 3 percent.", lead=lead)  # type: ignore[operator]

    assert not [row for row in found if row.confidence == SURE]


def test_what_a_text_tells_of_long_ago_in_passing_goes_on_for_nothing(rows: object) -> None:
    found = rows("The surplus was a record in 2020, when it reached $40 billion. Exports to China rose 3 percent.")  # type: ignore[operator]

    assert [row.confidence for row in found if row.figure == "3 percent"] == [OPEN]


def test_a_heading_tells_the_period_of_a_list(rows: object) -> None:
    found = rows("* exports to China +3.5% y/y", title="South Korea exports surge", lead="June 1-20")  # type: ignore[operator]

    assert [(row.value, row.period, row.confidence) for row in found if row.figure == "+3.5%"] == [
        ("3.5", "2030-06-01/2030-06-20", SURE)
    ]


def test_a_text_reports_the_first_of_its_periods_that_is_over(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Imports fell 3 percent.",
        title="Exports set to fall in July",
        lead="South Korea's exports fell 2 percent on-year in the first 20 days of June.",
    )

    assert [row.period for row in found if row.figure == "3 percent"] == ["2030-06-01/2030-06-20"]


def test_days_that_were_over_for_half_a_year_are_not_what_a_text_reports(rows: object) -> None:
    """The year may be misprinted: what follows is left open."""
    lead = "South Korea's exports rose 5.1 percent in the first 20 days of June 2029 from a year earlier, data showed."

    assert told(rows("Exports of cars rose 3 percent.", lead=lead)) == []


def test_what_somebody_forecasts_is_not_what_a_text_reports(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Chips (2.4%) and cars (3.1%) increased.",
        title="Exports continue to rise",
        lead="The ministry expects exports in November and December to rise. South Korea's exports rose 5 percent "
        "until the 20th of June.",
    )

    assert {row.period for row in found if row.paragraph > 1} == {"2030-06-01/2030-06-20"}


def test_in_a_text_in_dollars_an_amount_without_a_currency_is_in_dollars(rows: object) -> None:
    found = rows(
        "Exports came to 9 billion in May.", lead="South Korea's exports rose 5 percent on-year to $8 billion in June."
    )  # type: ignore[operator]

    assert [row.confidence for row in found if row.figure == "9 billion"] == [SURE]


def test_a_quarter_in_passing_is_not_what_the_next_paragraph_tells(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Car exports rose 3 percent. Exports in the second quarter stood at $90 billion.", "Imports fell 4 percent."
    )

    assert [(row.period, row.confidence) for row in found if row.figure == "4 percent"] == [("2030-06", SURE)]


def test_by_customs_the_whole_trade_is_told_in_a_text_about_payments_too(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "On a customs clearance basis, Korea's exports fell 3 percent to $46 billion in June.",
        "The goods surplus fell to $7 billion, with exports down 2 percent.",
        title="Current account surplus narrows",
        lead="South Korea's current account surplus came to $6 billion in June from $5 billion a year earlier.",
    )

    assert [row.figure for row in found if row.confidence == SURE] == ["3 percent", "$46 billion"]


def test_a_name_alone_behind_exports_to_a_partner_can_be_of_that_partner(rows: object) -> None:
    found = rows("Exports to Japan fell 5 percent. While cars rose 3 percent, ship exports fell 2 percent.")  # type: ignore[operator]

    assert [row.confidence for row in found if row.figure in ("3 percent", "2 percent")] == [OPEN, OPEN]


def test_that_period_can_be_the_one_that_was_spoken_of_before(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Exports to Japan fell 5 percent in the January-May period.",
        "Exports to India grew 3 percent in the cited period.",
    )

    assert [row.confidence for row in found if row.figure == "3 percent"] == [OPEN]


def test_a_run_of_years_leaves_the_year_to_what_follows(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "In 2029 exports rose 5 percent, up for two straight years. Imports rose 3 percent to $500 billion."
    )

    assert [row.period for row in found if row.figure == "3 percent"] == ["2029"]


def test_names_behind_semicolons_share_the_verb(rows: object) -> None:
    found = rows("Exports to Japan rose 5 percent; India, 3 percent; and Vietnam, 2 percent.")  # type: ignore[operator]

    assert told(found)[1:] == [
        ("3 percent", "3", "yoy", "exports", "india", "2030-06"),
        ("2 percent", "2", "yoy", "exports", "vietnam", "2030-06"),
    ]


def test_the_first_time_over_a_level_since_a_year_is_no_growth(rows: object) -> None:
    found = rows("With imports rising, exports exceeded $50 billion for the first time since 2014.")  # type: ignore[operator]

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
def test_what_korea_is_compared_with_is_no_trade_of_korea(rows: object, sentence: str) -> None:
    assert told(rows(sentence)) == []  # type: ignore[operator]


def test_behind_a_sentence_on_volume_a_list_can_be_of_volume(rows: object) -> None:
    found = rows(
        "In terms of volume, exports rose 5 percent. Gainers were ships (up 3 percent) and cars (up 2 percent)."
    )  # type: ignore[operator]

    assert told(found) == []


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Imports record 5.2 percent growth.", [("5.2 percent", "5.2", "yoy", "imports", "all", "2030-06")]),
        (
            "Daily exports averaged $2.1 billion, up 3 percent.",
            [
                ("$2.1 billion", "2100000000", "daily_value", "exports", "all", "2030-06"),
                ("3 percent", "3", "daily_yoy", "exports", "all", "2030-06"),
            ],
        ),
        (
            "The trade surplus came to 1 billion and 20 million dollars.",
            [("1 billion and 20 million dollars", "1020000000", "value", "balance", "all", "2030-06")],
        ),
        (
            "Exports to the country's largest trading partner China fell 5 percent.",
            [("5 percent", "-5", "yoy", "exports", "china", "2030-06")],
        ),
        (
            "Exports to its biggest market, the United States, rose 5 percent.",
            [("5 percent", "5", "yoy", "exports", "united_states", "2030-06")],
        ),
        (
            "Petrochemicals shipped abroad amounted to $4 billion.",
            [("$4 billion", "4000000000", "value", "exports", "petrochemicals", "2030-06")],
        ),
        (
            "Exports to China and Japan each rose six-point-three percent and three point-four percent.",
            [
                ("six-point-three percent", "6.3", "yoy", "exports", "china", "2030-06"),
                ("three point-four percent", "3.4", "yoy", "exports", "japan", "2030-06"),
            ],
        ),
        (
            "Shipments of chips accounted for 32 percent of the country's total exports in June, compared with 26 "
            "percent a year earlier.",
            [
                ("32 percent", "32", "share", "exports", "semiconductors", "2030-06"),
                ("26 percent", "26", "share", "exports", "semiconductors", "2029-06"),
            ],
        ),
        (
            "Imports over the same period fell 5 percent, and the trade balance came to a surplus of $9 billion.",
            [
                ("5 percent", "-5", "yoy", "imports", "all", "2030-06"),
                ("$9 billion", "9000000000", "value", "balance", "all", "2030-06"),
            ],
        ),
    ],
)
def test_the_same_is_told_in_other_words(rows: object, sentence: str, facts: list[tuple[str, ...]]) -> None:
    assert told(rows(sentence)) == facts  # type: ignore[operator]


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
def test_a_mean_a_change_that_moves_and_what_is_not_read_stay_open(rows: object, sentence: str) -> None:
    assert told(rows(sentence)) == []  # type: ignore[operator]


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
def test_what_is_told_of_the_base_or_of_a_part_is_no_fact_of_the_month(rows: object, sentence: str) -> None:
    assert told(rows(sentence)) == []  # type: ignore[operator]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "Over the same period, exports of ships grew 20 percent.",
            [("20 percent", "20", "yoy", "exports", "ships", "2030-06")],
        ),
        (
            "Exports reached $50 billion (60 trillion won) in June.",
            [
                ("$50 billion", "50000000000", "value", "exports", "all", "2030-06"),
                ("60 trillion won", "60000000000000", "value_krw", "exports", "all", "2030-06"),
            ],
        ),
        (
            "Exports fell by a slower pace than a 16.6 percent drop in May.",
            [("16.6 percent", "-16.6", "yoy", "exports", "all", "2030-05")],
        ),
        (
            "Chip exports from June 1st to 20th rose 5 percent.",
            [("5 percent", "5", "yoy", "exports", "semiconductors", "2030-06-01/2030-06-20")],
        ),
        (
            "The average daily export amount considering the number of operating days was $2.1 billion.",
            [("$2.1 billion", "2100000000", "daily_value", "exports", "all", "2030-06")],
        ),
        (
            "Exports kept falling for 11 months to June.",
            [("11", "11", "value", "exports", "all", "2029-08/2030-06")],
        ),
        (
            "Exports had fallen for 12 consecutive months from January of last year to last December.",
            [("12", "12", "value", "exports", "all", "2029-01/2029-12")],
        ),
        (
            "Exports rose 5 percent, with chips accounting for 31 percent of total exports.",
            [
                ("5 percent", "5", "yoy", "exports", "all", "2030-06"),
                ("31 percent", "31", "share", "exports", "semiconductors", "2030-06"),
            ],
        ),
        (
            "Exports (provisional value based on customs clearance) rose 5 percent.",
            [("5 percent", "5", "yoy", "exports", "all", "2030-06")],
        ),
    ],
)
def test_a_remark_leaves_a_figure_what_it_is(rows: object, sentence: str, facts: list[tuple[str, ...]]) -> None:
    assert told(rows(sentence)) == facts  # type: ignore[operator]


@pytest.mark.parametrize(
    "days", ["in early June", "so far this month", "in the first half of July", "as of June 20", "last week"]
)
def test_days_that_nobody_can_count_are_not_the_month_before(rows: object, days: str) -> None:
    found = rows(  # type: ignore[operator]
        "Exports to China fell 3 percent.",
        "In May, exports rose 4 percent.",
        title="Exports fall",
        lead=f"South Korea's exports fell 5 percent {days}, data showed.",
    )

    assert [row.confidence for row in found if row.figure in ("5 percent", "3 percent")] == [OPEN, OPEN]


def test_a_clause_that_names_the_month_reported_tells_nothing_of_another(rows: object) -> None:
    found = rows(  # type: ignore[operator]
        "Exports fell 3 percent in May. Daily exports of $2 billion (3 trillion won) were the highest ever for June."
    )

    assert [row.confidence for row in found if row.figure == "$2 billion"] == [OPEN]
