"""The log of decisions: what stands, what two reviewers see of each other, and what a crash leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from korea_trade.errors import WarehouseError
from korea_trade.intake import decisions, whole_files
from korea_trade.intake.decisions import ACCEPT, EDIT, REJECT, UNDO, ConflictError, Decision
from korea_trade.warehouse.settings import Settings

PLACE = decisions.place("0123456789abcdef" + "0" * 48, 12, 1)
OTHER = decisions.place("0123456789abcdef" + "0" * 48, 30, 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "sources", tmp_path / "data")


def decision(what: str, key: str = PLACE, value: str = "4.2", by: str = "Kim") -> Decision:
    return Decision("trade_totals", key, what, by, "2019-07-01T00:00:00+00:00", "", {"figure": "4.2%", "value": value})


def stands(log: list[Decision], key: str = PLACE) -> str | None:
    found = decisions.standing(log).get(("", key))
    return found and f"{found.decision} {found.row['value']}"


def test_what_was_added_is_read_again_in_its_order(settings: Settings) -> None:
    decisions.add(settings, "a02", [decision(ACCEPT), decision(REJECT, OTHER)], 0)
    decisions.add(settings, "a02", [decision(UNDO)], 2)

    log = decisions.load(settings, "a02")

    assert [(each.no, each.decision, each.key) for each in log] == [
        (1, ACCEPT, PLACE), (2, REJECT, OTHER), (3, UNDO, PLACE),
    ]  # fmt: skip


def test_the_last_decision_that_is_not_undone_stands() -> None:
    assert stands([decision(ACCEPT), decision(EDIT, value="4.3")]) == "edit 4.3"
    assert stands([decision(ACCEPT), decision(EDIT, value="4.3"), decision(UNDO)]) == "accept 4.2"
    assert stands([decision(REJECT), decision(UNDO)]) is None


def test_an_undo_of_one_row_leaves_the_others() -> None:
    assert stands([decision(ACCEPT, OTHER), decision(ACCEPT), decision(UNDO)], OTHER) == "accept 4.2"


def test_a_row_that_moved_to_another_table_is_the_same_row() -> None:
    moved = Decision("records", PLACE, REJECT, "Kim", "", "", {"value": "4.2"})

    assert stands([decision(ACCEPT), moved]) == "reject 4.2"


def test_who_decides_on_a_row_that_another_decided_on_since_is_told_and_nothing_is_written(settings: Settings) -> None:
    decisions.add(settings, "a02", [decision(REJECT, by="Lee")], 0)

    with pytest.raises(ConflictError, match=r"Lee decided meanwhile on '4.2%': reject"):
        decisions.add(settings, "a02", [decision(ACCEPT, OTHER), decision(ACCEPT)], 0)

    assert len(decisions.load(settings, "a02")) == 1


def test_two_who_decide_on_different_rows_do_not_hinder_each_other(settings: Settings) -> None:
    decisions.add(settings, "a02", [decision(REJECT, by="Lee")], 0)
    decisions.add(settings, "a02", [decision(ACCEPT, OTHER)], 0)

    assert len(decisions.load(settings, "a02")) == 2


def test_a_log_is_whole_where_writing_it_again_was_cut_short(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions.add(settings, "a02", [decision(ACCEPT)], 0)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            decisions.add(settings, "a02", [decision(REJECT)], 1)

    assert [each.decision for each in decisions.load(settings, "a02")] == [ACCEPT]
    assert [path.name for path in settings.decisions.iterdir()] == ["a02.csv"]


def test_a_log_that_somebody_spoiled_is_refused_with_its_line(settings: Settings) -> None:
    decisions.add(settings, "a02", [decision(ACCEPT)], 0)
    file = settings.decisions / "a02.csv"
    whole_files.write(file, file.read_text(encoding="utf-8").replace('""value""', "value"))

    with pytest.raises(WarehouseError, match=r"decisions/a02\.csv:2: no decision"):
        decisions.load(settings, "a02")


def test_a_log_is_about_a_text_if_all_its_figures_stand_in_it() -> None:
    sentence, other = "0123456789abcdef" + "0" * 48, "f" * 64

    assert decisions.are_about([decision(ACCEPT)], {sentence, other})
    assert not decisions.are_about([decision(ACCEPT)], {other})
    assert not decisions.are_about([], {sentence})
