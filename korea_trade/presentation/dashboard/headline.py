"""The numbers at the head of the page: the latest month, and what the release holds.

Belongs here: picking and wording them. Does not belong here: charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from korea_trade.presentation.dashboard import wording
from korea_trade.presentation.dashboard.chart import Rows

_FLOWS: Final = {"exports": "Exports", "imports": "Imports", "balance": "Trade balance"}


@dataclass(frozen=True)
class Number:
    """One number of the latest month, its growth where a rate is known, and where both come from."""

    name: str
    value: str
    basis: str
    interval: str
    rate: str
    growth: str
    direction: int
    source: str
    disputed: str


@dataclass(frozen=True)
class Source:
    """An article and how many statements it gave."""

    number: int
    title: str
    publisher: str
    agency: str
    known_from: str
    statements: int


def latest_month(trade: Rows) -> str:
    """The month that the numbers are of; empty if there is none."""
    return wording.month(max(row["month"] for row in trade)) if trade else ""


def sentence(numbers: list[Number], month: str) -> str:
    """The latest month in a sentence, led by its exports."""
    exports = next((number for number in numbers if number.name == _FLOWS["exports"]), None)
    if exports is None:
        return f"Korean trade in {month}" if month else "Korean trade"
    verb = {1: "rose", -1: "fell", 0: "stood still"}[exports.direction] if exports.rate else "came to"
    rate = exports.rate.strip("+" + wording.MINUS)
    told = f"{verb} {rate} on the year to {exports.value}" if exports.rate else f"{verb} {exports.value}"
    return f"Korea’s exports {told} in {month}"


def numbers(trade: Rows, growth: Rows) -> list[Number]:
    """The numbers of the latest month, from the rows of the charts of trade and of growth."""
    if not trade:
        return []
    latest = max(row["month"] for row in trade)
    rates = {
        row["flow"]: row
        for row in growth
        if row["month"] == latest and row["subject_kind"] == "total" and row["rate"] is not None
    }
    found = []
    for row in trade:
        if row["month"] != latest:
            continue
        rate = rates.get(row["flow"])
        found.append(
            Number(
                name=_FLOWS[row["flow"]],
                value=row["value_text"],
                basis=row["basis"],
                interval=row["bounds_text"],
                rate=rate["value_text"] if rate else "",
                growth=_growth(row, rate),
                direction=_sign(rate["rate"]) if rate else _sign(row["value"]) if row["flow"] == "balance" else 0,
                source=row["printed"],
                disputed=(rate or row)["disputed"],
            )
        )
    return found


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _growth(row: Mapping[str, Any], rate: Mapping[str, Any] | None) -> str:
    if row["flow"] == "balance":
        return "surplus" if row["value"] >= 0 else "deficit"
    return f"{rate['value_text']} on the year" if rate else "growth not reported"


def sources(connection: duckdb.DuckDBPyConnection) -> list[Source]:
    """The articles in the order of their numbers."""
    rows = connection.execute(
        """
        select
            article_no, title, publisher, subject_agency, dim_article.known_from || if(known_from_basis = 'stated', '',
            ' (inferred)'), (select count(*) from fct_statement where fct_statement.article_id = dim_article.article_id)
        from dim_article order by article_no
        """
    ).fetchall()
    return [Source(*row) for row in rows]


def verdicts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many comparisons came out how."""
    return dict(
        connection.execute(
            "select verdict, count(*) from fct_reconciliation group by verdict order by verdict"
        ).fetchall()
    )
