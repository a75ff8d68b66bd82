"""Customs detail of a few series, and what its months must say, worked out without SQL and month by month from nothing.

Belongs here: an independent statement of what a month of customs detail is. Does not belong here: any test.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from korea_trade.customs import catalogue, relations
from korea_trade.warehouse.settings import Settings

# Code, partner, flow: value in US dollars, weight in kilograms.
Rows = Mapping[tuple[str, str, str], tuple[int, int | None]]
Series = tuple[str, str, str, str]
ITEM_CODES = {"semiconductors": ("8541", "8542"), "ships": ("89",), "steel": ("72", "73")}
NOT_COUNTED = ("854142", "854143", "8903")


@dataclass
class _State:
    direction: int | None
    run_length: int
    run_since: date | None
    record_usd: int
    record_month: date


def write(sources: Path, month: date, rows: Rows) -> None:
    """Delivers the month as one file of CSV, in place of what was delivered of it."""
    lines = ["month,code,partner,flow,value_usd,weight_kg"]
    lines += [
        f"{month:%Y-%m},{code},{partner},{flow},{value},{'' if weight is None else weight}"
        for (code, partner, flow), (value, weight) in rows.items()
    ]
    (sources / "customs" / f"{month:%Y-%m}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def kept(settings: Settings) -> set[tuple[Any, ...]]:
    """What the relations on the months of the store hold, floats to nine digits."""
    held = catalogue.load(settings)
    if not held.months:
        return set()
    with duckdb.connect() as connection:
        relations.make_months(connection, [held.month_folder(month, built.key) for month, built in held.months.items()])
        columns = (
            "month, code_level, code, partner, flow, value_usd, weight_kg, year_ago_usd, yoy_percent, direction, "
            "run_length, run_since, share_percent, contribution_points, unit_value_usd_per_kg, is_record, record_usd, "
            "record_month"
        )
        rows = connection.sql(f"select {columns} from fct_customs_month").fetchall()
    return {tuple(map(_rounded, row)) for row in rows}


def expected(months: Mapping[date, Rows]) -> set[tuple[Any, ...]]:
    """What the store must say once it has these months."""
    said: set[tuple[Any, ...]] = set()
    states: dict[Series, _State] = {}
    levels = {month: _levels(rows) for month, rows in months.items()}
    last: date | None = None
    for month in sorted(months):
        this, year_ago = levels[month], levels.get(month.replace(year=month.year - 1), {})
        follows = last is not None and (last.year * 12 + last.month + 1 == month.year * 12 + month.month)
        for series in this.keys() | states.keys():
            row = _row(month, series, this, year_ago, states, follows=follows)
            if series in this or series in year_ago:
                said.add(row)
        last = month
    return said


def _row(
    month: date,
    series: Series,
    this: Mapping[Series, tuple[int, int | None]],
    year_ago: Mapping[Series, tuple[int, int | None]],
    states: dict[Series, _State],
    *,
    follows: bool,
) -> tuple[Any, ...]:
    value, weight = this.get(series, (None, None))
    before, _ = year_ago.get(series, (None, None))
    state = states.get(series)
    total, _ = this.get(("total", "all", "all", series[3]), (None, None))
    total_before, _ = year_ago.get(("total", "all", "all", series[3]), (None, None))
    direction = None if value is None or before is None else (value > before) - (value < before)
    runs_on = direction is not None and state is not None and follows and state.direction == direction
    is_record = None if value is None or state is None else value > state.record_usd
    if value is not None and (state is None or is_record):
        record = (value, month)
    else:
        assert state is not None  # a series stands in a month with a value, or because it was seen
        record = (state.record_usd, state.record_month)
    length = None if direction is None else state.run_length + 1 if runs_on and state else 1
    since = None if direction is None else state.run_since if runs_on and state else month
    states[series] = _State(direction, length or 0, since, *record)
    contribution = None
    if total_before and (value is not None or before is not None):
        contribution = 100 * ((value or 0) - (before or 0)) / total_before
    numbers: tuple[Any, ...] = (
        before,
        None if value is None or not before else 100 * (value - before) / before,
        direction,
        length,
        since,
        None if value is None or not total else 100 * value / total,
        contribution,
        value / weight if value is not None and weight else None,
        is_record,
        *record,
    )
    return (month, *series, value, weight, *map(_rounded, numbers))


def _levels(rows: Rows) -> dict[Series, tuple[int, int | None]]:
    sums: dict[Series, list[tuple[int, int | None]]] = defaultdict(list)
    for (code, partner, flow), amounts in rows.items():
        codes = [(f"hs{digits}", code[:digits]) for digits in {2, 4, 6, len(code)} if digits <= len(code)]
        codes += [("total", "all")]
        codes += [
            ("item", item)
            for item, begins in ITEM_CODES.items()
            if code.startswith(begins) and not code.startswith(NOT_COUNTED)
        ]
        for level, at_level in codes:
            sums[level, at_level, partner, flow].append(amounts)
            sums[level, at_level, "all", flow].append(amounts)
    return {series: (sum(v for v, _ in each), _known([w for _, w in each])) for series, each in sums.items()}


def _known(weights: list[int | None]) -> int | None:
    known = [weight for weight in weights if weight is not None]
    return sum(known) if len(known) == len(weights) else None


def _rounded(value: Any) -> Any:
    return float(f"{value:.9g}") if isinstance(value, float) else value
