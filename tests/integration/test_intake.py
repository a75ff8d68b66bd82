"""A text from the inbox to a release, as a user does it with `ktw`, and as Dagster does it alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import dagster as dg
import pytest

from korea_trade.intake import review as reviewing
from orchestration.assets import proposals
from orchestration.automation import inbox_change
from orchestration.resources import Folders
from tests.corpora import invented_text
from tests.corpora.invented_text import EXPORTS, IMPORTS, SURPLUS
from tests.integration.workshop import Warehouse, until

pytestmark = pytest.mark.integration

# Decides, tells so, and is never done with what follows from it.
DECIDES = """
import time
from korea_trade.intake import acceptance, review
from korea_trade.warehouse.settings import Settings

def never(*_):
    print("decided", flush=True)
    time.sleep(600)

acceptance.write = never
settings = Settings.from_environment()
review.accept_sure(settings, review.opened(settings, "a02"), "Kim")
"""


@pytest.fixture
def inbox(five_statements: Warehouse) -> Warehouse:
    """The smallest corpus with a text in its inbox, of which nothing is built."""
    invented_text.write(five_statements.settings.inbox)
    return five_statements


@pytest.fixture
def folders(inbox: Warehouse) -> Folders:
    return Folders(sources=str(inbox.settings.sources), data=str(inbox.settings.data))


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def files(warehouse: Warehouse) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in warehouse.folder.rglob("*") if path.is_file()}


def test_proposed_rows_go_to_standard_output_and_nothing_is_written(inbox: Warehouse) -> None:
    before = files(inbox)

    answer = inbox.ktw("intake", "--csv", str(inbox.settings.inbox / "june.txt"))

    rows = {row["statement_id"]: row for row in csv.DictReader(io.StringIO(answer.stdout))}
    assert answer.returncode == 0, answer.stderr
    assert (rows[EXPORTS]["theme"], rows[EXPORTS]["value"], rows[EXPORTS]["confidence"]) == (
        "trade_totals", "47150000000", "sure",
    )  # fmt: skip
    assert files(inbox) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.txt", None, "none.txt: No such file or directory; name a file that can be read"),
        ("empty.txt", "", "empty.txt: the file is empty; put the title and the body of an article into it"),
        ("june.pdf", "%PDF", "june.pdf: the ending '.pdf' is not read; save it as .txt"),
    ],
)
def test_a_file_that_is_no_text_ends_with_its_name_and_what_to_do(
    inbox: Warehouse, name: str, content: str | None, sentence: str
) -> None:
    file = inbox.folder / name
    if content is not None:
        file.write_text(content, encoding="utf-8")

    answer = inbox.ktw("intake", "--csv", str(file))

    assert (answer.returncode, answer.stdout) == (1, "")
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_day_of_a_text_that_does_not_tell_it_is_given(inbox: Warehouse) -> None:
    text = invented_text.TEXT.replace("https://news.example/2019/07/01/june\nJuly 1, 2019\n", "")
    file = invented_text.write(inbox.folder, text=text)

    answer = inbox.ktw("intake", "--published", "2019-07-01", str(file))

    assert "day        2019-07-01 (inferred)" in answer.stdout
    assert "publisher  not told" in answer.stdout


def test_a_text_goes_through_the_terminal_into_a_release(inbox: Warehouse) -> None:
    taken = inbox.ktw("intake")
    assert "a02  Exports of Korea rise 4.2 percent in June" in taken.stdout
    inbox.ktw("review", "reject", "a02", SURPLUS, "--by", "Kim", "--why", "said by the levels")
    accepted = inbox.ktw("review", "accept", "a02", "--all-sure", "--by", "Kim")
    assert accepted.returncode == 0, accepted.stderr

    build = inbox.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    entries = dict(inbox.query("select statement_id, entry from fct_statement"))
    assert (entries[EXPORTS], entries[IMPORTS], entries["a01-p1-s1-exports-value"]) == ("reviewed", "reviewed", "hand")
    assert SURPLUS not in entries
    assert inbox.query("select title, known_from::text from dim_article where article_id = 'a02'") == [
        (invented_text.TITLE, "2019-07-01")
    ]

    text = invented_text.TEXT.replace(invented_text.TITLE, "Exports up").replace("news.example", "paper.example")
    again = invented_text.write(inbox.settings.inbox, "again.txt", text)
    taken = inbox.ktw("intake", str(again))
    assert taken.returncode == 0, taken.stderr
    shown = inbox.ktw("review", "show", "a03")
    assert "Supported. " in shown.stdout


def test_no_decision_is_lost_where_the_process_is_killed_before_it_writes_the_rows(inbox: Warehouse) -> None:
    inbox.ktw("intake")
    process = inbox.start_python(DECIDES)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "decided"
    process.kill()
    process.communicate()
    assert until(lambda: inbox.processes() == [])
    assert not (inbox.sources / "trade_totals").exists()

    shown = inbox.ktw("review", "list")

    assert "accepted" in shown.stdout
    assert EXPORTS in (inbox.sources / "trade_totals" / "a02.csv").read_text(encoding="utf-8")


def test_a_row_that_is_refused_ends_with_exit_code_1_and_the_rule(inbox: Warehouse) -> None:
    inbox.ktw("intake")

    answer = inbox.ktw("review", "edit", "a02", EXPORTS, "unit=dollars")

    assert answer.returncode == 1
    assert f"refused  {EXPORTS}: unit 'dollars': it must be one of USD" in answer.stderr


def test_the_asset_takes_the_inbox_in_and_shows_what_is_open_and_the_marked_text(
    inbox: Warehouse, folders: Folders, instance: dg.DagsterInstance
) -> None:
    (inbox.settings.inbox / "empty.md").write_text("", encoding="utf-8")

    result = dg.materialize([proposals.asset(accepts_by_rule=False)], resources={"folders": folders}, instance=instance)

    (shown,) = [event.metadata for event in result.asset_materializations_for_node("intake__proposals")]
    assert result.success
    assert shown["undecided"].value > 3
    assert "**$47.15 billion** `sure`" in shown["a02"].value
    assert "empty.md: the file is empty" in shown["unreadable"].value
    assert not (inbox.sources / "trade_totals").exists()


def test_the_rule_accepts_sure_rows_under_its_own_name(
    inbox: Warehouse, folders: Folders, instance: dg.DagsterInstance
) -> None:
    dg.materialize([proposals.asset(accepts_by_rule=True)], resources={"folders": folders}, instance=instance)

    review = reviewing.opened(inbox.settings, "a02")
    assert review.find(EXPORTS).state == "accepted"
    assert review.find(EXPORTS).values["entry"] == "rule"
    assert review.counts()["sure"] == 0


def test_the_sensor_asks_once_for_each_state_of_the_inbox(
    inbox: Warehouse, folders: Folders, instance: dg.DagsterInstance
) -> None:
    def tick() -> dg.RunRequest | dg.SkipReason:
        with dg.build_sensor_context(instance=instance, resources={"folders": folders}) as context:
            return inbox_change(context)

    first, again = tick(), tick()
    invented_text.write(inbox.settings.inbox, "other.txt", invented_text.TEXT.replace("June", "May"))
    other = tick()
    for file in inbox.settings.inbox.iterdir():
        file.unlink()

    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert isinstance(other, dg.RunRequest)
    assert first.run_key == again.run_key != other.run_key
    assert isinstance(tick(), dg.SkipReason)
    assert inbox_change.default_status is dg.DefaultSensorStatus.STOPPED
