"""Customs detail in releases: a new month copies a month, and releases of months are whole, kept and rolled back."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import Phase, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from korea_trade.releases import amendment, history, layout, reading
from korea_trade.releases.history import Damaged, Release, ReleaseError
from korea_trade.warehouse import lock
from korea_trade.warehouse.settings import Settings
from tests.corpora.customs_history import write
from tests.corpora.customs_store import direct, place
from tests.integration import readers
from tests.integration.kills import killed_before
from tests.integration.workshop import EMPTY_SCHEMAS, Warehouse, publish

SOURCES = {"one.csv": "0" * 64}
BUILD = f"""
{EMPTY_SCHEMAS}
create table marts.fct_statement (statement_id varchar primary key, source_file varchar, source_line bigint);
create table marts.stamp (number integer not null);
insert into marts.stamp values (1);
create table marts.fct_observed_month (
    month date, flow varchar, subject_kind varchar, item_id varchar, value_usd double, definition varchar
);
insert into marts.fct_observed_month
values ('2024-01-01', 'exports', 'item', 'semiconductors', 100, 'ministry_items');
create table marts.fct_item_month_latest (month date, flow varchar, item_id varchar, value_usd double);
"""
JANUARY, FEBRUARY, MARCH = (date(2024, number, 1) for number in (1, 2, 3))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A warehouse with marts of a row or two and a release of them, without customs detail."""
    return _warehouse(tmp_path)


def _warehouse(folder: Path) -> Settings:
    settings = place(folder)
    settings.data.mkdir()
    with duckdb.connect(str(settings.build_database)) as connection:
        connection.execute(BUILD)
    publish(settings, SOURCES)
    return settings


def _deliver(settings: Settings, month: date, value: int) -> None:
    write(settings.sources, month, {("8542310000", "CN", "exports"): (value, 1)})


def _build(settings: Settings) -> Release | None:
    return amendment.bring_up_to_date(settings, direct)[1]


def _delivered(settings: Settings, values: Mapping[date, int]) -> Release:
    """The release after these values were delivered."""
    for month, value in values.items():
        _deliver(settings, month, value)
    release = _build(settings)
    assert release is not None
    return release


def _values(release: Release) -> dict[date, int]:
    """The values that a release says."""
    assert release.manifest.customs is not None
    with reading.opened_with_customs(release.folder, Path(release.manifest.customs.folder)) as connection:
        rows = connection.execute(
            "select month, value_usd from fct_customs_month where code_level = 'total' and partner = 'all'"
        ).fetchall()
    return dict(rows)


def _files(folder: Path) -> dict[int, int]:
    """The bytes of each file by what the file system knows it by, so that one with two names counts once."""
    return {path.stat().st_ino: path.stat().st_size for path in folder.rglob("*") if path.is_file()}


# What is published


def test_new_months_are_published_beside_the_tables_as_they_are(settings: Settings) -> None:
    before = history.published(settings)
    assert before is not None

    release = _delivered(settings, {JANUARY: 90, FEBRUARY: 91})

    assert history.published(settings) == release
    assert release.manifest.sequence == before.manifest.sequence + 1
    assert release.manifest.content == before.manifest.content
    assert release.manifest.difference is not None
    assert release.manifest.difference.release_id == before.release_id
    assert release.manifest.difference.customs_months == {"added": ("2024-01-01", "2024-02-01")}
    assert _values(release) == {JANUARY: 90, FEBRUARY: 91}
    assert {path.name for path in release.folder.iterdir()} == {
        *(path.name for path in before.folder.iterdir()),
        layout.CUSTOMS,
    }


def test_items_are_held_against_the_tables_of_the_same_release(settings: Settings) -> None:
    release = _delivered(settings, {JANUARY: 90})
    store = settings.data / "customs"

    with reading.opened_with_customs(release.folder, store) as connection:
        said = connection.execute("select item_id, said_by, verdict from fct_customs_reconciliation").fetchall()

    assert said == [("semiconductors", "office", "within_tolerance")]


def test_a_release_of_a_new_month_costs_a_month_and_not_the_history(settings: Settings) -> None:
    months = {date(2010 + number // 12, number % 12 + 1, 1): 100 + number for number in range(36)}
    before = _delivered(settings, months)
    first = _files(settings.data)

    release = _delivered(settings, {date(2013, 1, 1): 7})
    second = _files(settings.data)

    own = [release.folder / layout.CUSTOMS, release.folder / layout.MANIFEST]
    new = {inode for inode in second.keys() - first.keys() if second[inode] != 0}
    new -= {path.stat().st_ino for path in own}
    # Detail and month with the note of what they hold, and the catalogue.
    assert len(new) == 2 + 2 + 1
    history_bytes = sum(path.stat().st_size for path in (settings.data / "customs").rglob("*.parquet"))
    assert sum(second[inode] for inode in new) < history_bytes / 3
    assert _values(before) == months


def test_a_run_that_holds_the_lock_of_the_writer_publishes_months_too(settings: Settings) -> None:
    with lock.held(settings):
        release = _delivered(settings, {JANUARY: 90})

    assert history.published(settings) == release


def test_nothing_changed_publishes_nothing(settings: Settings) -> None:
    release = _delivered(settings, {JANUARY: 90})

    assert _build(settings) is None
    assert history.published(settings) == release


def test_where_nothing_is_published_the_next_release_of_tables_has_the_months(tmp_path: Path) -> None:
    settings = place(tmp_path)
    settings.data.mkdir()
    with duckdb.connect(str(settings.build_database)) as connection:
        connection.execute(BUILD)
    _deliver(settings, JANUARY, 90)

    assert _build(settings) is None
    release, is_new = publish(settings, SOURCES)

    assert is_new
    assert _values(release) == {JANUARY: 90}
    assert publish(settings, SOURCES) == (release, False)


def test_months_that_are_corrected_and_withdrawn_are_told(settings: Settings) -> None:
    _delivered(settings, {JANUARY: 90, FEBRUARY: 91, MARCH: 92})
    (settings.sources / "customs" / "2024-03.csv").unlink()

    release = _delivered(settings, {FEBRUARY: 191})

    assert release.manifest.difference is not None
    assert release.manifest.difference.customs_months == {"changed": ("2024-02-01",), "withdrawn": ("2024-03-01",)}
    assert _values(release) == {JANUARY: 90, FEBRUARY: 191}


def test_a_release_after_all_detail_was_withdrawn_has_none(settings: Settings) -> None:
    _delivered(settings, {JANUARY: 90})
    (settings.sources / "customs" / "2024-01.csv").unlink()

    release = _build(settings)

    assert release is not None
    assert release.manifest.customs is None
    assert not (release.folder / layout.CUSTOMS).exists()


def test_a_tolerance_that_changed_is_published(settings: Settings) -> None:
    _delivered(settings, {JANUARY: 90})
    items = settings.sources / "customs" / "items.csv"
    items.write_text(items.read_text(encoding="utf-8").replace("semiconductors,12,", "semiconductors,1,"), "utf-8")

    release = _build(settings)

    assert release is not None
    with reading.opened_with_customs(release.folder, settings.data / "customs") as connection:
        assert connection.execute("select verdict from fct_customs_reconciliation").fetchall() == [
            ("beyond_tolerance",)
        ]


def test_the_views_lead_to_where_the_data_folder_was_moved_after_the_next_build(settings: Settings) -> None:
    _delivered(settings, {JANUARY: 90})
    moved = Settings(sources=settings.sources, data=settings.data.with_name("moved"))
    settings.data.rename(moved.data)
    before = history.published(moved)
    assert before is not None

    release = _build(moved)

    assert release is not None
    assert _values(release) == {JANUARY: 90}


def test_a_file_system_without_hard_links_gets_copies(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)

    release = _delivered(settings, {JANUARY: 90})

    assert isinstance(history.read(release.folder), Release)


# Kept, rolled back and removed


def test_a_rollback_over_a_month_goes_back_to_the_old_month_and_stays_there(settings: Settings) -> None:
    before = _delivered(settings, {JANUARY: 90})
    _delivered(settings, {JANUARY: 190})

    assert history.rollback(settings, None) == before
    assert _values(before) == {JANUARY: 90}

    assert _build(settings) is None
    assert history.published(settings) == before


def test_a_month_that_comes_after_a_rollback_is_published(settings: Settings) -> None:
    _delivered(settings, {JANUARY: 90})
    _delivered(settings, {JANUARY: 190})
    history.rollback(settings, None)

    assert _values(_delivered(settings, {JANUARY: 91})) == {JANUARY: 91}


def test_months_that_no_kept_release_names_are_removed_and_no_others(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    for value in range(6):
        _delivered(settings, {JANUARY: 100 + value, FEBRUARY: 7})

    releases = history.all_releases(settings)

    assert [_values(release)[JANUARY] for release in releases] == [103, 104, 105]
    named = {f"{month[:7]}-{key}" for one in releases for month, key in one.manifest.customs.months.items()}
    assert {path.name for path in (settings.data / "customs" / "months").iterdir()} == named


@pytest.mark.soak
@given(st.lists(st.dictionaries(st.sampled_from([JANUARY, FEBRUARY, MARCH]), st.integers(1, 3)), max_size=6))
@hypothesis(max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None)
def test_the_months_of_a_release_never_change(deliveries: list[dict[date, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = _warehouse(Path(folder))
        held: dict[date, int] = {}
        said: list[tuple[Release, dict[date, int]]] = []
        for delivery in deliveries:
            for month, value in delivery.items():
                _deliver(settings, month, value)
            held |= delivery
            if (release := _build(settings)) is not None:
                said.append((release, dict(held)))

            for earlier, values in said:
                assert _values(earlier) == values


# Damaged


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("harm", [_truncate, Path.unlink], ids=["truncated", "removed"])
def test_a_month_that_is_not_whole_makes_the_release_damaged_and_the_next_build_mends_it(
    settings: Settings, harm: Callable[[Path], None]
) -> None:
    release = _delivered(settings, {JANUARY: 90, FEBRUARY: 91})
    [harmed] = (settings.data / "customs" / "months").glob("2024-01-*/part-0.parquet")
    harm(harmed)

    damaged = history.pointed_to(settings)

    assert isinstance(damaged, Damaged)
    assert str(harmed) in damaged.flaw
    assert "ktw customs build" in damaged.flaw
    status = Warehouse(settings.data.parent).ktw("status").stdout
    assert f"published   {release.release_id}, which is damaged: {harmed}" in status
    with pytest.raises(ReleaseError, match="ktw customs build"):
        publish(settings, SOURCES)  # no release goes without a month that the store has lost

    assert _build(settings) is None
    assert history.published(settings) == release
    assert _values(release) == {JANUARY: 90, FEBRUARY: 91}


@pytest.mark.parametrize("harm", [_truncate, Path.unlink], ids=["truncated", "removed"])
def test_views_that_are_not_whole_are_published_anew(settings: Settings, harm: Callable[[Path], None]) -> None:
    first = _delivered(settings, {JANUARY: 90})
    second = _delivered(settings, {JANUARY: 91})
    harm(second.folder / layout.CUSTOMS)

    assert isinstance(history.pointed_to(settings), Damaged)
    assert history.rollback(settings, None) == first
    assert _values(_build(settings) or first) == {JANUARY: 91}


def test_what_a_damaged_release_names_is_kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 1)
    release = _delivered(settings, {JANUARY: 90})
    _truncate(release.folder / layout.CUSTOMS)
    publish(settings, SOURCES)

    _delivered(settings, {JANUARY: 91})

    assert len(list((settings.data / "customs" / "months").glob("2024-01-*"))) == 2


# Killed, and read meanwhile


@pytest.fixture
def build_killed_at(settings: Settings) -> Iterator[Callable[[int], int]]:
    with killed_before(settings, _build) as killed_at:
        yield killed_at


@pytest.mark.soak
def test_a_build_killed_before_any_step_leaves_one_whole_release_or_the_next_which_the_next_build_publishes(
    settings: Settings, build_killed_at: Callable[[int], int]
) -> None:
    published = _delivered(settings, {JANUARY: 1})
    for moment in range(1, 200):
        value = _values(published)[JANUARY] + 1
        _deliver(settings, JANUARY, value)

        ended = build_killed_at(moment)

        found = history.published(settings)
        assert found is not None
        assert _values(found)[JANUARY] in {value, value - 1}
        _build(settings)
        published = history.all_releases(settings)[-1]
        assert history.published(settings) == published
        assert _values(published) == {JANUARY: value}
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert moment > 20  # as many steps, at least, do building and publishing take
    hidden = [path.name for path in (*settings.releases.iterdir(), *settings.data.iterdir()) if path.name[0] == "."]
    assert hidden == []
    assert not list((settings.data / "customs").glob(".*"))


@pytest.mark.soak
def test_a_reader_in_a_loop_gets_one_whole_state_or_the_next_and_no_error(settings: Settings, tmp_path: Path) -> None:
    _delivered(settings, {JANUARY: 1, FEBRUARY: 1, MARCH: 1})
    question = "select distinct value_usd from fct_customs_month where code_level = 'total' and partner = 'all'"
    with readers.reading(settings.published / layout.CUSTOMS, question, tmp_path / "reader") as reader:
        for value in range(2, 8):
            _delivered(settings, {JANUARY: value, FEBRUARY: value, MARCH: value})
            assert reader.has_seen(value)
        told = reader.told()

    assert told["errors"] == []
    assert told["mixtures"] == []
    assert told["seen"] == list(range(1, 8))


def test_what_is_published_is_asked_by_the_command_and_listed_with_its_releases(settings: Settings) -> None:
    release = _delivered(settings, {JANUARY: 90, FEBRUARY: 91})
    _deliver(settings, MARCH, 92)  # delivered, and not published
    warehouse = Warehouse(settings.data.parent)

    answer = warehouse.ktw("customs", "sql", "select count(distinct month) from fct_customs_month", "--format", "csv")

    assert answer.stdout.splitlines()[1:] == ["2"], answer.stderr
    assert "customs     2 months from 2024-01 to 2024-02" in warehouse.ktw("status").stdout
    listed = warehouse.ktw("releases").stdout
    assert f"* {release.release_id}" in listed
    assert "customs added 2 months from 2024-01 to 2024-02" in listed


def test_whoever_asks_reaches_the_tables_of_the_release_and_no_other_file(settings: Settings) -> None:
    release = _delivered(settings, {JANUARY: 90})
    outside = settings.data / "outside.csv"
    outside.write_text("number\n1\n", encoding="utf-8")

    with reading.opened_with_customs(release.folder, settings.data / "customs") as connection:
        assert connection.execute("select number from published.stamp").fetchall() == [(1,)]
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"from '{outside}'")
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("set enable_external_access = true")
        with pytest.raises(duckdb.InvalidInputException):
            connection.execute("create table customs.note (number integer)")


_INTO_THE_STORE = [
    "copy (select 1) to '{}'",
    "copy (pivot (select 1 as a, 2 as b) on a using sum(b)) to '{}'",
    "explain analyze copy (select 1) to '{}'",
    "explain analyze copy (pivot (select 1 as a, 2 as b) on a using sum(b)) to '{}'",
    "attach '{}' as another",
    "prepare later as copy (select 1) to '{}'",
    "from query('copy (select 1) to ''{}'' ')",
    "select 1) ; copy (select 1) to '{}'; from (select 1",
    "select 1; copy (select 1) to '{}'",
    "pivot (select 1 as a, 2 as b) on a using sum(b)); copy (select 1) to '{}'; from (select 1",
    "",
]


@pytest.mark.parametrize("statement", _INTO_THE_STORE)
def test_whoever_asks_writes_nothing_into_the_store(settings: Settings, statement: str) -> None:
    release = _delivered(settings, {JANUARY: 90})
    store = settings.data / "customs"
    before = sorted(store.rglob("*"))

    with reading.opened_with_customs(release.folder, store) as connection:
        with pytest.raises((reading.QuestionError, duckdb.Error)):
            reading.answer(connection, statement.format(store / "months" / "made")).fetchall()
        assert reading.answer(connection, "pivot fct_customs_month on flow using count(*) group by code;").fetchall()
    assert sorted(store.rglob("*")) == before


def test_a_release_without_customs_detail_says_what_to_do(settings: Settings) -> None:
    answer = Warehouse(settings.data.parent).ktw("customs", "sql", "from fct_customs_month")

    assert answer.returncode == 1
    assert "ktw customs build" in answer.stderr
