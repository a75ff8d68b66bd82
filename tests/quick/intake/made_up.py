"""What the tests of reading share: the day and the lead of their text, its sentences, and what its rows tell.

Belongs here: what several of these tests name. Does not belong here: the fixture that proposes the rows (`conftest`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from korea_trade.intake.proposal import SURE, Proposal

PUBLISHED = date(2030, 7, 1)
LEAD = "South Korea's exports rose 5.1 percent in June from a year earlier, data showed."
# Proposes the rows of a text of these paragraphs, with a `title` and a `lead` of its own if need be.
Propose = Callable[..., list[Proposal]]


def sentences(kind: str) -> list[tuple[str, Any]]:
    """The sentences of a kind in `sentences.yml`, each with what becomes of its figures."""
    table = yaml.safe_load(Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8"))
    return [
        (case["sentence"], case["doubt"] if "doubt" in case else [_facts(row) for row in case["rows"]])
        for case in table[kind]
    ]


def _facts(row: str) -> tuple[str, ...]:
    return tuple(row.split(" | "))


def told(rows: list[Proposal], confidence: str = SURE) -> list[tuple[str, ...]]:
    """Of the rows behind the lead: figure, value, measure, flow, subject and period."""
    return [
        (row.figure, row.value, row.measure, row.flow, row.subject_id, row.period)
        for row in rows
        if row.paragraph > 1 and row.confidence == confidence and row.theme not in ("directions", "")
    ]
