"""What the statements say of each other: a contradiction nobody explained stops the release, and so does a review of
one that is no more. The page of findings is what the published file says."""

from __future__ import annotations

import csv

import pytest

from korea_trade.authoring import findings_page
from tests.integration.clicks import Clicks
from tests.integration.workshop import Warehouse, stage_seconds

pytestmark = [
    pytest.mark.integration,
    pytest.mark.filterwarnings("ignore:sqlglotrs is deprecated:DeprecationWarning"),
]

# The balance of April 2023, which exports and imports of the same article bear out within rounding.
BALANCE = ",$2.62 billion,-2620000000,"
# What it is held against when it is said to be half a billion less.
FAULT = ",$3.12 billion,-3120000000,"
INSTANCE = "balance_of_trade|2023-04|a05-p12-s1-imports-value+a05-p12-s2-deficit-value+a05-p3-s1-exports-value"
MODELLED = ["intermediate", "marts", "metrics"]
UP_TO_GATE_3 = ["ingest", "series", "gate 1", "staging", "gate 2", "marts", "gate 3"]


def test_the_findings_are_current(built: Warehouse) -> None:
    written = findings_page.FINDINGS_FILE.read_text(encoding="utf-8")
    assert written == findings_page.current(built.settings), "run `make findings` after a build"


def test_every_contradiction_of_the_sources_is_reviewed(built: Warehouse) -> None:
    with (built.sources / "reviewed_contradictions.csv").open(encoding="utf-8", newline="") as file:
        reviewed = {row["reconciliation_id"] for row in csv.DictReader(file)}
    found = {
        key for (key,) in built.query("select reconciliation_id from fct_reconciliation where verdict = 'contradicts'")
    }
    assert found == reviewed


def test_a_new_contradiction_and_the_review_of_one_that_has_vanished_stop_the_release_until_the_reviews_are_right(
    warehouse: Warehouse, clicks: Clicks
) -> None:
    before = warehouse.published()
    line = warehouse.replace("trade_totals.csv", BALANCE, FAULT)
    with (warehouse.sources / "changes.csv").open("a", encoding="utf-8") as file:
        file.write("trade_totals,a05-p12-s2-deficit-value,figure,$2.62 billion,$3.12 billion,2026-01-01,A test\n")
        file.write("trade_totals,a05-p12-s2-deficit-value,value,-2620000000,-3120000000,2026-01-01,A test\n")
    # The title is corrected to what the body of the article says.
    with (warehouse.sources / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(
            "a03-p0-s1-exports-yoy,7,percent,8%,8,digit,The title drops the decimals,The body prints 7.8 percent\n"
        )
    reviewed = warehouse.sources / "reviewed_contradictions.csv"
    reviews = reviewed.read_text(encoding="utf-8").splitlines(keepends=True)
    [vanished] = [number for number, text in enumerate(reviews, 1) if text.startswith("same_cell|2023-11|")]

    build = warehouse.ktw("build")

    assert build.returncode == 1
    assert f"trade_totals.csv:{line}" in build.stderr
    assert f"{INSTANCE}: -3120000000.0 against -2610000000.0, 495000000.0 USD apart" in build.stderr
    assert "explain the contradiction in reviewed_contradictions.csv" in build.stderr
    assert f"reviewed_contradictions.csv:{vanished}" in build.stderr
    assert "must still be a contradiction" in build.stderr
    assert list(stage_seconds(build.stderr)) == UP_TO_GATE_3
    assert warehouse.published() == before

    # What is printed still contradicts: the review is of that now.
    reviews[vanished - 1] = reviews[vanished - 1].replace(",", "|printed,", 1)
    reviewed.write_text(
        "".join([*reviews, f"{INSTANCE},-3120000000,-2610000000,Planted by a test.\n"]), encoding="utf-8"
    )
    for groups, gate in ((["raw"], "gate_sources"), (["staging"], "gate_staging"), (MODELLED, "gate_marts")):
        assert clicks.materialize(*groups).success
        assert clicks.judge(gate).success

    with warehouse.opened() as connection:
        found = connection.execute(
            "select verdict, is_reviewed, explanation from marts.fct_reconciliation where reconciliation_id = ?",
            [INSTANCE],
        ).fetchall()
    assert found == [("contradicts", True, "Planted by a test.")]
