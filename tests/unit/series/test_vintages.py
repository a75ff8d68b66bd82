"""The history of official figures: whatever the order in which files come, it tells what was known on each day."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korea_trade.series import delivery, observed
from korea_trade.series.files import series_files
from korea_trade.warehouse.settings import PROJECT
from tools.dbt_sql import model

TODAY = date(2026, 11, 28)
# Units of files: how they are written, and what 1 stands for.
DOLLARS, THOUSANDS, HUNDRED_MILLIONS = ("달러", 1), ("천달러", 1_000), ("억달러", 100_000_000)
# So far apart that no revision below makes the figure of one month that of the other: that is refused as a shifted row.
MONTHS = {"2023.01": 46_339_145_202, "2023.02": 50_100_842_117}


@dataclass(frozen=True)
class File:
    """A file of an office: its day, its unit, and all exports of some months in full US dollars."""

    day: date
    unit: tuple[str, int]
    figures: tuple[tuple[str, int], ...]

    @property
    def content(self) -> str:
        text, _ = self.unit
        return f"기간,수출 금액({text})\n" + "".join(
            f"{month},{self.printed(value)}\n" for month, value in self.figures
        )

    def printed(self, value: int) -> int:
        return round(value / self.unit[1])


History = list[tuple[date, int, str, float, date, date | None]]


def history(files: Sequence[File], withdrawn: Sequence[File] = ()) -> History:
    """The vintages after `files` came in this order and `withdrawn` were taken out again."""
    with tempfile.TemporaryDirectory() as place:
        sources = Path(place) / "sources"
        sources.mkdir()
        for name in ("items", "partners", "aliases"):
            shutil.copy(PROJECT / "sources" / f"{name}.csv", sources)
        for file in files:
            path = Path(place) / "file"
            path.write_text(file.content, encoding="utf-8")
            found = delivery.deliver(path, sources, file.day, TODAY)
            assert found.is_clean, found.refused
            delivery.take_in(found)
            if file in withdrawn:
                found.target.unlink()
        with duckdb.connect() as connection:
            connection.execute(f"create table stg_observed ({observed.SQL_COLUMNS})")
            for path in series_files(sources):
                connection.execute(f"insert into stg_observed {observed.rows(path)}")
            vintages = model("int_series_vintage", {"stg_observed": "stg_observed"})
            columns = "month, vintage_no, change, value_usd, known_from, known_until"
            return connection.execute(f"select {columns} from ({vintages}) order by all").fetchall()


def step_of(value: float) -> int:
    """The step to which `value` is rounded, for no figure below ends with noughts by itself."""
    return next(step for _, step in (HUNDRED_MILLIONS, THOUSANDS, DOLLARS) if value % step == 0)


@st.composite
def deliveries(draw: st.DrawFn) -> list[File]:
    """Files of some days, each as the office held its figures on that day; some of one day in two units."""
    files = []
    truth = MONTHS
    for number in range(draw(st.integers(1, 4))):
        truth = {
            month: value + draw(st.sampled_from((0, 0, 400, 7_000_000, 900_000_000))) for month, value in truth.items()
        }
        day = date(2023, 4, 1) + timedelta(days=31 * number)
        units = st.lists(st.sampled_from((DOLLARS, THOUSANDS, HUNDRED_MILLIONS)), min_size=1, max_size=2, unique=True)
        files += [File(day, unit, tuple(truth.items())) for unit in draw(units)]
    return files


@settings(max_examples=3, deadline=None)
@given(data=st.data(), files=deliveries())
def test_the_history_does_not_depend_on_the_order_of_the_files(data: st.DataObject, files: list[File]) -> None:
    mixed = data.draw(st.permutations(files))
    assert history(files) == history(mixed) == history(files[::-1])


@settings(max_examples=4, deadline=None)
@given(data=st.data(), files=deliveries())
def test_a_file_that_is_withdrawn_leaves_no_trace(data: st.DataObject, files: list[File]) -> None:
    gone = data.draw(st.sampled_from(files))
    assert history(files, [gone]) == history([file for file in files if file is not gone])


@settings(max_examples=6, deadline=None)
@given(files=deliveries())
def test_on_each_day_the_history_tells_what_the_files_of_that_day_say(files: list[File]) -> None:
    vintages = history(files)
    for file in files:
        for month, value in file.figures:
            first = date(int(month[:4]), int(month[-2:]), 1)
            (known,) = [
                told
                for of, _, _, told, known_from, until in vintages
                if of == first and known_from <= file.day and (until is None or file.day < until)
            ]
            # Figures that are apart by no more than the coarser step are one, whether an office rounds or cuts; the
            # one with more digits is known.
            steps = {file.unit[1], step_of(known)}
            assert step_of(known) <= file.unit[1]
            assert abs(known - file.printed(value) * file.unit[1]) <= (max(steps) if len(steps) > 1 else 0)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_a_revised_a_coarse_a_same_day_and_a_corrected_file_make_one_history(order: tuple[int, ...]) -> None:
    files = [
        File(date(2023, 2, 1), HUNDRED_MILLIONS, (("2023.01", 46_300_000_000),)),
        File(date(2023, 3, 15), DOLLARS, (("2023.01", 46_339_145_202),)),
        File(date(2023, 3, 15), HUNDRED_MILLIONS, (("2023.01", 46_339_145_202),)),
        File(date(2023, 5, 1), HUNDRED_MILLIONS, (("2023.01", 46_321_000_000),)),
        File(date(2023, 6, 15), DOLLARS, (("2023.01", 46_321_000_000),)),
    ]
    january = date(2023, 1, 1)
    assert history([files[at] for at in order]) == [
        (january, 1, "first", 46_300_000_000, date(2023, 2, 1), date(2023, 3, 15)),
        (january, 2, "refined", 46_339_145_202, date(2023, 3, 15), date(2023, 6, 15)),
        (january, 3, "revised", 46_321_000_000, date(2023, 6, 15), None),
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_print_with_more_digits_is_the_figure_that_is_known_and_no_revision(order: tuple[int, ...]) -> None:
    files = [
        File(date(2023, 2, 1), HUNDRED_MILLIONS, (("2023.01", 46_339_145_202),)),
        File(date(2023, 3, 15), DOLLARS, (("2023.01", 46_339_145_202),)),
        File(date(2023, 4, 15), THOUSANDS, (("2023.01", 46_339_145_202),)),
    ]
    assert [each[2:4] for each in history([files[at] for at in order])] == [
        ("first", 46_300_000_000),
        ("refined", 46_339_145_202),
    ]
