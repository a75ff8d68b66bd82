"""Tables in a text: a line of periods, and lines that begin with a flow and a unit and have a number for each period.

Belongs here: finding such lines and the rows of their numbers. Does not belong here: sentences (`grammar`), and tables
of the offices (`korea_trade.series`).

A number is printed without its unit, which stands in brackets at the head of its line: its figure is what the line
prints from there up to the number. A line that names nothing but a unit goes on with what the line above is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake import periods, roles
from korea_trade.intake.context import TOTAL, Scope, codes_of
from korea_trade.intake.proposal import Proposal, new
from korea_trade.intake.token import Token, Topic
from korea_trade.statements.article import Sentence

_CELL: Final = r"[+\-−–]?\d[\d,]*(?:\.\d+)?"
_LINE: Final = re.compile(rf"(?P<label>[^\d+−–]*?)(?P<cells>(?:[\s|]+{_CELL})+)[\s|]*")
_UNIT: Final = re.compile(r"\((?P<unit>[^()]+)\)")
_AMOUNT: Final = re.compile(r"(?:in )?(?:US)?\s?\$\s?(?:billion|million|bln|bn|mln)", re.IGNORECASE)
_RATE: Final = re.compile(
    r"%\s*(?:growth|change|chg)?(?: on| vs| from)?\s*(?:an? )?(?:year|yr)[ -](?:ago|earlier|on-year)"
    r"|%\s*(?:y/y|yoy|yr/yr|on-year|year-on-year)",
    re.IGNORECASE,
)
Line = tuple[Sentence, Sequence[Token]]
Place = tuple[int, int]


def of(read: Sequence[Line], scope: Scope) -> dict[Place, list[Proposal]]:
    """The rows of the lines of all tables, by paragraph and number of the line."""
    found: dict[Place, list[Proposal]] = {}
    columns: list[str] = []
    topic: Topic | None = None
    for sentence, each in read:
        if re.fullmatch("Y{2,}", codes_of(each)):
            columns, topic = [one.iso or "" for one in each], None
            continue
        line = _LINE.fullmatch(sentence.text) if columns else None
        if line is None:
            columns = []
            continue
        topic = _topic(each, line.end("label")) or (topic if _UNIT.fullmatch(line["label"].strip()) else None)
        unit = _UNIT.search(sentence.text, 0, line.end("label"))
        cells = list(re.finditer(_CELL, line["cells"]))
        if topic is None or unit is None or len(cells) != len(columns) or not all(columns):
            continue
        ends = [line.start("cells") + cell.end() for cell in cells]
        rows = [_row(sentence, end, topic, unit, period, scope) for end, period in zip(ends, columns, strict=True)]
        found[sentence.paragraph, sentence.sentence] = [row for row in rows if row]
    return found


def _topic(each: Sequence[Token], end: int) -> Topic | None:
    """What a line is about, if it names a flow of the whole country and nothing else before `end`."""
    label = [one for one in each if one.start < end]
    is_one = re.fullmatch(r"T(?:\([^()]*\))?", codes_of(label)) is not None
    return label[0].topic if is_one and label[0].topic and label[0].topic.subjects == (TOTAL,) else None


def _row(sentence: Sentence, end: int, topic: Topic, unit: re.Match[str], period: str, scope: Scope) -> Proposal | None:
    """The row of one number, None where its unit is none that a table of rows has, or it is not sure."""
    published = scope.known.published
    is_over = published is None or periods.has_ended(period, published)
    if not (scope.is_korean and scope.is_of_total and is_over):
        return None
    row = replace(roles.filled(new(scope.article_id, sentence, unit.start(), end), topic), period=period, rule="table")
    if _RATE.fullmatch(unit["unit"]) and topic.flow != "balance":
        row = replace(row, unit="percent", measure="daily_yoy" if topic.is_daily else "yoy")
    elif _AMOUNT.fullmatch(unit["unit"]):
        row = replace(row, unit="USD", measure="daily_value" if topic.is_daily else "value")
    else:
        return None
    value = roles.value(row.figure, row.unit)
    return replace(row, value=value) if value else None
