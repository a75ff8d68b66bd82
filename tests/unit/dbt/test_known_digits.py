"""What is computed is shown with the digits that its interval allows, and its bounds hold whatever they held."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.dbt.rendering import evaluate
from tools.dbt_sql import macros

_VALUE: Final = macros.known_digits("value", "lower", "upper")
_LOWER: Final = macros.known_bound("floor", "lower", "lower", "upper")
_UPPER: Final = macros.known_bound("ceil", "upper", "lower", "upper")


def shown(value: str, lower: str, upper: str) -> tuple[float, float, float]:
    row = {name: f"{text}::double" for name, text in (("value", value), ("lower", lower), ("upper", upper))}
    (found,) = evaluate([row], {"shown": _VALUE, "shown_lower": _LOWER, "shown_upper": _UPPER})
    return found["shown"], found["shown_lower"], found["shown_upper"]


@pytest.mark.parametrize(
    ("computed", "known"),
    [
        (("57832167832.16783", "57792661619.10308", "57871720116.61808"), (57830000000, 57792000000, 57872000000)),
        (("12.857718661829907", "12.846347607052897", "12.869092008465183"), (12.86, 12.846, 12.870)),
        (("26.5", "26.400000000000002", "26.599999999999998"), (26.5, 26.4, 26.6)),
        (("158", "158", "158"), (158, 158, 158)),
        (("97.17514124293785", "97.17514124293785", "97.17514124293785"), (97.17514124293785,) * 3),
        (("-2410046700.7", "-2490085062.9", "-2330008990.0"), (-2400000000, -2500000000, -2330000000)),
    ],
)
def test_a_computed_number_has_no_more_digits_than_are_known(
    computed: tuple[str, str, str], known: tuple[float, float, float]
) -> None:
    assert shown(*computed) == known


def test_a_number_at_the_edge_of_its_interval_keeps_a_digit_to_stay_within() -> None:
    assert shown("52.6", "51.62", "52.62")[0] == 52.6


def test_a_number_without_a_limit_stays_as_it_is() -> None:
    assert shown("57832167832.16783", "57792661619.10308", "null") == (57832167832.16783, 57792661619.10308, None)


@settings(deadline=None, max_examples=100)
@given(st.floats(-1e13, 1e13), st.floats(1e-3, 1e11), st.floats(0, 1))
def test_the_shown_bounds_hold_the_computed_ones_and_the_shown_value(lower: float, width: float, part: float) -> None:
    upper = lower + width
    value, shown_lower, shown_upper = shown(repr(lower + part * (upper - lower)), repr(lower), repr(upper))
    slack = 1e-11 * max(abs(lower), abs(upper))
    assert shown_lower <= lower + slack
    assert upper <= shown_upper + slack
    assert shown_lower - slack - width / 20 <= value <= shown_upper + slack + width / 20
