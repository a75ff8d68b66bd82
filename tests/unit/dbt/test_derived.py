"""Derived figures: whatever an article leaves out, what follows from the rest holds the truth.

Articles of an invented economy, of which every number is known, print some of them, rounded; the models as they stand
in the dbt project derive others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Final

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korea_trade.authoring import dbt_families
from korea_trade.statements import period as periods
from tests.unit.dbt.prints import MEASURED, Print, printed, random_level
from tests.unit.dbt.rendering import interval, number, table
from tools.dbt_sql import macros, models

PERIODS: Final = ("2022-01", "2022-02", "2022-03", "2022-Q1", "2023-01", "2023-02", "2023-03", "2023-Q1")
SUBJECTS: Final = {"all": "total", "steel": "item"}
FLOWS: Final = ("exports", "imports", "balance", "trade")
UNITS: Final = {"value": "USD", "yoy": "percent", "mom": "percent", "yoy_change": "USD"}
# The months between a level and the one that it is compared with.
LAGS: Final = {"yoy": 12, "mom": 1, "yoy_change": 12}
ARTICLES: Final = 15


@dataclass(frozen=True)
class Economy:
    """What is true: exports and imports by subject and month, and how many of how many gave an answer."""

    levels: dict[tuple[str, str, int], Decimal]
    respondents: int
    affected: int
    helped: int

    @classmethod
    def invented(cls, random: Random) -> Economy:
        months = range(2021 * 12, 2024 * 12)
        levels = {
            (flow, subject, month): random_level(random)
            for flow in ("exports", "imports")
            for subject in SUBJECTS
            for month in months
        }
        respondents = random.randint(1, 2000)
        affected = random.randint(1, respondents)
        return cls(levels, respondents, affected, random.randint(0, affected))

    def truth(self, measure: str, flow: str, subject: str, period: str) -> Decimal:
        """The true value of what a figure is about."""
        if measure == "respondents":
            return Decimal({"affected": self.affected, "helped": self.helped}[subject])
        level = self._level(flow, subject, period, 0)
        if measure == "value":
            return level
        if measure == "share":
            return level / self._level(flow, "all", period, 0) * 100
        base = self._level(flow, subject, period, LAGS[measure])
        return level - base if measure == "yoy_change" else (level / base - 1) * 100

    def _level(self, flow: str, subject: str, period: str, lag: int) -> Decimal:
        if flow in ("balance", "trade"):
            exports, imports = (self._level(each, subject, period, lag) for each in ("exports", "imports"))
            return exports - imports if flow == "balance" else exports + imports
        span = periods.parse(period)
        months = range(_month(span.first_day) - lag, _month(span.last_day) - lag + 1)
        return sum((self.levels[flow, subject, month] for month in months), Decimal(0))

    def prints(self, random: Random) -> Iterator[dict[str, str]]:
        """What an article prints of it: some figures, each as fine as it likes."""
        for period in PERIODS:
            for subject, kind in SUBJECTS.items():
                for flow in FLOWS:
                    for measure, unit in UNITS.items():
                        in_its_place = measure != "mom" or periods.parse(period).frequency == "month"
                        has_sign = measure != "value" and flow == "balance"
                        if in_its_place and not has_sign and random.random() < (0.4 if measure == "value" else 0.15):
                            truth = self.truth(measure, flow, subject, period)
                            yield _reading(
                                _random_print(truth, unit, random), unit, measure, flow, kind, subject, period
                            )

    def answers(self, article_id: str, random: Random) -> Iterator[dict[str, str]]:
        """The number of respondents, the share that was affected, and the share of these that was helped."""
        respondents = printed(Decimal(self.respondents), "count", 0)
        yield _reading(respondents, "count", "respondents", "none", "population", f"respondents_{article_id}", "2022")
        for option, count, base, base_size in (
            ("affected", self.affected, "respondents", self.respondents),
            ("helped", self.helped, "affected", self.affected),
        ):
            share = printed(Decimal(count) / base_size * 100, "percent", random.randint(0, 2))
            about = ("answer_share", "none", "survey_option", option, "2022")
            yield _reading(share, "percent", *about) | {"base_id": f"'{base}_{article_id}'"}


def derived(random: Random) -> list[dict[str, Any]]:
    """Every figure that the models derive from some articles, with the truth and whether it is held."""
    economies = {f"a{number:02d}": Economy.invented(random) for number in range(ARTICLES)}
    readings, populations = [], []
    for article_id, economy in economies.items():
        said = [*economy.prints(random), *economy.answers(article_id, random)]
        readings += [
            {"article_id": f"'{article_id}'", "reader_id": f"'{article_id}'", "statement_id": f"'{article_id}-{at}'"}
            | each
            for at, each in enumerate(said)
        ]
        populations += [
            _population(f"respondents_{article_id}", "null", "null"),
            # The option by which the part is defined is of this article alone.
            _population(f"affected_{article_id}", f"'respondents_{article_id}'", "'affected'"),
        ]
    with duckdb.connect() as connection:
        given_tables = _given(readings, populations, list(economies))
        for name, made in given_tables.items():
            connection.execute(f"create table {name} as {table(made)}")
        for name, sql in models("int_derived", given_tables).items():
            connection.execute(f"create table {name} as {sql}")
        result = connection.execute("select row_number() over () as row_no, * from int_derived order by row_no")
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        truths = [
            {
                "row_no": str(row["row_no"]),
                "truth": number(
                    economies[row["article_id"]].truth(row["measure"], row["flow"], row["subject_id"], row["period"])
                ),
            }
            for row in rows
        ]
        held = connection.execute(
            f"""
            with numbered as (select row_number() over () as row_no, * from int_derived)
            select {macros.interval_holds("bounds", "truth")} as holds, truth
            from numbered inner join ({table(truths)}) using (row_no)
            order by row_no
            """
        ).fetchall()
        return [row | {"holds": holds, "truth": truth} for row, (holds, truth) in zip(rows, held, strict=True)]


@pytest.mark.parametrize("times", [2, pytest.param(40, marks=pytest.mark.soak)])
def test_what_is_derived_holds_the_truth(times: int) -> None:
    @settings(deadline=None, max_examples=times)
    @given(st.integers(0, 2**32))
    def held(seed: int) -> None:
        rows = derived(Random(seed))  # noqa: S311 - no secret hangs on it
        assert [row for row in rows if not row["holds"]] == []
        assert [row for row in rows if (row["first_day"], row["last_day"]) != _days(row["period"])] == []

    held()


def test_every_derivation_is_among_them() -> None:
    families = dbt_families.families(dbt_families.DERIVATIONS)
    declared = {derivation_id for family in families for derivation_id in family.entries}
    assert {row["derivation_id"] for row in derived(Random(1))} == declared  # noqa: S311 - as above


def _given(
    readings: list[dict[str, str]], populations: list[dict[str, str]], article_ids: list[str]
) -> dict[str, list[dict[str, str]]]:
    """The rows of the tables that the models read."""
    measures = [
        _measure("value", "USD", "additive", "null", "null"),
        _measure("share", "percent", "non_additive", "null", "null"),
        *(_measure(each, UNITS[each], "non_additive", "'value'", str(lag)) for each, lag in LAGS.items()),
    ]
    articles = [
        {"article_id": f"'{each}'", "known_from": "date '2024-01-01'", "known_order": str(at)}
        for at, each in enumerate(article_ids)
    ]
    return {
        "int_reading": readings,
        "stg_populations": populations,
        "stg_measures": measures,
        "stg_articles": articles,
    }


def _random_print(truth: Decimal, unit: str, random: Random) -> Print:
    return printed(truth, unit, random.randint(0, 3), random.choice(list(MEASURED)))


def _reading(each: Print, unit: str, measure: str, flow: str, kind: str, subject: str, period: str) -> dict[str, str]:
    span = periods.parse(period)
    return {
        "version": "'used'",
        "is_own": "true",
        "measure": f"'{measure}'",
        "unit": f"'{unit}'",
        "flow": f"'{flow}'",
        "subject_kind": f"'{kind}'",
        "subject_id": f"'{subject}'",
        "period": f"'{period}'",
        "frequency": f"'{span.frequency}'",
        "first_day": f"date '{span.first_day}'",
        "last_day": f"date '{span.last_day}'",
        "reference_first_day": "null::date",
        "cohort": "null::varchar",
        "counted_direction": "null::bigint",
        "known_from": "date '2024-01-01'",
        "known_order": "1",
        "base_certainty": "'stated'",
        "value": number(each.reading.value),
        "bounds": interval(each.reading),
        "base_id": "null::varchar",
    }


def _population(population_id: str, parent_id: str, option_id: str) -> dict[str, str]:
    return {
        "population_id": f"'{population_id}'",
        "parent_id": f"{parent_id}::varchar",
        "option_id": f"{option_id}::varchar",
    }


def _measure(measure_id: str, unit: str, additivity: str, change_of: str, lag_months: str) -> dict[str, str]:
    return {
        "measure_id": f"'{measure_id}'",
        "unit": f"'{unit}'",
        "additivity": f"'{additivity}'",
        "change_of": f"{change_of}::varchar",
        "lag_months": f"{lag_months}::bigint",
    }


def _days(period: str) -> tuple[date, date]:
    span = periods.parse(period)
    return span.first_day, span.last_day


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
