"""A text from the file to the rows in the sources: taken in, decided on, written, taken back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from korea_trade.intake import acceptance, decisions, keeping, rereading
from korea_trade.intake import review as reviewing
from korea_trade.intake.decisions import ConflictError
from korea_trade.intake.keeping import IntakeError
from korea_trade.intake.review import Outcome, Review
from korea_trade.statements import declaration, reader, verification
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import Settings
from tests.corpora import five_statements, invented_text
from tests.corpora.invented_text import EXPORTS, IMPORTS, SURPLUS


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(five_statements.write(tmp_path / "sources"), tmp_path / "data")


@pytest.fixture
def taken_in(settings: Settings) -> Settings:
    """Where the invented text was taken in."""
    take_in(settings)
    return settings


def take_in(settings: Settings, text: str = invented_text.TEXT) -> list[tuple[str, bool]]:
    file = invented_text.write(settings.inbox, text=text)
    return [(kept.article_id, was_known) for kept, was_known in keeping.take_in(settings, file, None)]


def opened(settings: Settings) -> Review:
    return reviewing.opened(settings, "a02")


def accept(settings: Settings, *names: str) -> Outcome:
    return reviewing.accept(settings, opened(settings), names, "Kim")


def written(settings: Settings, table: str) -> list[dict[str, str]]:
    file = settings.sources / table / "a02.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(settings: Settings, state: str) -> set[str]:
    return {row.name for row in opened(settings).rows if row.state == state}


@pytest.mark.parametrize("name", ["rule", " Rule ", "RULE"])
def test_nobody_decides_under_the_name_of_the_rule(name: str) -> None:
    with pytest.raises(IntakeError, match="without a person"):
        reviewing.person(name)


def test_a_name_is_taken_without_blanks_around_it() -> None:
    assert reviewing.person(" Kim  Min-su ") == "Kim Min-su"


def test_a_text_gets_the_next_id_and_is_known_when_it_comes_in_again(settings: Settings) -> None:
    assert take_in(settings) == [("a02", False)]
    assert take_in(settings) == [("a02", True)]
    assert take_in(settings, invented_text.TEXT.replace("June", "May").replace("2019/07", "2019/06")) == [
        ("a03", False)
    ]


def test_taking_a_text_in_changes_no_source(settings: Settings) -> None:
    before = fingerprint.source_checksums(settings)

    take_in(settings)

    assert fingerprint.source_checksums(settings) == before


def test_accepted_rows_stand_in_a_file_of_the_article_that_the_reader_takes(taken_in: Settings) -> None:
    outcome = accept(taken_in, SURPLUS, EXPORTS)

    rows = written(taken_in, "trade_totals")
    assert [(row["statement_id"], row["value"], row["entry"]) for row in rows] == [
        (EXPORTS, "47150000000", "reviewed"),
        (SURPLUS, "3130000000", "reviewed"),
    ]
    assert set(outcome.files) == {"decisions/a02.csv", "trade_totals/a02.csv", "articles/a02.csv"}
    for table in ("trade_totals", "articles"):
        reader.read(declaration.load().tables[table], taken_in.sources)


def test_the_row_of_the_article_comes_with_the_first_accepted_row(taken_in: Settings) -> None:
    assert written(taken_in, "articles") == []

    accept(taken_in, EXPORTS)

    (row,) = written(taken_in, "articles")
    assert (row["article_no"], row["known_order"], row["title"]) == ("2", "2", invented_text.TITLE)
    assert (row["publisher"], row["known_from"], row["known_from_basis"]) == ("news.example", "2019-07-01", "stated")
    assert (row["subject_agency"], row["reference_period"]) == ("Korea Customs Service", "2019-06")


def test_an_article_that_became_known_earlier_moves_the_others_behind_it(settings: Settings) -> None:
    take_in(settings, invented_text.TEXT.replace("June", "April").replace("July 1", "May 1"))
    review = opened(settings)
    reviewing.accept(settings, review, [EXPORTS], "Kim")

    frame = reader.read(declaration.load().tables["articles"], settings.sources)
    assert dict(zip(frame["article_id"], frame["known_order"], strict=True)) == {"a01": 2, "a02": 1}


def test_all_sure_rows_are_accepted_at_once_and_digits_that_are_no_figure_with_their_reason(taken_in: Settings) -> None:
    sure = named(taken_in, "sure")

    reviewing.accept_sure(taken_in, opened(taken_in), "Kim")

    assert named(taken_in, "accepted") >= sure
    assert [row["text"] for row in written(taken_in, "digit_exceptions")] == ["2025"]


def test_the_text_that_came_in_verifies_the_rows_that_were_accepted_of_it(taken_in: Settings) -> None:
    reviewing.accept_sure(taken_in, opened(taken_in), "Kim")
    file = taken_in.inbox / "june.txt"

    problems = [*verification.verify(file, taken_in.sources), *rereading.problems(file, taken_in.sources)]

    assert list(map(str, problems)) == []


def test_an_edited_row_is_accepted_with_the_values_of_the_person(taken_in: Settings) -> None:
    changes = {"period": "2019-05", "note": "Of May"}
    reviewing.edit(taken_in, opened(taken_in), EXPORTS, changes, "Kim", "misread")

    (row,) = written(taken_in, "trade_totals")
    assert (row["period"], row["note"], row["value"]) == ("2019-05", "Of May", "47150000000")
    assert opened(taken_in).find(EXPORTS).decided.reason == "misread"


def test_an_edited_row_may_go_into_another_table_with_an_id_that_says_what_it_says(taken_in: Settings) -> None:
    accept(taken_in, IMPORTS)

    changes = {"theme": "trade_by_partner", "subject_kind": "partner", "subject_id": "china"}
    reviewing.edit(taken_in, opened(taken_in), IMPORTS, changes, "Kim")

    assert written(taken_in, "trade_totals") == []
    assert [row["statement_id"] for row in written(taken_in, "trade_by_partner")] == ["a02-p2-s1-china-value"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        pytest.param({"unit": "dollars"}, "unit 'dollars': it must be one of USD", id="vocabulary"),
        pytest.param({"value": "48"}, "the figure '$47.15 billion' is read as 47150000000", id="double entry"),
        pytest.param({"period": "June"}, "period 'June': the value is not of the type period", id="type"),
        pytest.param({"period": "2019-07"}, "has not ended on 2019-07-01", id="a period that is not over"),
        pytest.param({"flow": ""}, "flow: it is empty", id="nothing"),
        pytest.param({"measure": "share"}, "measure 'share': trade_totals holds value", id="measure of another theme"),
        pytest.param({"certainty": "inferred"}, "say in the note what was inferred", id="certainty without a note"),
        pytest.param({"subject_id": "steel"}, "the total has the subject all", id="subject"),
        pytest.param(
            {"theme": "directions", "measure": "members", "unit": "direction"},
            "subject_kind 'total': members can be of population",
            id="subject of another measure",
        ),
        pytest.param({"theme": "weather"}, "theme: must be told", id="theme"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_it_and_nothing_is_written(
    taken_in: Settings, changes: dict[str, str], problem: str
) -> None:
    outcome = reviewing.edit(taken_in, opened(taken_in), EXPORTS, changes, "Kim")

    assert problem in "; ".join(outcome.refused[EXPORTS])
    assert decisions.load(taken_in, "a02") == []
    assert written(taken_in, "trade_totals") == []


def test_a_column_that_the_table_lacks_is_no_slip_to_pass_over(taken_in: Settings) -> None:
    with pytest.raises(IntakeError, match="trade_totals has no column 'perod'; it has statement_id"):
        reviewing.edit(taken_in, opened(taken_in), EXPORTS, {"perod": "2019-06"}, "Kim")


def test_nothing_is_accepted_while_the_article_s_row_lacks_something(settings: Settings) -> None:
    take_in(settings, invented_text.TEXT.replace("https://news.example/2019/07/01/june\n", ""))
    outcome = accept(settings, EXPORTS)
    assert any("the article's row: publisher: it is empty" in one for one in outcome.refused[EXPORTS])

    reviewing.describe(settings, opened(settings), {"publisher": "news.example"}, "Kim")
    accept(settings, EXPORTS)

    assert [row["publisher"] for row in written(settings, "articles")] == ["news.example"]


def test_a_rejected_row_stays_rejected_when_the_text_comes_in_again_also_elsewhere(taken_in: Settings) -> None:
    reviewing.reject(taken_in, opened(taken_in), [SURPLUS], "Kim", "not of the month")
    for file in (taken_in.intake / "a02").iterdir():
        file.unlink()
    (taken_in.intake / "a02").rmdir()

    assert take_in(taken_in) == [("a02", True)]

    assert named(taken_in, "rejected") == {SURPLUS}
    reviewing.accept_sure(taken_in, opened(taken_in), "Kim")
    assert SURPLUS not in {row["statement_id"] for row in written(taken_in, "trade_totals")}


def test_an_undo_takes_the_row_back_and_the_last_one_the_files_of_the_article(taken_in: Settings) -> None:
    accept(taken_in, EXPORTS)

    reviewing.undo(taken_in, opened(taken_in), [EXPORTS], "Kim")

    assert opened(taken_in).find(EXPORTS).state == "sure"
    assert not (taken_in.sources / "trade_totals").exists()
    assert not (taken_in.sources / "articles").exists()


def test_a_row_that_says_what_an_earlier_one_said_names_it(settings: Settings) -> None:
    take_in(settings, f"{invented_text.TEXT}\nImports climbed 1.5 percent to $44.02 billion in June.\n")
    reviewing.accept_sure(settings, opened(settings), "Kim")

    rows = {row["statement_id"]: row["repeats"] for row in written(settings, "trade_totals")}
    assert rows["a02-p4-s1-imports-value"] == IMPORTS
    assert rows[IMPORTS] == ""


def test_what_a_killed_process_decided_and_did_not_write_is_written_when_the_article_is_opened(
    taken_in: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(acceptance, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            accept(taken_in, EXPORTS)
    assert written(taken_in, "trade_totals") == []

    assert opened(taken_in).find(EXPORTS).state == "accepted"
    assert [row["statement_id"] for row in written(taken_in, "trade_totals")] == [EXPORTS]


def test_a_row_that_somebody_changed_by_hand_in_its_file_stays_as_it_is(taken_in: Settings) -> None:
    accept(taken_in, EXPORTS)
    file = taken_in.sources / "trade_totals" / "a02.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",reviewed", "Seen again,hand"), encoding="utf-8")

    accept(taken_in, IMPORTS)

    assert {row["statement_id"]: (row["note"], row["entry"]) for row in written(taken_in, "trade_totals")} == {
        EXPORTS: ("Seen again", "hand"),
        IMPORTS: ("", "reviewed"),
    }


def test_who_saw_an_older_state_of_a_row_does_not_overwrite_it(taken_in: Settings) -> None:
    seen = opened(taken_in)
    reviewing.reject(taken_in, opened(taken_in), [EXPORTS], "Lee")

    with pytest.raises(ConflictError, match="Lee decided meanwhile"):
        reviewing.accept(taken_in, seen, [EXPORTS], "Kim")

    assert written(taken_in, "trade_totals") == []


def test_a_subject_that_no_list_has_is_proposed_to_be_added_and_added_when_a_person_says_so(taken_in: Settings) -> None:
    changes = {"theme": "trade_by_partner", "subject_kind": "partner", "subject_id": "atlantis"}
    (problem,) = reviewing.edit(taken_in, opened(taken_in), EXPORTS, changes, "Kim").refused[EXPORTS]
    assert problem == "subject_id 'atlantis': it stands in no row of partners.csv; correct it or add its row there"

    row = {"partner_id": "atlantis", "label": "Atlantis", "partner_kind": "region"}
    reviewing.add(taken_in, opened(taken_in), "partners", row, "Kim")
    reviewing.edit(taken_in, opened(taken_in), EXPORTS, changes, "Kim")

    assert [one["label"] for one in written(taken_in, "partners")] == ["Atlantis"]
    assert [one["subject_id"] for one in written(taken_in, "trade_by_partner")] == ["atlantis"]
    refused = reviewing.undo(taken_in, opened(taken_in), ["partners:atlantis"], "Kim").refused
    assert "accepted rows name it" in refused["partners:atlantis"][0]


def test_what_the_sources_have_already_is_not_proposed_again(settings: Settings) -> None:
    take_in(settings)
    reviewing.accept_sure(settings, opened(settings), "Kim")
    (settings.decisions / "a02.csv").unlink()

    assert {EXPORTS, IMPORTS} <= named(settings, "entered")
    assert accept(settings, EXPORTS).refused[EXPORTS] == ("the sources have this figure already",)


@pytest.mark.parametrize("article_id", ["../a02", "a02/..", "", "b1"])
def test_an_id_that_is_none_is_refused(taken_in: Settings, article_id: str) -> None:
    with pytest.raises(IntakeError, match="is no id of an article"):
        reviewing.opened(taken_in, article_id)


def test_an_article_that_was_never_taken_in_is_told_with_those_that_were(taken_in: Settings) -> None:
    with pytest.raises(IntakeError, match="no text was taken in as 'a09'; there are: a02"):
        reviewing.opened(taken_in, "a09")


def test_the_row_of_an_article_that_came_in_by_a_review_can_be_changed_after_the_text_came_in_again(
    taken_in: Settings,
) -> None:
    accept(taken_in, EXPORTS)
    take_in(taken_in)

    reviewing.describe(taken_in, opened(taken_in), {"subject_agency": "A ministry"}, "Kim")

    assert [row["subject_agency"] for row in written(taken_in, "articles")] == ["A ministry"]


def test_a_title_that_comes_every_month_makes_an_article_each_time(settings: Settings) -> None:
    take_in(settings)
    accept(settings, EXPORTS)
    later = invented_text.TEXT.replace("July 1", "August 1").replace("in June", "in July").replace("2019/07", "2019/08")
    later = later.replace("Exports of Korea rise 4.2 percent in July", invented_text.TITLE)

    assert take_in(settings, later) == [("a03", False)]


def test_a_wrong_day_of_the_article_is_refused_before_it_is_kept(taken_in: Settings) -> None:
    refused = reviewing.describe(taken_in, opened(taken_in), {"known_from": "1 July"}, "Kim").refused

    assert "known_from '1 July': the value is not of the type date" in refused["a02"][0]
    assert opened(taken_in).article["known_from"] == "2019-07-01"


def test_an_accepted_row_that_the_rules_propose_otherwise_by_now_is_not_proposed_twice(taken_in: Settings) -> None:
    accept(taken_in, EXPORTS)
    file = taken_in.intake / "a02" / "reading.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    for row in content["rows"]:
        if row["statement_id"] == EXPORTS:
            row |= {"figure": "47.15 billion", "start": row["start"] + 1, "statement_id": "a02-p1-s1-figure"}
    file.write_text(json.dumps(content), encoding="utf-8")

    states = {row.name: row.state for row in opened(taken_in).rows}
    assert (states[EXPORTS], states["a02-p1-s1-figure"]) == ("accepted", "entered")

    reviewing.undo(taken_in, opened(taken_in), [EXPORTS], "Kim")
    assert written(taken_in, "trade_totals") == []
