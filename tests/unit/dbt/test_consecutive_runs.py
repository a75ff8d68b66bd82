"""Runs of months: as long as they can be, ended by another direction and by a month that is missing."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from tools.dbt_sql import macros

Run = tuple[str, str, int, int, int | None, int | None]


def runs(signs: str, first_month: str = "2022-11-01") -> list[Run]:
    """Start, end, length, direction and the directions around it of each run of a series, a letter a month.

    `+`, `=` and `-` are the directions, a blank is a month without a row.
    """
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table made as
            select
                'exports' as flow,
                'total' as subject_kind,
                'all' as subject_id,
                'growth' as condition,
                ($first_month::date + to_months((place - 1)::integer))::date as month,
                case $signs[place] when '+' then 1 when '-' then -1 else 0 end::bigint as direction
            from range(1, length($signs) + 1) as places (place)
            where $signs[place] <> ' '
            """,
            {"signs": signs, "first_month": first_month},
        )
        sql = macros.consecutive_runs("made")
        return connection.execute(
            "select strftime(start_month, '%Y-%m'), strftime(end_month, '%Y-%m'), length, direction, "
            f"previous_direction, next_direction from ({sql}) order by start_month"
        ).fetchall()


def test_months_of_one_direction_are_one_run_over_the_turn_of_the_year() -> None:
    assert runs("+++") == [("2022-11", "2023-01", 3, 1, None, None)]


def test_another_direction_ends_a_run_and_is_told_on_both_sides() -> None:
    assert runs("++-=") == [
        ("2022-11", "2022-12", 2, 1, None, -1),
        ("2023-01", "2023-01", 1, -1, 1, 0),
        ("2023-02", "2023-02", 1, 0, -1, None),
    ]


def test_a_month_that_is_missing_ends_a_run_and_leaves_both_sides_unknown() -> None:
    assert runs("- --") == [
        ("2022-11", "2022-11", 1, -1, None, None),
        ("2023-01", "2023-02", 2, -1, None, None),
    ]


def test_series_do_not_run_into_each_other() -> None:
    sql = macros.consecutive_runs("made")
    with duckdb.connect() as connection:
        connection.execute(
            "create table made as select flow, 'total' as subject_kind, 'all' as subject_id, condition, "
            "date '2023-01-01' as month, 1::bigint as direction "
            "from (values ('exports'), ('imports')) as f (flow), (values ('growth'), ('sign')) as c (condition)"
        )
        assert connection.execute(f"select count(*), max(length) from ({sql})").fetchone() == (4, 1)


def test_the_first_and_the_last_month_there_can_be_are_in_runs() -> None:
    assert runs("++", "1900-01-01") == [("1900-01", "1900-02", 2, 1, None, None)]
    assert runs("--", "2099-11-01") == [("2099-11", "2099-12", 2, -1, None, None)]


@given(st.text("+-= ", max_size=40))
def test_runs_put_together_are_the_series(signs: str) -> None:
    written = [" "] * len(signs)
    for start, _, length, direction, before, after in runs(signs):
        year, month = map(int, start.split("-"))
        at = (year - 2022) * 12 + month - 11
        assert before != direction
        assert after != direction
        written[at : at + length] = "=+-"[direction] * length
    assert "".join(written) == signs
