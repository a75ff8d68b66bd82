"""Intervals: whatever true numbers hide behind the prints, what is computed with their intervals holds the truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations, product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korea_trade.statements.figure import read
from tests.unit.dbt.prints import LIMITS, MEASURED, Print, levels, printed, prints
from tests.unit.dbt.rendering import evaluate, interval, number
from tools.dbt_sql import macros

ANY: Final = (*MEASURED, *LIMITS)
# Above zero in every print: what may stand below a fraction.
ABOVE_ZERO: Final = levels("1", "999")
RATES: Final = st.decimals(-99, 900, places=3)
OPERATIONS: Final = {
    "sum": (macros.interval_sum("a", "b"), lambda a, b: a + b),
    "difference": (macros.interval_difference("a", "b"), lambda a, b: a - b),
    "quotient": (macros.interval_quotient("a", "b"), lambda a, b: a / b),
}

batches = settings(deadline=None, max_examples=50)


def lists_of(*strategies: st.SearchStrategy[Print]) -> st.SearchStrategy[list[tuple[Print, ...]]]:
    return st.lists(st.tuples(*strategies), min_size=1, max_size=25)


def escaped(
    rows: Sequence[tuple[Print, ...]], result: str, compute: Callable[..., Decimal], *steps: dict[str, str]
) -> list[tuple[str, ...]]:
    """The figures behind each result that does not hold the true one."""
    columns = [
        {name: interval(each.reading) for name, each in zip("abc", row, strict=False)}
        | {"truth": number(compute(*(each.truth for each in row)))}
        for row in rows
    ]
    found = evaluate(columns, *steps, {"result": result}, {"holds": macros.interval_holds("result", "truth")})
    return [
        tuple(each.figure for each in row) for row, evaluated in zip(rows, found, strict=True) if not evaluated["holds"]
    ]


# Each operation holds the truth


@batches
@given(lists_of(prints(levels(), words=ANY)), lists_of(prints(RATES, "percent", ANY)))
def test_a_print_holds_the_number_that_it_was_made_of(money: list[tuple[Print]], rates: list[tuple[Print]]) -> None:
    assert escaped([*money, *rates], "a", lambda a: a) == []


@pytest.mark.parametrize("operation", OPERATIONS)
@batches
@given(pairs=lists_of(prints(levels(), words=ANY), prints(ABOVE_ZERO, words=ANY)))
def test_an_operation_holds_the_result_of_the_true_numbers_whatever_their_signs(
    operation: str, pairs: list[tuple[Print, Print]]
) -> None:
    result, compute = OPERATIONS[operation]
    assert escaped(pairs, result, compute) == []


@batches
@given(lists_of(prints(RATES, "percent", ANY)))
def test_a_multiple_with_an_offset_holds_that_of_the_true_number(rates: list[tuple[Print]]) -> None:
    assert escaped(rates, macros.interval_linear("a", "0.01", "1"), lambda a: a / 100 + 1) == []


@batches
@given(st.lists(st.lists(prints(levels(), words=ANY), min_size=1, max_size=6), min_size=1, max_size=8))
def test_a_total_holds_that_of_the_true_numbers(groups: list[list[Print]]) -> None:
    rows = [
        {
            "parts": f"[{', '.join(interval(part.reading) for part in group)}]",
            "truth": number(sum((part.truth for part in group), Decimal(0))),
        }
        for group in groups
    ]
    total = f"(select {macros.interval_total('part')} from (select unnest(parts) as part))"
    assert all(
        row["holds"] for row in evaluate(rows, {"total": total}, {"holds": macros.interval_holds("total", "truth")})
    )


def test_a_total_is_the_same_in_whatever_order_its_parts_come() -> None:
    orders = permutations(macros.interval_point(f"{part}::double") for part in (55.3, 35.9, 7.3, 0.1))
    total = f"(select {macros.interval_total('part')} from (select unnest(parts) as part))"
    found = evaluate([{"parts": f"[{', '.join(order)}]"} for order in orders], {"total": total})
    assert len({row["total"]["lower"] for row in found}) == 1


def test_nothing_of_something_is_nothing_however_far_the_whole_may_reach() -> None:
    none, whole = printed(Decimal(0), "count", 0), printed(Decimal(2_000_000_000), "USD", 0)
    assert escaped([(none, whole)], macros.interval_quotient("a", "b"), lambda a, b: a / b) == []


# So does what the derivations compose of them


@batches
@given(
    lists_of(prints(ABOVE_ZERO), prints(st.one_of(RATES, st.decimals(-99, 0, places=3)), "percent")),
)
def test_a_base_from_growth_holds_the_true_base_also_of_a_fall(pairs: list[tuple[Print, Print]]) -> None:
    factor = {"factor": macros.interval_linear("b", "0.01", "1")}
    assert escaped(pairs, macros.interval_quotient("a", "factor"), lambda a, b: a / (1 + b / 100), factor) == []


@batches
@given(lists_of(prints(ABOVE_ZERO, words=ANY), prints(ABOVE_ZERO, words=ANY)))
def test_growth_and_share_from_levels_hold_the_true_ones(pairs: list[tuple[Print, Print]]) -> None:
    ratio = {"ratio": OPERATIONS["quotient"][0]}
    growth, share = macros.interval_linear("ratio", "100", "-100"), macros.interval_linear("ratio", "100")
    assert escaped(pairs, growth, lambda a, b: (a / b - 1) * 100, ratio) == []
    assert escaped(pairs, share, lambda a, b: a / b * 100, ratio) == []


# No wider than it must be: the ends are what a corner of the operands gives, and belong if the corner does


@pytest.mark.parametrize("operation", OPERATIONS)
@batches
@given(pairs=lists_of(prints(levels()), prints(levels("2", "999"))))
def test_the_ends_of_a_result_are_corners_of_the_operands(operation: str, pairs: list[tuple[Print, Print]]) -> None:
    expression, compute = OPERATIONS[operation]
    rows = [{"a": interval(a.reading), "b": interval(b.reading)} for a, b in pairs]
    for (a, b), row in zip(pairs, evaluate(rows, {"result": expression}), strict=True):
        corners = [
            (compute(one, other), closed and other_closed)
            for (one, closed), (other, other_closed) in product(_ends(a), _ends(b))
        ]
        for end, (corner, _) in {"lower": min(corners), "upper": max(corners)}.items():
            belongs = any(closed for at, closed in corners if at == corner)
            assert row["result"][end] == pytest.approx(float(corner), rel=1e-12, abs=1e-6), (a.figure, b.figure)
            assert row["result"][f"{end}_closed"] == belongs, (a.figure, b.figure)


def _ends(each: Print) -> list[tuple[Decimal, bool]]:
    assert each.reading.lower is not None
    assert each.reading.upper is not None
    return [(each.reading.lower, each.reading.lower_closed), (each.reading.upper, each.reading.upper_closed)]


# What has no limit gets none, and what cannot be divided by has none


@pytest.mark.parametrize(
    ("result", "lower", "upper"),
    [
        (OPERATIONS["sum"][0], 11.5e9, None),
        (OPERATIONS["difference"][0], 7.5e9, None),
        (macros.interval_difference("b", "a"), None, -7.5e9),
        (macros.interval_linear("a", "0.5"), 5e9, None),
        (macros.interval_quotient("a", "b"), 4.0, None),
        (macros.interval_quotient("b", "a"), None, 0.25),
        (f"(select {macros.interval_total('part')} from (select unnest([a, b]) as part))", 11.5e9, None),
    ],
)
def test_a_side_without_a_limit_stays_without_one(result: str, lower: float | None, upper: float | None) -> None:
    # Above 10 and from 1.5 to 2.5 billion.
    billions = {"a": _interval("more than $10 bn"), "b": _interval("$2 bn")}
    [row] = evaluate([billions], {"result": result})
    assert (row["result"]["lower"], row["result"]["upper"]) == (lower, upper)


def test_a_divisor_that_may_be_as_small_as_nothing_leaves_no_limit() -> None:
    [row] = evaluate([{"a": _interval("$3 bn"), "b": _interval("less than $2 bn")}], {"q": OPERATIONS["quotient"][0]})
    assert (row["q"]["lower"], row["q"]["upper"]) == (1.25, None)


# When one lies above another


@batches
@given(lists_of(prints(levels(), words=ANY), prints(levels(), words=ANY)))
def test_intervals_exceed_each_other_only_if_every_number_of_one_does(pairs: list[tuple[Print, Print]]) -> None:
    rows = [{"a": interval(a.reading), "b": interval(b.reading)} for a, b in pairs]
    for (a, b), row in zip(pairs, evaluate(rows, {"exceeds": macros.interval_exceeds("a", "b")}), strict=True):
        lower, upper = a.reading.lower, b.reading.upper
        apart = lower is not None and upper is not None and lower > upper
        touching = lower is not None and lower == upper
        both_belong = a.reading.lower_closed and b.reading.upper_closed
        assert row["exceeds"] == (apart or (touching and not both_belong)), (a.figure, b.figure)


@pytest.mark.parametrize(
    ("one", "other", "exceeds"),
    [
        ("$46.4 bn", "$46.3 bn", True),  # from 46.35, which the other leaves out
        ("approx. $46.4 bn", "approx. $46.3 bn", False),  # 46.35 belongs to both
        ("at least $2 bn", "at most $2 bn", False),
        ("more than $2 bn", "at most $2 bn", True),
        ("more than $2 bn", "more than $9 bn", False),
        ("$2 bn", "less than $1 bn", True),
    ],
)
def test_ends_that_touch_meet_where_both_belong(one: str, other: str, exceeds: bool) -> None:
    [row] = evaluate(
        [{"a": _interval(one), "b": _interval(other)}],
        {"exceeds": macros.interval_exceeds("a", "b"), "reversed": macros.interval_exceeds("b", "a")},
    )
    assert (row["exceeds"], row["reversed"]) == (exceeds, False)


def test_ends_that_differ_in_the_last_binary_digits_touch() -> None:
    [row] = evaluate(
        [{"a": macros.interval_point("0.1::double + 0.2::double"), "b": macros.interval_point("0.3")}],
        {"exceeds": macros.interval_exceeds("a", "b"), "holds": macros.interval_holds("a", "0.3")},
    )
    assert (row["exceeds"], row["holds"]) == (False, True)


@pytest.mark.parametrize(
    ("one", "other", "excess"),
    [
        ("$3 bn", "$1 bn", 1e9),
        ("$1 bn", "$3 bn", -3e9),
        ("more than $2 bn", "$1 bn", 0.5e9),
        ("$2 bn", "more than $1 bn", None),
    ],
)
def test_the_excess_is_the_least_distance(one: str, other: str, excess: float | None) -> None:
    [row] = evaluate([{"a": _interval(one), "b": _interval(other)}], {"excess": macros.interval_excess("a", "b")})
    assert row["excess"] == (float("-inf") if excess is None else excess)


def test_a_number_that_nobody_knows_is_no_interval() -> None:
    [row] = evaluate([{"a": macros.interval_point("null")}])
    assert row["a"] is None


def _interval(figure: str) -> str:
    return interval(read(figure, "USD", Decimal(0)))
