"""`ktw` in a terminal: help, what is published, rolling back, and asking the published file."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest

from korea_trade.releases import history
from korea_trade.releases.history import Release
from tests.integration.workshop import PATIENCE, Warehouse, publish, until
from tests.warehouses import FirstBuild

pytestmark = pytest.mark.integration


@pytest.fixture
def empty(tmp_path: Path) -> Warehouse:
    """A warehouse before its first build."""
    (tmp_path / "sources").mkdir()
    return Warehouse(tmp_path)


@pytest.fixture(scope="module")
def second_built(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The build with a second release, in which one statement has another value. For reading only."""
    warehouse = first_build.as_built.copied_to(tmp_path_factory.mktemp("second") / "warehouse")
    first = history.published(warehouse.settings)
    assert first is not None
    with warehouse.opened() as connection:
        connection.execute(
            "update marts.fct_statement set value = value + 1 "
            "where statement_id = (select min(statement_id) from marts.fct_statement)"
        )
    publish(warehouse.settings, dict(first.manifest.sources))
    return warehouse


@pytest.fixture
def two_releases(second_built: Warehouse, place: Path) -> tuple[Warehouse, Release, Release]:
    """The same to work on, with both releases."""
    warehouse = second_built.copied_to(place)
    first, second = history.all_releases(warehouse.settings)
    return warehouse, first, second


# Help


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_help_lists_every_command_and_the_two_variables(built: Warehouse, asked: str) -> None:
    answer = built.ktw(asked)

    assert answer.returncode == 0
    commands = ("build", "status", "releases", "rollback", "sql", "metrics", "dashboard", "postgres", "ui")
    for word in (*commands, "KTW_SOURCES_DIR", "KTW_DATA_DIR"):
        assert word in answer.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("build", ["publish", "nothing changed", "exit code"]),
        ("status", ["published", "sources"]),
        ("releases", ["kept", "marked"]),
        ("rollback", ["[RELEASE_ID]", "before the published"]),
        ("postgres", ["KTW_POSTGRES", "service=", "after a rollback"]),
        ("sql", ["QUERY", "read-only", "table"]),
        ("metrics", ["[METRIC]...", "--by", "--where", "--from", "--to", "--sql", "One row is one figure"]),
        ("ui", ["--port", "3000", "loopback"]),
    ],
)
def test_each_command_says_what_it_does(built: Warehouse, command: str, words: list[str]) -> None:
    answer = built.ktw(command, "--help")

    assert answer.returncode == 0
    assert f"Usage: ktw {command}" in answer.stdout
    for word in words:
        assert word in re.sub(r"\s+", " ", answer.stdout)


def test_an_unknown_command_is_a_mistake_of_usage(built: Warehouse) -> None:
    answer = built.ktw("publish")

    assert answer.returncode == 2
    assert "No such command 'publish'" in answer.stderr


# Status


def test_before_any_build_status_says_that_nothing_is_published_and_what_to_do(empty: Warehouse) -> None:
    answer = empty.ktw("status")

    assert answer.returncode == 0
    assert "Nothing is published" in answer.stdout
    assert "ktw build" in answer.stdout


def test_before_any_build_there_is_nothing_to_list_to_ask_or_to_roll_back(empty: Warehouse) -> None:
    listing = empty.ktw("releases")
    assert listing.returncode == 0
    assert "There is no release in" in listing.stdout
    for arguments in (["sql", "select 1"], ["rollback"]):
        answer = empty.ktw(*arguments)
        assert answer.returncode == 1
        assert answer.stderr.startswith("Error: ")
        assert "Traceback" not in answer.stderr


def test_after_a_build_status_names_release_file_and_sources_and_calls_them_up_to_date(built: Warehouse) -> None:
    answer = built.ktw("status")

    assert answer.returncode == 0
    assert Path(built.published().link).name in answer.stdout
    assert str(built.settings.published_database) in answer.stdout
    assert str(built.sources) in answer.stdout
    assert "up to date" in answer.stdout
    assert "stale" not in answer.stdout


def test_after_an_edit_status_is_stale_and_names_each_file_that_changed(warehouse: Warehouse) -> None:
    warehouse.annotate("another note")
    (warehouse.sources / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    (warehouse.sources / "streaks.csv").unlink()

    answer = warehouse.ktw("status")

    assert "up to date" not in answer.stdout
    assert "stale" in answer.stdout
    assert re.search(r"changed +trade_totals\.csv", answer.stdout)
    assert re.search(r"new +extra\.csv", answer.stdout)
    assert re.search(r"missing +streaks\.csv", answer.stdout)
    assert "articles.csv" not in answer.stdout


def test_after_a_rollback_status_says_from_which_release(two_releases: tuple[Warehouse, Release, Release]) -> None:
    warehouse, first, second = two_releases
    warehouse.ktw("rollback")

    answer = warehouse.ktw("status")

    assert f"published   {first.release_id}" in answer.stdout
    assert f"rolled back from {second.release_id}" in answer.stdout


# Releases and rollback


def _listed(warehouse: Warehouse) -> list[tuple[str, str]]:
    lines = warehouse.ktw("releases").stdout.splitlines()
    return [(line[0], line.split()[0 if line[0] == " " else 1]) for line in lines]


def test_releases_lists_what_is_kept_with_the_published_one_marked(
    two_releases: tuple[Warehouse, Release, Release],
) -> None:
    warehouse, first, second = two_releases

    answer = warehouse.ktw("releases")

    assert _listed(warehouse) == [(" ", first.release_id), ("*", second.release_id)]
    assert "compared with no release" in answer.stdout
    assert "1 changed" in answer.stdout


def test_releases_lists_the_rows_of_other_tables_that_changed(warehouse: Warehouse) -> None:
    with warehouse.opened() as connection:
        connection.execute("delete from marts.bridge_item_group")
    publish(warehouse.settings, {})

    assert re.search(r"no statement differs; bridge_item_group \d+ rows → 0 rows", warehouse.ktw("releases").stdout)


def test_a_rollback_publishes_the_release_before_and_moves_the_mark(
    two_releases: tuple[Warehouse, Release, Release],
) -> None:
    warehouse, first, second = two_releases

    answer = warehouse.ktw("rollback")

    assert answer.returncode == 0
    assert first.release_id in answer.stdout
    assert _listed(warehouse) == [("*", first.release_id), (" ", second.release_id)]


def test_a_rollback_to_a_named_release_goes_forward_too(two_releases: tuple[Warehouse, Release, Release]) -> None:
    warehouse, _, second = two_releases
    warehouse.ktw("rollback")

    answer = warehouse.ktw("rollback", second.release_id)

    assert answer.returncode == 0
    assert Path(warehouse.published().link).name == second.release_id


def test_a_rollback_to_an_unknown_release_fails_clearly_and_changes_nothing(built: Warehouse) -> None:
    before = built.published()

    answer = built.ktw("rollback", "19700101T000000Z-00")

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: there is no release '19700101T000000Z-00'")
    assert Path(before.link).name in answer.stderr
    assert built.published() == before


def test_a_build_after_a_rollback_leaves_the_older_release_published(
    two_releases: tuple[Warehouse, Release, Release],
) -> None:
    warehouse, first, _ = two_releases
    warehouse.ktw("rollback")

    answer = warehouse.ktw("build")

    assert answer.returncode == 0
    assert "Nothing changed" in answer.stdout
    assert Path(warehouse.published().link).name == first.release_id


# Damaged releases


def test_a_damaged_old_release_is_listed_with_its_remedy_and_leaves_the_rest_at_work(
    two_releases: tuple[Warehouse, Release, Release],
) -> None:
    warehouse, first, second = two_releases
    (warehouse.settings.releases / first.release_id / "manifest.json").write_text("garbage", encoding="utf-8")

    for command in ("status", "releases"):
        answer = warehouse.ktw(command)
        assert answer.returncode == 0, answer.stderr
        assert re.search(rf"damaged  +{first.release_id}: manifest\.json is no JSON.*; restore .* or", answer.stdout)
        assert second.release_id in answer.stdout
    assert "Nothing changed" in warehouse.ktw("build").stdout


def test_a_published_file_that_is_missing_is_told(warehouse: Warehouse) -> None:
    old = Path(warehouse.published().link).name
    warehouse.settings.published_database.unlink()

    status, query = warehouse.ktw("status"), warehouse.ktw("sql", "from dim_article")

    assert f"published   {old}, which is damaged: korea_trade.duckdb cannot be read" in status.stdout
    assert "up to date" not in status.stdout
    assert query.stderr.startswith(f"Error: release {old} is damaged")


def test_a_damaged_published_file_is_told_and_built_anew(warehouse: Warehouse) -> None:
    old = Path(warehouse.published().link).name
    warehouse.settings.published_database.unlink()
    warehouse.settings.published_database.write_bytes(b"garbage")

    status, query = warehouse.ktw("status"), warehouse.ktw("sql", "from dim_article")

    assert f"published   {old}, which is damaged: korea_trade.duckdb" in status.stdout
    assert "`ktw build` publishes anew" in status.stdout
    assert "up to date" not in status.stdout
    assert query.stderr.startswith(f"Error: release {old} is damaged")

    build = warehouse.ktw("build")

    assert build.returncode == 0, build.stderr
    assert "no release is intact" in build.stderr
    assert Path(warehouse.published().link).name != old
    assert warehouse.query("select count(*) from dim_article") == [(10,)]


def test_without_the_link_status_says_how_to_restore_it_and_a_rollback_does(
    two_releases: tuple[Warehouse, Release, Release],
) -> None:
    warehouse, _, second = two_releases
    warehouse.settings.published.unlink()

    status, rollback = warehouse.ktw("status"), warehouse.ktw("rollback")

    assert f"{warehouse.settings.published} is missing" in status.stdout
    assert f"`ktw rollback` publishes the newest again, {second.release_id}" in status.stdout
    assert rollback.stdout == f"Published is release {second.release_id}.\n"
    assert Path(warehouse.published().link).name == second.release_id


def test_without_the_link_a_build_still_misses_what_was_published(warehouse: Warehouse) -> None:
    warehouse.settings.published.unlink()
    path = warehouse.sources / "shares.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")

    build = warehouse.ktw("build")

    assert build.returncode == 1
    assert f"value '{lines[-1].split(',')[0]}': was published and is gone" in build.stderr


# SQL


@pytest.mark.parametrize("query", ["", " \n", ";", "/* select 1 */"])
def test_an_empty_query_is_a_mistake_of_usage(built: Warehouse, query: str) -> None:
    answer = built.ktw("sql", query)

    assert answer.returncode == 2
    assert "QUERY is empty" in answer.stderr


def test_a_query_may_end_with_a_semicolon_and_a_remark(built: Warehouse) -> None:
    answer = built.ktw("sql", "select '한국;' as name; -- as; pasted\n")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "한국;" in answer.stdout


def test_sql_prints_every_character_whatever_the_locale(built: Warehouse) -> None:
    answer = subprocess.run(
        [*built.program, "sql", "select 'Korea’s' as name"],
        env=built.environment | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert answer.returncode == 0
    assert "Korea’s" in answer.stdout.decode()


def test_a_terminal_that_lacks_a_character_shows_a_question_mark_for_it(built: Warehouse) -> None:
    ours, terminal = pty.openpty()
    process = subprocess.Popen(
        [*built.program, "sql", "select 'Korea’s' as name"],
        env=built.environment | {"PYTHONIOENCODING": "ascii"},
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.PIPE,
    )
    os.close(terminal)

    assert process.communicate()[1] == b""
    assert b"Korea?s" in os.read(ours, 10_000)
    os.close(ours)


def test_what_is_typed_in_another_encoding_is_refused(built: Warehouse) -> None:
    answer = subprocess.run(
        [*built.program, "sql", "select '한국'".encode("euc_kr")],
        env=built.environment | {"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 2
    assert "what was typed is no text in utf-8" in answer.stderr


def test_a_reader_that_has_enough_of_status_hears_no_complaint(built: Warehouse) -> None:
    process = built.start("status")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    assert process.stderr.read() == ""


def test_sql_prints_the_answer_as_a_table(built: Warehouse) -> None:
    answer = built.ktw("sql", "select article_no, publisher from dim_article order by article_no limit 2")

    assert answer.returncode == 0
    assert answer.stderr == ""
    assert "article_no" in answer.stdout
    assert "publisher" in answer.stdout
    assert "korean-electronics.com" in answer.stdout


def test_sql_prints_every_row_of_a_long_answer(built: Warehouse) -> None:
    answer = built.ktw("sql", "select statement_id from fct_statement")

    printed = re.findall(r"\ba\d\d-p\S+", answer.stdout)
    assert len(set(printed)) == built.row_counts()["fct_statement"]


@pytest.mark.parametrize(
    "statement",
    [
        "delete from fct_statement",
        "drop table dim_article",
        "create table mine as select 1",
        "copy dim_article to '{folder}/stolen.csv'",
        "attach '{folder}/stolen.duckdb'",
        "export database '{folder}/stolen'",
    ],
)
def test_sql_writes_nothing(built: Warehouse, statement: str) -> None:
    before = built.published()

    answer = built.ktw("sql", statement.format(folder=built.folder))

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: ")
    assert "Traceback" not in answer.stderr
    assert built.published() == before
    assert not list(built.folder.glob("**/stolen*"))


@pytest.mark.parametrize(
    "statement",
    [
        "from read_text('/etc/hostname')",
        "from '{sources}/articles.csv'",
        "from read_csv('{sources}/articles.csv')",
        "from glob('/*')",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_sql_reads_no_other_file(built: Warehouse, statement: str) -> None:
    answer = built.ktw("sql", statement.format(sources=built.sources))

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: ")
    assert "Traceback" not in answer.stderr
    assert "korean-electronics" not in answer.stdout


@pytest.mark.parametrize(
    "statement",
    [
        "call enable_logging(storage='file', storage_config={{'path': '{folder}/stolen'}})",
        "call enable_logging()",
        "set threads = 1",
        "reset threads",
        "pragma enable_profiling",
    ],
)
def test_sql_changes_no_setting_of_the_engine(built: Warehouse, statement: str) -> None:
    answer = built.ktw("sql", statement.format(folder=built.folder))

    assert answer.returncode == 1
    assert "Cannot change configuration option" in answer.stderr


def test_two_queries_are_refused_and_none_is_answered(built: Warehouse) -> None:
    answer = built.ktw("sql", "select 1; select 2")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "QUERY holds 2 queries; ask one at a time" in answer.stderr
    assert built.ktw("sql", "select 1;").returncode == 0


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", 'day,texts,none\n2023-04-01,"[""a|b"", ""c""]",\n'),
        ("markdown", '| day | texts | none |\n| --- | --- | --- |\n| 2023-04-01 | ["a\\|b", "c"] |  |\n'),
        ("json", '[{"day": "2023-04-01", "texts": ["a|b", "c"], "none": null}]'),
    ],
)
def test_an_answer_comes_in_the_format_that_is_asked_for(built: Warehouse, form: str, text: str) -> None:
    query = "select date '2023-04-01' as day, ['a|b', 'c'] as texts, null as none"

    answer = built.ktw("sql", query, "--format", form).stdout

    assert json.loads(answer) == json.loads(text) if form == "json" else answer == text


def test_tables_lists_every_table_and_view_with_its_rows(built: Warehouse) -> None:
    listed = json.loads(built.ktw("tables", "--format", "json").stdout)

    assert {one["name"]: one["rows"] for one in listed} == built.row_counts()
    assert all(one["description"] for one in listed)


def test_the_hint_asks_the_data_that_it_was_printed_for(built: Warehouse) -> None:
    assert f"KTW_DATA_DIR={built.settings.data} " in built.ktw("sql", "").stderr


def _blocks_ctrl_c(process: subprocess.Popen[str]) -> bool:
    """Whether the first thread of the process leaves Ctrl-C to another one, as it does while DuckDB answers."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)$", status, re.MULTILINE)
    return blocked is not None and bool(int(blocked[1], 16) >> (signal.SIGINT - 1) & 1)


def test_ctrl_c_ends_a_query_that_would_take_days(built: Warehouse) -> None:
    process = built.start(
        "sql", "select count(*) from range(1000000000) a, range(100000) b where a.range * b.range = 7"
    )
    assert until(lambda: _blocks_ctrl_c(process))

    process.send_signal(signal.SIGINT)
    printed, said = process.communicate(timeout=PATIENCE)

    assert (process.returncode, printed) == (130, "")
    assert said.strip() == "Interrupted; `ktw status` tells what is published."


@pytest.mark.parametrize("statement", ["selec 1", "select nonsense from dim_article", "from nowhere"])
def test_a_mistake_in_sql_is_told_without_a_stack_trace(built: Warehouse, statement: str) -> None:
    answer = built.ktw("sql", statement)

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: ")
    assert "Traceback" not in answer.stderr


def test_a_mistake_that_sql_makes_only_while_it_runs_is_told_without_a_stack_trace(built: Warehouse) -> None:
    answer = built.ktw("sql", "select title::integer from dim_article")

    assert answer.returncode == 1
    assert answer.stderr.startswith("Error: ")
    assert "Traceback" not in answer.stderr
