"""Months of customs detail: what they say, and that any history of deliveries leaves the store of a build of all."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from korea_trade.customs import store
from korea_trade.customs.engine import Step
from tests.corpora.customs_history import Rows, expected, kept, write
from tests.corpora.customs_store import direct, place

_MONTHS = [date(2022 + number // 12, number % 12 + 1, 1) for number in range(17)]
_SERIES = st.tuples(
    st.sampled_from(["8541100000", "8541420000", "8542310000", "890320", "89"]),
    st.sampled_from(["CN", "US"]),
    st.sampled_from(["exports", "imports"]),
)
# Few values, so that they tie; zero; and one that no double holds.
_VALUES = st.sampled_from([0, 1, 2, 3, 5, 2**53 + 1])
_ROWS = st.dictionaries(_SERIES, st.tuples(_VALUES, st.sampled_from([None, 0, 7])), min_size=1, max_size=6).map(
    # A chapter beside its own parts would be refused.
    lambda rows: {key: value for key, value in rows.items() if key[0] != "89"} or rows
)
_DELIVERIES = st.lists(st.tuples(st.sampled_from(_MONTHS), st.none() | _ROWS), min_size=1, max_size=30)


@given(st.lists(_DELIVERIES, min_size=1, max_size=3))
# Each example is a whole history: to shrink one that fails would take minutes.
@hypothesis(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_history_of_deliveries_corrections_and_withdrawals_leaves_what_a_build_of_all_makes(
    history: list[list[tuple[date, Rows | None]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = place(Path(folder))
        months: dict[date, Rows] = {}
        for deliveries in history:
            for month, rows in deliveries:
                if rows is not None:
                    write(here.sources, month, rows)
                    months[month] = rows
                elif months.pop(month, None) is not None:
                    (here.sources / "customs" / f"{month:%Y-%m}.csv").unlink()
            store.bring_up_to_date(here, direct)

            assert kept(here) == expected(months)


def test_a_new_month_builds_one_month_and_a_correction_what_depends_on_it(tmp_path: Path) -> None:
    here = place(tmp_path)
    values = [1000, *(100 + at for at in range(1, len(_MONTHS)))]
    rising = {
        month: {("8542310000", "CN", "exports"): (value, None)} for month, value in zip(_MONTHS, values, strict=True)
    }
    for month in _MONTHS[:-1]:
        write(here.sources, month, rising[month])
    store.bring_up_to_date(here, direct)
    write(here.sources, _MONTHS[-1], rising[_MONTHS[-1]])

    assert store.bring_up_to_date(here, direct) == [_MONTHS[-1]]
    assert store.bring_up_to_date(here, direct) == []

    # No run and no record follow from it: the month itself, and the month a year later.
    rising[_MONTHS[2]] = {("8542310000", "CN", "exports"): (1, None)}
    write(here.sources, _MONTHS[2], rising[_MONTHS[2]])

    assert store.bring_up_to_date(here, direct) == [_MONTHS[2], _MONTHS[14]]
    assert kept(here) == expected(rising)


def test_a_run_that_ends_in_the_middle_leaves_the_store_readable_and_the_next_one_ends_its_work(tmp_path: Path) -> None:
    here = place(tmp_path)
    months: dict[date, Rows] = {month: {("890110", "US", "exports"): (at, 1)} for at, month in enumerate(_MONTHS)}
    for month in _MONTHS[:14]:
        write(here.sources, month, months[month])
    store.bring_up_to_date(here, direct)
    before = kept(here)
    for month in _MONTHS[14:]:
        write(here.sources, month, months[month])

    def broken(steps: Sequence[Step]) -> None:
        direct(steps[:1])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.bring_up_to_date(here, broken)

    assert kept(here) == before
    store.bring_up_to_date(here, direct)
    assert kept(here) == expected(months)
