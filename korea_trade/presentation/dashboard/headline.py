"""The head of the page: the latest month of each flow with its basis, what a headline hides, and how far figures reach.

Belongs here: picking and wording them. Does not belong here: charts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard.chart import read
from korea_trade.presentation.provenance import Citations

_FLOWS: Final = {"exports": "Exports", "imports": "Imports", "balance": "Trade balance"}


@dataclass(frozen=True)
class Number:
    """The latest figure of a flow: its month, its growth where a rate is known, and where both come from."""

    name: str
    month: str
    value: str
    basis: str
    interval: str
    rate: str
    growth: str
    direction: int
    source: str
    disputed: str


@dataclass(frozen=True)
class Coverage:
    """From when to when a kind of source has figures, and since when the newest was known."""

    what: str
    span: str
    months: int
    newest: str


@dataclass(frozen=True)
class Source:
    """An article and how many statements it gave."""

    number: int
    title: str
    publisher: str
    agency: str
    known_from: str
    statements: int


def sentence(numbers: Sequence[Number]) -> str:
    """The latest exports in a sentence."""
    exports = next((number for number in numbers if number.name == _FLOWS["exports"]), None)
    if exports is None:
        return "Korean trade"
    verb = {1: "rose", -1: "fell", 0: "stood still"}[exports.direction] if exports.rate else "came to"
    rate = exports.rate.strip("+" + wording.MINUS)
    told = f"{verb} {rate} on the year to {exports.value}" if exports.rate else f"{verb} {exports.value}"
    return f"Korea’s exports {told} in {exports.month}"


def numbers(connection: duckdb.DuckDBPyConnection, citations: Citations) -> list[Number]:
    """The latest figure of each flow, whoever gives it."""
    return [_number(citations.attach(row)) for row in read(connection, "headline")]


def refuted(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Headlines that their own figures refute: what is printed, what its dollars give, and what the office has."""
    found: dict[tuple[str, Any], str] = {}
    for row in read(connection, "refuted"):
        office = f"; the office has {_rate(row['official'])}" if row["official"] is not None else ""
        found.setdefault(
            (row["flow"], row["month"]),
            f"{wording.month(row['month'])}: the press prints {row['flow']} {_rate(row['printed'])}, "
            f"its dollars give {_rate(row['implied'])}{office}",
        )
    return list(found.values())


def coverage(connection: duckdb.DuckDBPyConnection) -> list[Coverage]:
    """What each kind of source covers; one without a month is left out."""
    return [
        Coverage(
            row["what"],
            f"{wording.month(row['first_month'])} to {wording.month(row['last_month'])}",
            row["months"],
            row["newest"].isoformat() if row["newest"] else "",
        )
        for row in read(connection, "coverage")
        if row["months"]
    ]


def _number(row: Mapping[str, Any]) -> Number:
    growth = row["growth"]
    return Number(
        name=row["label"],
        month=wording.month(row["month"]),
        value=row["value_text"],
        basis=row["basis"],
        interval=row["bounds_text"],
        rate="" if growth is None else _rate(growth),
        growth=_growth(row),
        direction=_sign(row["value"] if row["flow"] == "balance" else growth or 0),
        source=row["printed"],
        disputed=row["disputed"],
    )


def _rate(number: float) -> str:
    return wording.change(round(number, 1), "percent", 0.1)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _growth(row: Mapping[str, Any]) -> str:
    if row["flow"] == "balance":
        return "surplus" if row["value"] >= 0 else "deficit"
    return "growth not reported" if row["growth"] is None else f"{_rate(row['growth'])} on the year"


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
