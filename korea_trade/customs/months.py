"""The months of customs detail, each built from its detail, the month before and the month a year ago.

Belongs here: which months have to be built, and taking them into the store. Does not belong here: what a month is
computed of (`dbt_project/models/customs/`) and by which engine (`engine`).

A month is a function of what its key names: the models, the codes of items, its detail, that of a year ago, and what
the month before leaves to it (runs and records). What the store has under a key is not built again. So months may come
in any order, twice or corrected, and a run may be killed: what stands in the store in the end is what a build from
nothing makes. A correction is followed forward only until the state of runs and records is again what it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from korea_trade.customs import catalogue, folders
from korea_trade.customs.catalogue import Catalogue, Month
from korea_trade.customs.engine import Engine, Step
from korea_trade.literals import quoted, quoted_to_read
from korea_trade.warehouse import fingerprint, progress
from korea_trade.warehouse.settings import DBT_PROJECT

# What the next month reads of a month.
STATE: Final = "code_level, code, partner, flow, direction, run_length, record_usd, record_month"
_MODELS: Final = ("models/customs/customs_month.sql", "macros/customs_levels.sql")
# The columns of the file without rows that stands for the month before the first.
EMPTY: Final = (
    "null::date as month, null::varchar as code_level, null::varchar as code, null::varchar as partner, "
    "null::varchar as flow, null::bigint as value_usd, null::smallint as direction, null::smallint as run_length, "
    "null::bigint as record_usd, null::date as record_month"
)
# So many months are taken in at once: what a killed run loses is not built long.
_AT_ONCE: Final = 24


def bring_up_to_date(store: Catalogue, item_codes: pd.DataFrame, engine: Engine) -> list[date]:
    """Builds what the details ask for, and returns the months that were built."""
    plan = _Plan(store, item_codes)
    built: list[date] = []
    at, width = 0, 1
    while at < len(plan.months):
        if plan.is_built(at):
            at, width = at + 1, 1
            continue
        # How far a change of the state reaches is not known before: look twice as far each time.
        chunk = plan.months[at : at + max(width, plan.certain(at))][:_AT_ONCE]
        progress.logger("customs").info("building %s to %s", f"{chunk[0]:%Y-%m}", f"{chunk[-1]:%Y-%m}")
        plan.build(chunk, engine)
        built += chunk
        at, width = at + len(chunk), 2 * width
    store.months = {month: store.months[month] for month in plan.months}
    return built


class _Plan:
    """The keys of the months, and the steps that build them."""

    def __init__(self, store: Catalogue, item_codes: pd.DataFrame) -> None:
        self._store = store
        self.months = sorted(store.details)
        version = tuple(fingerprint.checksums(DBT_PROJECT, _MODELS).items())
        codes = sorted(item_codes[["item_id", "code", "is_counted"]].itertuples(index=False, name=None))
        self._version = catalogue.key(version, codes)
        self._empty, self._item_code = self._written(item_codes)

    def is_built(self, at: int) -> bool:
        """Whether the store has this month as it has to be, given that it has the month before."""
        month = self.months[at]
        key = self._key(month)
        before = self._store.months.get(month)
        if before is not None and before.key == key:
            return True
        if folders.flaw(place := self._store.month_folder(month, key)) is None:  # a run that was killed finished it
            self._store.months[month] = Month(key, _state(place))
            return True
        return False

    def certain(self, at: int) -> int:
        """How many months from there on have to be built whatever the months before leave to them."""
        inputs = [self._inputs_changed(month) for month in self.months[at:]]
        return next((number for number, changed in enumerate(inputs) if not changed), len(inputs))

    def build(self, chunk: Sequence[date], engine: Engine) -> None:
        """Has the months built and takes them into the store."""
        steps = list(self._steps(chunk))
        for step in steps:
            step.into.mkdir(parents=True)
        engine(steps)
        for step in steps:
            key = self._key(step.month)
            place = self._store.month_folder(step.month, key)
            folders.take_in(step.into, place)
            self._store.months[step.month] = Month(key, _state(place))

    def _inputs_changed(self, month: date) -> bool:
        before = self._store.months.get(month)
        return before is None or before.key.partition("-")[0] != self._inputs(month)

    def _inputs(self, month: date) -> str:
        """The part of the key that does not follow from the month before."""
        year_ago = self._store.details.get(month.replace(year=month.year - 1))
        digest = self._store.details[month].digest
        return catalogue.key(self._version, month, digest, year_ago and year_ago.digest)

    def _key(self, month: date) -> str:
        before = self._before(month)
        state = before and (before, self._store.months[before].state)
        return f"{self._inputs(month)}-{catalogue.key(state)}"

    def _before(self, month: date) -> date | None:
        """The month that was delivered before this one."""
        at = self.months.index(month)
        return self.months[at - 1] if at else None

    def _steps(self, chunk: Sequence[date]) -> Iterator[Step]:
        places = {
            month: self._store.month_folder(month, self._store.months[month].key)
            for month in self.months
            if month in self._store.months
        }
        for month in chunk:
            before = self._before(month)
            into = self._store.unfinished / f"{month:%Y-%m}"
            yield Step(
                month=month,
                follows_month_before=before is not None and _number(month) == _number(before) + 1,
                detail=self._store.detail_folder(month, self._store.details[month].key),
                month_before=places[before] if before else self._empty,
                year_ago=self._year_ago(month, places),
                item_code=self._item_code,
                into=into,
            )
            places[month] = into

    def _year_ago(self, month: date, places: dict[date, Path]) -> Path:
        year_ago = month.replace(year=month.year - 1)
        return places[year_ago] if year_ago in self._store.details else self._empty

    def _written(self, item_codes: pd.DataFrame) -> tuple[Path, Path]:
        """The file of no rows, and that of the codes of items."""
        folder = self._store.unfinished
        empty, codes = folder / "empty.parquet", folder / "item_code.parquet"
        with duckdb.connect() as connection:
            connection.execute(f"copy (select {EMPTY} limit 0) to '{quoted(empty)}'")
            connection.execute("create table item_code (item_id varchar, code varchar, is_counted boolean)")
            connection.register("frame", item_codes)
            connection.execute("insert into item_code select item_id, code, is_counted from frame")
            connection.execute(f"copy item_code to '{quoted(codes)}' (format parquet)")
        return empty, codes


def _number(month: date) -> int:
    return 12 * month.year + month.month


def _state(folder: Path) -> str:
    """A digest of what the next month reads, whatever the order of the rows."""
    with duckdb.connect() as connection:
        row = connection.execute(
            f"select count(*), sum(hash({STATE})), bit_xor(hash({STATE})) "
            f"from read_parquet('{quoted_to_read(folder)}/*.parquet')"
        ).fetchone()
    return catalogue.key(row)
