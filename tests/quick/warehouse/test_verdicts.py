"""A stage goes on only from what was judged, by the code as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.warehouse import fingerprint, verdicts
from korea_trade.warehouse.verdicts import STAGING, RefusedError, Verdict


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "build.duckdb"


def judge(database: Path, *, failed: int = 0) -> None:
    verdicts.record(database, STAGING, "content", Verdict(STAGING.name, "run", 1, failed))


def test_what_was_judged_and_passed_is_let_through(database: Path) -> None:
    judge(database)

    verdicts.demand(database, [STAGING], "content")


def test_what_failed_is_refused_with_the_run_that_judged_it(database: Path) -> None:
    judge(database, failed=2)

    with pytest.raises(RefusedError, match=r"gate 2, staging failed .* \(2 checks in run run\)"):
        verdicts.demand(database, [STAGING], "content")


def test_what_nobody_judged_is_refused(database: Path) -> None:
    judge(database)

    with pytest.raises(RefusedError, match="has not judged what now stands"):
        verdicts.demand(database, [STAGING], "other content")


def test_what_was_judged_before_the_code_was_changed_is_refused_and_told_so(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(database)
    monkeypatch.setattr(fingerprint, "code_version", lambda: "of another code")

    with pytest.raises(RefusedError, match="before the code was changed"):
        verdicts.demand(database, [STAGING], "content")
