"""Releases of a build database of a few rows: complete, then switched to, kept, rolled back, and safe from SIGKILL."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from korea_trade.releases import draft, history, layout, success
from korea_trade.releases.history import Damaged, Release, ReleaseError, Unlinked
from korea_trade.releases.manifest import Difference, Rows
from korea_trade.warehouse import build_database, fingerprint, verdicts
from korea_trade.warehouse.settings import Settings
from korea_trade.warehouse.verdicts import Verdict
from tests.integration.kills import killed_before
from tests.integration.readers import reading
from tests.integration.workshop import EMPTY_SCHEMAS, PATIENCE, Warehouse, passes, publish

SOURCES = {"one.csv": "0" * 64}

BUILD = f"""
{EMPTY_SCHEMAS}
create table marts.fct_statement (
    statement_id varchar primary key,
    theme varchar not null,
    value double check (value > 0),
    note varchar default 'none',
    source_file varchar default 'one.csv',
    source_line bigint default 2
);
comment on table marts.fct_statement is 'What is printed; it''s marts.fct_statement';
comment on column marts.fct_statement.value is 'In full units';
insert into marts.fct_statement (statement_id, theme, value, note) values
    ('s1', 'totals', 1, 'marts.fct_statement'), ('s2', 'items', 2, 'build.marts.x');
create table marts.stamp (number integer not null);
insert into marts.stamp values (1);
create view marts.large as select * from marts.fct_statement where value > 1;
comment on view marts.large is 'The large ones';
create macro marts.at_least(least) as table (select * from marts.fct_statement where value >= least::double),
    (least, source) as table (select * from query_table(source || '.fct_statement') where value >= least::double);
comment on macro table marts.at_least is 'Those of a size';
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The folders of a warehouse whose marts are two tables and a view."""
    settings = Settings(sources=tmp_path / "sources", data=tmp_path / "data")
    settings.data.mkdir()
    _change(settings, BUILD)
    return settings


@pytest.fixture
def three_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps three releases instead of ten, so that a few are enough to see what becomes of those before."""
    monkeypatch.setattr(history, "KEPT", 3)


def _change(settings: Settings, sql: str) -> None:
    with duckdb.connect(str(settings.build_database)) as connection:
        connection.execute(sql)


def _stamp(settings: Settings, number: int) -> None:
    _change(settings, f"update marts.stamp set number = {number}; update marts.fct_statement set value = {number + 1}")


def _publish(settings: Settings, audit: Callable[[str], Sequence[Verdict]] = passes) -> tuple[Release, bool]:
    return publish(settings, SOURCES, audit)


def _published_number(settings: Settings) -> int:
    with duckdb.connect(str(settings.published_database), read_only=True) as connection:
        [(number,)] = connection.execute("select number from stamp").fetchall()
        return int(number)


def _memory_of_success(settings: Settings) -> bytes:
    return (settings.releases / "last_success.json").read_bytes()


def _numbered(settings: Settings, numbers: Sequence[int]) -> list[Release]:
    """A release for each number, the oldest first."""
    made = []
    for number in numbers:
        _stamp(settings, number)
        made.append(_publish(settings)[0])
    return made


# Complete, then switched to


def test_the_first_release_is_what_readers_see(settings: Settings) -> None:
    release, is_new = _publish(settings)

    assert is_new
    assert history.published(settings) == release
    assert settings.published_database.resolve() == release.database
    assert not settings.published.readlink().is_absolute()


def test_a_release_is_audited_as_a_draft_before_anything_is_published(settings: Settings) -> None:
    seen: list[object] = []

    def audit(content: str) -> Sequence[Verdict]:
        seen.append((content, settings.published.exists(), history.all_releases(settings)))
        return passes(content)

    release, _ = _publish(settings, audit)

    assert seen == [(release.manifest.content, False, [])]


def test_the_manifest_describes_the_release(settings: Settings) -> None:
    release, _ = _publish(settings)
    manifest = json.loads((release.folder / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["release_id"] == release.folder.name
    assert manifest["code_version"] == fingerprint.code_version()
    assert manifest["sources"] == SOURCES
    assert manifest["checks"] == {"gate 3, marts": {"passed": 7, "failed": 0, "run_id": "run"}}
    assert manifest["difference"] is None
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {
        "fct_statement": 2,
        "large": 1,
        "stamp": 1,
    }
    assert manifest["tables"]["stamp"]["columns"] == {"number": "INTEGER"}


def test_the_manifest_tells_what_differs_from_the_release_before(settings: Settings) -> None:
    first, _ = _publish(settings)
    _change(
        settings,
        """
        delete from marts.fct_statement where statement_id = 's1';
        update marts.fct_statement set value = 5 where statement_id = 's2';
        insert into marts.fct_statement (statement_id, theme, value) values ('s3', 'items', 3), ('s4', 'items', 4)
        """,
    )

    second, _ = _publish(settings)

    assert second.manifest.difference == Difference(
        first.release_id,
        {"added": 2, "removed": 1, "changed": 1},
        {"fct_statement": Rows(2, 3), "large": Rows(1, 3)},
    )


def test_each_table_and_view_has_a_parquet_file(settings: Settings) -> None:
    release, _ = _publish(settings)

    assert {path.name for path in release.folder.glob("*.parquet")} == {
        "fct_statement.parquet",
        "large.parquet",
        "stamp.parquet",
    }
    assert duckdb.sql(f"select statement_id, value from '{release.folder}/large.parquet'").fetchall() == [("s2", 2.0)]


def test_comments_and_constraints_survive(settings: Settings) -> None:
    release, _ = _publish(settings)

    with duckdb.connect(str(release.database), read_only=True) as connection:
        comments = connection.execute(
            """
            select comment from duckdb_tables() where table_name = 'fct_statement'
            union all select comment from duckdb_views() where view_name = 'large'
            union all select comment from duckdb_columns() where table_name = 'fct_statement' and column_name = 'value'
            """
        ).fetchall()
        constraints = connection.execute("select constraint_type from duckdb_constraints()").fetchall()

    assert comments == [("What is printed; it's marts.fct_statement",), ("The large ones",), ("In full units",)]
    assert {kind for (kind,) in constraints} >= {"PRIMARY KEY", "NOT NULL", "CHECK"}


def test_texts_that_look_like_names_of_tables_are_left_alone(settings: Settings) -> None:
    release, _ = _publish(settings)

    with duckdb.connect(str(release.database), read_only=True) as connection:
        notes = connection.execute("select note from fct_statement order by statement_id").fetchall()

    assert notes == [("marts.fct_statement",), ("build.marts.x",)]


def test_a_view_works_when_the_file_is_attached_under_another_name(settings: Settings) -> None:
    release, _ = _publish(settings)

    with duckdb.connect() as connection:
        connection.execute(f"attach '{release.database}' as somebody_elses_name (read_only)")

        assert connection.execute("select statement_id from somebody_elses_name.large").fetchall() == [("s2",)]


def test_a_view_on_a_view_is_published_whatever_their_names(settings: Settings) -> None:
    _change(settings, "create view marts.a_view_on_large as select statement_id from marts.large")

    release, _ = _publish(settings)

    with duckdb.connect(str(release.database), read_only=True) as connection:
        assert connection.execute("from a_view_on_large").fetchall() == [("s2",)]


def test_a_macro_is_published_in_all_its_forms_with_its_comment(settings: Settings) -> None:
    release, _ = _publish(settings)

    with duckdb.connect(str(release.database), read_only=True) as connection:
        assert connection.execute("select statement_id from at_least(2)").fetchall() == [("s2",)]
        comments = connection.execute(
            "select distinct comment from duckdb_functions() where function_name = 'at_least'"
        ).fetchall()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{release.database}' as k (read_only)")
        assert connection.execute("select statement_id from k.at_least(2, 'k')").fetchall() == [("s2",)]
    assert comments == [("Those of a size",)]
    assert release.manifest.macros == ("at_least(least)", "at_least(least, source)")


def test_a_macro_that_changed_makes_another_release(settings: Settings) -> None:
    first, _ = _publish(settings)
    _change(
        settings,
        "create or replace macro marts.at_least(least) as table "
        "(select * from marts.fct_statement where value > least::double)",
    )

    second, is_new = _publish(settings)

    assert is_new
    assert second.manifest.content != first.manifest.content


def test_the_content_of_a_release_is_that_of_the_marts_it_was_made_of(settings: Settings) -> None:
    release, _ = _publish(settings)

    with duckdb.connect(str(settings.build_database), read_only=True) as connection:
        assert build_database.content_hash(connection, "marts") == release.manifest.content


def test_the_file_has_the_storage_version_that_older_clients_read(settings: Settings) -> None:
    release, _ = _publish(settings)
    header = release.database.read_bytes()[:20]

    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64  # DuckDB 0.9 to 1.1 write 64, and all since read it


def test_the_file_comes_without_a_write_ahead_log(settings: Settings) -> None:
    release, _ = _publish(settings)

    assert list(release.folder.glob("*.wal")) == []


# Drafts and their parts


def _draft(settings: Settings) -> Release:
    made = draft.make(settings, "run", SOURCES, passes)
    assert made is not None
    return made


def _publish_draft(settings: Settings, parts: Sequence[str]) -> Release:
    content = verdicts.content(settings.build_database, "marts")
    return draft.publish(settings, SOURCES, content, parts)[0]


def test_no_reader_sees_a_draft(settings: Settings) -> None:
    before, _ = _publish(settings)
    _stamp(settings, 2)

    _draft(settings)

    assert history.kept(settings) == [before]
    assert _published_number(settings) == 1


def test_a_part_is_made_from_the_very_file_that_is_published(settings: Settings) -> None:
    with draft.adding(_draft(settings), ["page"]) as folder:
        with duckdb.connect(str(folder / "korea_trade.duckdb"), read_only=True) as connection:
            [(number,)] = connection.execute("select number from stamp").fetchall()
        (folder / "page.html").write_text(str(number), encoding="utf-8")
    release = _publish_draft(settings, ["page"])

    assert (settings.published / "page.html").read_text(encoding="utf-8") == "1"
    assert release.manifest.parts == ("page",)


def test_a_draft_without_one_of_its_parts_is_not_published(settings: Settings) -> None:
    with draft.adding(_draft(settings), ["page", "list"]):
        pass

    with pytest.raises(ReleaseError, match="the draft has no table and no picture yet; materialize that first"):
        _publish_draft(settings, ["page", "list", "table", "picture"])

    assert history.kept(settings) == []


def test_a_part_that_could_not_be_made_again_is_missing(settings: Settings) -> None:
    with draft.adding(_draft(settings), ["page", "list"]):
        pass
    standing = draft.standing(settings)
    assert standing is not None

    def fail() -> None:
        with draft.adding(standing, ["page"]):
            raise ValueError("half a page")

    with pytest.raises(ValueError, match="half a page"):
        fail()

    with pytest.raises(ReleaseError, match="has no page yet"):
        _publish_draft(settings, ["page", "list"])


def test_a_draft_of_marts_that_have_changed_since_is_not_published(settings: Settings) -> None:
    _draft(settings)
    _stamp(settings, 2)

    with pytest.raises(ReleaseError, match="no draft of the marts as they stand"):
        _publish_draft(settings, [])


def test_a_draft_that_someone_wrote_into_is_not_published(settings: Settings) -> None:
    made = _draft(settings)
    with duckdb.connect(str(made.database)) as connection:
        connection.execute("update stamp set number = 9")

    with pytest.raises(ReleaseError, match=r"the draft is damaged: korea_trade\.duckdb is not the file"):
        _publish_draft(settings, [])


def test_pages_that_the_code_now_makes_otherwise_are_published_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _ = _publish(settings)
    monkeypatch.setattr(fingerprint, "presentation_version", lambda: "another")

    release, is_new = _publish(settings)

    assert is_new
    assert release.manifest.content == before.manifest.content


# What publishes nothing


def test_unchanged_content_publishes_nothing(settings: Settings) -> None:
    release, _ = _publish(settings)

    again, is_new = _publish(settings)

    assert not is_new
    assert again == release
    assert history.all_releases(settings) == [release]


def test_an_audit_that_raises_publishes_nothing(settings: Settings) -> None:
    before, _ = _publish(settings)
    remembered = _memory_of_success(settings)
    _stamp(settings, 2)

    def audit(_: str) -> Sequence[Verdict]:
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        _publish(settings, audit)

    assert history.published(settings) == before
    assert history.all_releases(settings) == [before]
    assert _published_number(settings) == 1
    assert _memory_of_success(settings) == remembered
    assert [path.name for path in settings.releases.iterdir() if path.name.startswith(".")] == []


# Kept and rolled back


def test_the_last_ten_releases_are_kept(settings: Settings) -> None:
    made = _numbered(settings, range(1, 13))

    assert history.all_releases(settings) == made[-history.KEPT :]
    assert history.KEPT == 10


def test_an_old_release_is_kept_as_long_as_it_is_published(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _numbered(settings, [1, 2, 3])
    history.rollback(settings, made[0].release_id)
    monkeypatch.setattr(history, "KEPT", 1)

    _stamp(settings, 1)  # the content of the first: nothing new is published
    assert _publish(settings) == (made[0], False)

    assert history.all_releases(settings) == [made[0], made[2]]


@pytest.mark.parametrize(
    ("years_then", "years_now"), [(0, -1), (0, -50), (70, 0)], ids=["set back", "set far back", "once ahead"]
)
def test_whatever_the_clock_says_the_latest_are_kept_and_nothing_looks_rolled_back(
    settings: Settings, three_kept: None, monkeypatch: pytest.MonkeyPatch, years_then: int, years_now: int
) -> None:
    then, past = (datetime.now(UTC) + timedelta(days=365 * years) for years in (years_then, years_now))
    monkeypatch.setattr(draft, "_now", lambda: then)
    before = _numbered(settings, [1, 2])
    monkeypatch.setattr(draft, "_now", lambda: past)

    made = _numbered(settings, range(3, 7))

    assert [one.manifest.sequence for one in (*before, *made)] == list(range(1, 7))
    assert [one.release_id for one in made] == sorted(one.release_id for one in made)
    assert made[0].release_id > before[-1].release_id
    assert history.published(settings) == made[-1]
    assert history.all_releases(settings) == made[-history.KEPT :]
    assert made[-1].manifest.created == past.isoformat(timespec="seconds")
    assert "rolled back" not in Warehouse(settings.data.parent).ktw("status").stdout
    assert history.rollback(settings, None) == made[-2]
    assert f"rolled back from {made[-1].release_id}" in Warehouse(settings.data.parent).ktw("status").stdout


def test_the_number_of_a_release_decides_its_place_and_not_its_name(settings: Settings) -> None:
    first, second, third = _numbered(settings, [1, 2, 3])
    renamed = settings.releases / "20991231T000000Z-00"
    first.folder.rename(renamed)

    assert [one.folder for one in history.all_releases(settings)] == [renamed, second.folder, third.folder]
    assert history.rollback(settings, None) == second
    assert history.rollback(settings, None).folder == renamed


def test_releases_of_an_earlier_version_have_no_number_and_go_by_their_ids(settings: Settings) -> None:
    made = _numbered(settings, [1, 2])
    for one in made:
        path = one.folder / "manifest.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        del manifest["sequence"]
        path.write_text(json.dumps(manifest), encoding="utf-8")

    [third] = _numbered(settings, [3])

    assert [one.release_id for one in history.all_releases(settings)] == [
        *(one.release_id for one in made),
        third.release_id,
    ]
    assert third.manifest.sequence == 1
    assert history.rollback(settings, None).release_id == made[1].release_id


def test_ids_rise_beyond_a_hundred_releases_of_one_second(settings: Settings) -> None:
    now = datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)
    ids = []
    for _ in range(250):
        ids.append(history.next_id(settings, now))
        (settings.releases / ids[-1]).mkdir(parents=True)

    assert ids == sorted(set(ids))
    assert (ids[0], ids[-1]) == ("20260131T235959Z-00", "20260201T000001Z-49")


def test_a_rollback_publishes_the_release_before(settings: Settings) -> None:
    first, _ = _numbered(settings, [1, 2])

    assert history.rollback(settings, None) == first
    assert _published_number(settings) == 1


def test_a_rollback_publishes_the_release_that_is_named_be_it_older_or_newer(settings: Settings) -> None:
    first, _, third = _numbered(settings, [1, 2, 3])

    history.rollback(settings, first.release_id)
    assert _published_number(settings) == 1

    history.rollback(settings, third.release_id)
    assert _published_number(settings) == 3


def test_a_rollback_to_an_unknown_release_names_the_known_ones(settings: Settings) -> None:
    [release] = _numbered(settings, [1])

    with pytest.raises(ReleaseError, match=f"no release 'nonsense'.*{release.release_id}"):
        history.rollback(settings, "nonsense")

    assert _published_number(settings) == 1


def test_a_rollback_from_the_first_release_is_refused(settings: Settings) -> None:
    _numbered(settings, [1])

    with pytest.raises(ReleaseError, match="no intact release before"):
        history.rollback(settings, None)


def test_a_rollback_leaves_what_the_last_success_answered(settings: Settings) -> None:
    _numbered(settings, [1, 2])
    remembered = _memory_of_success(settings)

    history.rollback(settings, None)

    assert _memory_of_success(settings) == remembered


# Damaged


def _garble(path: Path) -> None:
    path.write_bytes(b"garbage")


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


DAMAGES = {
    "garbage for a manifest": ("manifest.json", _garble, "no JSON"),
    "an empty manifest": ("manifest.json", lambda path: path.write_text("{}"), "does not say"),
    "a list for a manifest": ("manifest.json", lambda path: path.write_text("[]"), "does not say"),
    "no manifest": ("manifest.json", Path.unlink, "manifest.json cannot be read"),
    "garbage for a database": (layout.DATABASE, _garble, "not the file that was released"),
    "a truncated database": (layout.DATABASE, _truncate, "not the file that was released"),
    "no database": (layout.DATABASE, Path.unlink, f"{layout.DATABASE} cannot be read"),
}


def _damage(release: Release, damage: str = "garbage for a manifest") -> None:
    name, harm, _ = DAMAGES[damage]
    harm(release.folder / name)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_release_is_told_from_the_intact_ones(settings: Settings, damage: str) -> None:
    first, second, third = _numbered(settings, [1, 2, 3])

    _damage(second, damage)

    assert history.all_releases(settings) == [first, third]
    [told] = [release for release in history.kept(settings) if isinstance(release, Damaged)]
    assert told.folder == second.folder
    assert DAMAGES[damage][2] in told.flaw


def test_a_release_of_an_earlier_version_that_names_no_checksum_is_intact(settings: Settings) -> None:
    [release] = _numbered(settings, [1])
    manifest = json.loads((release.folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["database_sha256"]
    (release.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    assert [one.release_id for one in history.all_releases(settings)] == [release.release_id]


def test_a_damaged_old_release_neither_keeps_others_from_being_published_nor_is_pruned(
    settings: Settings, three_kept: None
) -> None:
    first, *_ = _numbered(settings, [1, 2])
    _damage(first)

    made = _numbered(settings, range(3, 7))

    assert history.published(settings) == made[-1]
    assert len(history.all_releases(settings)) == history.KEPT
    assert first.folder.is_dir()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_rollback_from_a_damaged_release_publishes_the_one_before(settings: Settings, damage: str) -> None:
    first, second = _numbered(settings, [1, 2])
    _damage(second, damage)

    assert history.rollback(settings, None) == first
    assert _published_number(settings) == 1


def test_a_rollback_passes_over_a_damaged_release(settings: Settings) -> None:
    first, second, _ = _numbered(settings, [1, 2, 3])
    _damage(second)

    assert history.rollback(settings, None) == first


def test_a_rollback_to_a_damaged_release_is_refused_and_names_the_intact_ones(settings: Settings) -> None:
    first, second = _numbered(settings, [1, 2])
    _damage(first)

    with pytest.raises(ReleaseError, match=f"{first.release_id} is damaged.*intact releases are: {second.release_id}"):
        history.rollback(settings, first.release_id)

    assert _published_number(settings) == 2


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_content_of_a_damaged_release_is_published_anew(settings: Settings, damage: str) -> None:
    [release] = _numbered(settings, [1])
    _damage(release, damage)
    assert not success.is_answered(settings)

    again, is_new = _publish(settings)

    assert is_new
    assert history.published(settings) == again
    assert again.folder != release.folder
    assert release.folder.is_dir()


def test_what_follows_a_damaged_release_is_compared_with_the_newest_that_is_intact(settings: Settings) -> None:
    first, second = _numbered(settings, [1, 2])
    _damage(second)
    _stamp(settings, 3)

    third, _ = _publish(settings)

    assert third.manifest.difference.release_id == first.release_id


@pytest.mark.parametrize("note", ["null", "[]", '{"code_version": "x", "sources": null}', "garbage"])
def test_a_damaged_note_of_the_last_success_answers_for_nothing(settings: Settings, note: str) -> None:
    _publish(settings)
    (settings.releases / "last_success.json").write_text(note, encoding="utf-8")

    assert success.last(settings) is None
    assert not success.is_answered(settings)


# Without the link


def test_without_the_link_the_next_release_is_compared_with_the_newest(settings: Settings) -> None:
    _, second = _numbered(settings, [1, 2])
    settings.published.unlink()
    assert not success.is_answered(settings)

    third, is_new = _publish(settings)

    assert is_new
    assert third.manifest.difference.release_id == second.release_id


def test_without_the_link_a_rollback_publishes_the_newest_intact_release(settings: Settings) -> None:
    _, second, third = _numbered(settings, [1, 2, 3])
    _damage(third)
    settings.published.unlink()

    assert history.rollback(settings, None) == second
    assert _published_number(settings) == 2


def test_a_link_to_a_release_that_was_removed_is_a_damaged_release(settings: Settings) -> None:
    first, second = _numbered(settings, [1, 2])
    shutil.rmtree(second.folder)

    assert isinstance(history.pointed_to(settings), Damaged)
    assert history.rollback(settings, None) == first


def test_a_folder_in_the_place_of_the_link_is_told_and_left_alone(settings: Settings) -> None:
    first, second = _numbered(settings, [1, 2])
    settings.published.unlink()
    shutil.copytree(first.folder, settings.published)  # as `cp -rL` leaves it

    assert isinstance(history.pointed_to(settings), Unlinked)
    with pytest.raises(ReleaseError, match=r"no link to a release.*; remove it, then `ktw rollback`"):
        history.rollback(settings, second.release_id)
    with pytest.raises(ReleaseError, match="no link to a release"):
        _publish(settings)

    shutil.rmtree(settings.published)
    assert history.rollback(settings, None) == second


# Killed


@pytest.fixture
def publish_killed_at(settings: Settings) -> Iterator[Callable[[int], int]]:
    with killed_before(settings, _publish) as killed_at:
        yield killed_at


@pytest.mark.soak
def test_a_process_killed_before_any_step_of_publishing_leaves_a_complete_release_and_the_next_one_succeeds(
    settings: Settings, publish_killed_at: Callable[[int], int]
) -> None:
    _publish(settings)
    for moment in range(1, 200):
        number = _published_number(settings)
        _stamp(settings, number + 1)

        ended = publish_killed_at(moment)

        assert _published_number(settings) in {number, number + 1}
        release = history.published(settings)
        assert release is not None
        assert {path.stem for path in release.folder.glob("*.parquet")} == {"fct_statement", "large", "stamp"}
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert moment > 8  # as many steps, at least, does publishing take
    assert _published_number(settings) == number + 1
    hidden = [path.name for path in (*settings.releases.iterdir(), *settings.data.iterdir()) if path.name[0] == "."]
    assert hidden == []


@pytest.mark.soak
def test_a_release_that_was_finished_but_not_switched_to_does_not_pass_for_a_rolled_back_one(
    settings: Settings, publish_killed_at: Callable[[int], int]
) -> None:
    _publish(settings)
    _stamp(settings, 2)
    for moment in range(1, 200):
        publish_killed_at(moment)
        if len(history.all_releases(settings)) > 1:
            break
    assert _published_number(settings) == 1

    release, _ = _publish(settings)

    assert _published_number(settings) == 2
    assert history.rollback(settings, None) != release
    assert _published_number(settings) == 1


def test_status_answers_when_the_first_release_was_switched_to_and_the_process_killed_before_it_took_note(
    settings: Settings,
) -> None:
    _publish(settings)
    (settings.releases / "last_success.json").unlink()

    answer = Warehouse(settings.data.parent).ktw("status")

    assert answer.returncode == 0, answer.stderr


def test_what_a_killed_process_left_is_removed_by_the_next_release(settings: Settings) -> None:
    for name in (".draft", ".unfinished-1"):
        (settings.releases / name).mkdir(parents=True)
        (settings.releases / name / "korea_trade.duckdb").write_bytes(b"half a file")
    (settings.data / ".published-1").symlink_to("releases/nowhere")

    release, _ = _publish(settings)

    assert {path.name for path in settings.releases.iterdir()} == {release.release_id, "last_success.json"}
    assert not (settings.data / ".published-1").is_symlink()


def test_an_unfinished_note_of_the_last_success_is_removed_by_the_next_release(settings: Settings) -> None:
    settings.releases.mkdir(parents=True)
    (settings.releases / "last_success.1").write_text("{", encoding="utf-8")

    _publish(settings)

    assert not (settings.releases / "last_success.1").exists()


# Readers


@pytest.mark.soak
def test_a_reader_that_queries_in_a_loop_during_ten_releases_sees_no_error_and_no_mixture(
    settings: Settings, tmp_path: Path
) -> None:
    _numbered(settings, [1])
    question = """
        select number from stamp
        union select (value - 1)::integer from fct_statement
        union select (value - 1)::integer from large
    """
    with reading(settings.published_database, question, tmp_path / "reader") as reader:
        for number in range(2, 12):
            _numbered(settings, [number])
            assert reader.has_seen(number)
        told = reader.told()

    assert told["errors"] == []
    assert told["mixtures"] == []
    assert told["seen"] == list(range(1, 12))
    assert told["queries"] > 20


LOYAL_READER = """
import sys
import duckdb

old = duckdb.connect(sys.argv[1], read_only=True)
number = lambda connection: connection.execute("select number from stamp").fetchone()[0]
print(number(old), flush=True)
sys.stdin.readline()
new = duckdb.connect(sys.argv[1], read_only=True)
print(number(old), number(new), flush=True)
"""


def test_a_process_that_holds_an_old_connection_and_connects_again_sees_the_new_release(settings: Settings) -> None:
    _numbered(settings, [1])
    reader = subprocess.Popen(
        [sys.executable, "-c", LOYAL_READER, str(settings.published_database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "1\n"

    _numbered(settings, [2])

    assert reader.communicate("go on\n", timeout=PATIENCE)[0] == "1 2\n"


def test_a_reader_keeps_the_release_it_opened_even_when_that_is_pruned(settings: Settings, three_kept: None) -> None:
    [first] = _numbered(settings, [1])
    with duckdb.connect(str(settings.published_database), read_only=True) as connection:
        _numbered(settings, range(2, 6))

        assert not first.folder.exists()
        assert connection.execute("select distinct value from fct_statement").fetchall() == [(2.0,)]


def test_another_process_may_read_while_the_build_database_is_written(settings: Settings) -> None:
    _numbered(settings, [1])
    with duckdb.connect(str(settings.build_database)):
        reader = f"""
            import duckdb
            print(duckdb.connect({str(settings.published_database)!r}, read_only=True).sql("from stamp").fetchall())
        """
        answer = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(reader)], capture_output=True, text=True, check=True
        )

    assert answer.stdout == "[(1,)]\n"
