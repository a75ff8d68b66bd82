"""What an analyst computes on the day of a release: each measure of the models computed once more, by pandas.

The figures are those that the project ships, all months of them; nothing of the models is used but their results.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import holidays
import pandas as pd
import pytest

from korea_trade.series import observed
from korea_trade.series.files import series_files
from korea_trade.warehouse.settings import PROJECT
from tools.dbt_sql import models

TOTAL = ("total", "all")
# Ends of series leave nothing to compare; so many values at least say that something was.
FEWEST = 100


@pytest.fixture(scope="module")
def marts() -> Iterator[duckdb.DuckDBPyConnection]:
    """The models of the day of a release, on the series that the project ships."""
    with duckdb.connect() as connection:
        connection.execute(f"create table stg_observed ({observed.SQL_COLUMNS})")
        for path in series_files(PROJECT / "sources"):
            connection.execute(f"insert into stg_observed {observed.rows(path)}")
        made = {"stg_observed"}
        for mart in ("fct_release_month", "fct_contribution_month", "fct_official_period"):
            for name, sql in models(mart, made).items():
                connection.execute(f"create table {name} as {sql}")
                made.add(name)
        yield connection


@pytest.fixture(scope="module")
def levels(marts: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The latest figure of each month in full US dollars, a column for each flow and subject."""
    rows = marts.execute("select flow, subject_kind, subject_id, month, value_usd from int_series_latest").df()
    table = rows.pivot_table(index="month", columns=["flow", "subject_kind", "subject_id"], values="value_usd")
    return table.asfreq("MS")


def growth(values: pd.Series) -> pd.Series:
    return (values / values.shift(12) - 1) * 100


def working_days(months: pd.DatetimeIndex) -> pd.Series:
    """Weekdays, and Saturdays by half, that are neither a holiday nor Workers' Day."""
    off = holidays.country_holidays("KR", years=sorted({month.year for month in months}))
    days = pd.Series(pd.date_range(months[0], months[-1] + pd.offsets.MonthEnd(0)))
    is_off = days.dt.date.isin(off) | ((days.dt.month == 5) & (days.dt.day == 1))
    weight = days.dt.day_of_week.map(lambda day: 1.0 if day < 5 else 0.5 if day == 5 else 0.0).where(~is_off, 0.0)
    return weight.groupby(days.dt.to_period("M").dt.to_timestamp()).sum()


def compared(found: pd.Series, computed: pd.Series) -> None:
    """Fails unless both have a value in the same months, and the same."""
    both = pd.DataFrame({"found": found, "computed": computed.reindex(found.index)})
    pd.testing.assert_series_equal(both["found"], both["computed"], check_names=False, check_dtype=False, rtol=1e-9)
    assert both["found"].notna().sum() >= FEWEST


@pytest.mark.parametrize("flow", ["exports", "imports"])
@pytest.mark.parametrize(
    "measure", ["working_days", "daily_average_usd", "value_yoy_percent", "daily_average_yoy_percent",
                "year_to_date_usd", "year_to_date_yoy_percent", "three_months_usd", "three_months_yoy_percent"]
)  # fmt: skip
def test_totals_of_each_month(marts: duckdb.DuckDBPyConnection, levels: pd.DataFrame, flow: str, measure: str) -> None:
    values = levels[flow, *TOTAL]
    daily = values / working_days(levels.index)
    so_far = values.groupby(levels.index.year).cumsum()
    quarter = values.rolling(3).sum()
    computed = {
        "working_days": working_days(levels.index),
        "daily_average_usd": daily,
        "value_yoy_percent": growth(values),
        "daily_average_yoy_percent": growth(daily),
        "year_to_date_usd": so_far,
        "year_to_date_yoy_percent": growth(so_far),
        "three_months_usd": quarter,
        "three_months_yoy_percent": growth(quarter),
    }[measure]
    query = f"select month, {measure} from fct_release_month where flow = '{flow}' order by month"
    compared(marts.execute(query).df().set_index("month")[measure].astype(float), computed)


def test_the_parts_and_the_rest_add_up_to_the_growth_of_all(
    marts: duckdb.DuckDBPyConnection, levels: pd.DataFrame
) -> None:
    total = levels["exports", *TOTAL]
    items = levels["exports"]["item"]
    points = items.diff(12).div(total.shift(12), axis=0) * 100
    points["rest"] = growth(total) - points.sum(axis=1)
    rows = marts.execute(
        "select month, subject_id, contribution_points from fct_contribution_month "
        "where flow = 'exports' and subject_kind = 'item' and contribution_points is not null"
    ).df()
    found = rows.pivot_table(index="month", columns="subject_id", values="contribution_points")
    pd.testing.assert_frame_equal(found, points.loc[found.index, found.columns], check_names=False, check_freq=False)
    assert len(found) == items.diff(12).notna().all(axis=1).sum() > 0


@pytest.mark.parametrize(
    ("frequency", "rule", "months"), [("quarter", "QS", 3), ("half", "6MS", 6), ("year", "YS", 12)]
)
def test_quarters_halves_and_years_are_sums_of_all_their_months(
    marts: duckdb.DuckDBPyConnection, levels: pd.DataFrame, frequency: str, rule: str, months: int
) -> None:
    exports = levels["exports", *TOTAL]
    computed = exports.resample(rule).sum(min_count=months)
    query = (
        "select first_day, value_usd from fct_official_period "
        f"where flow = 'exports' and subject_kind = 'total' and frequency = '{frequency}' order by first_day"
    )
    found = marts.execute(query).df().set_index("first_day")["value_usd"]
    pd.testing.assert_series_equal(found, computed.reindex(found.index), check_names=False, check_freq=False)
