"""A model is short enough to hold in the head."""

from __future__ import annotations

from korea_trade.warehouse.settings import DBT_PROJECT

# Lists that `make generate` writes: a row an entry, nothing to hold in the head.
GENERATED = {"dim_identity", "dim_derivation", "int_working_days"}
MOST_LINES = 150


def test_no_model_has_more_than_150_lines() -> None:
    lengths = {
        path.stem: len(path.read_text(encoding="utf-8").splitlines())
        for path in (DBT_PROJECT / "models").rglob("*.sql")
        if path.stem not in GENERATED
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
