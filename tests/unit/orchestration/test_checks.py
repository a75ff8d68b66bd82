"""What a gate prints of its findings: causes before what follows from them, and no rule at the cost of another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration import checks

PAGE = Path("data_docs/run/sources.html")


def _result(batch: str, findings: list[str], *, about_table: bool = False) -> dict[str, Any]:
    return {
        "batch": batch,
        "column": "item_id",
        "rule": "must be listed in items.csv",
        "outcome": "failed",
        "findings": findings,
        "tables": [batch] * len(findings),
        "about_table": about_table,
        "error": None,
    }


def test_a_table_without_rows_is_named_before_the_rows_that_miss_it() -> None:
    rows = _result("statements", [f"trade_by_item.csv:{line}" for line in range(2, 40)])
    table = _result("items", ["items, value '0': must have rows; restore items.csv"], about_table=True)

    assert next(iter(checks._report([rows, table], PAGE))) == "items, value '0': must have rows; restore items.csv"


def test_rows_that_break_one_rule_are_summed_up_so_that_every_rule_is_seen() -> None:
    many = [_result(batch, [f"{batch}.csv:{line}" for line in range(2, 40)]) for batch in ("one", "two", "three")]

    lines = list(checks._report(many, PAGE))

    assert lines[:4] == [
        "one.csv:2",
        "one.csv:3",
        "one.csv:4",
        "… and 35 more of one, column item_id: must be listed in items.csv",
    ]
    assert [line for line in lines if line.endswith("csv:2")] == ["one.csv:2", "two.csv:2", "three.csv:2"]


def test_no_more_lines_are_printed_than_a_person_reads() -> None:
    lines = list(checks._report([_result(str(at), ["a finding"]) for at in range(30)], PAGE))

    assert len(lines) == 21
    assert lines[-1] == f"… and 10 more lines; {PAGE} lists all findings"


def test_of_more_findings_than_are_printed_the_place_of_all_is_told() -> None:
    many = _result("items", [f"items.csv:{line}" for line in range(2, 8)])
    few = _result("items", ["items.csv:2"])

    assert list(checks._report([many], PAGE))[-1] == f"{PAGE} lists all findings"
    assert list(checks._report([few], PAGE)) == ["items.csv:2"]
