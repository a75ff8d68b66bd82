"""Ctrl-C is known as such, also where DuckDB made an error of it."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.instance import interruption


def _after(cause: BaseException) -> Exception:
    error = ValueError("a step failed")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Query interrupted"),
        duckdb.InterruptException("INTERRUPT Error: Interrupted!"),
        _after(RuntimeError("Query interrupted")),
        _after(KeyboardInterrupt()),
    ],
)
def test_what_ctrl_c_becomes_is_known(error: Exception) -> None:
    assert interruption.is_behind(error)


@pytest.mark.parametrize("error", [RuntimeError("Query failed"), ValueError("the word interrupted"), OSError(4, "x")])
def test_any_other_error_is_none(error: Exception) -> None:
    assert not interruption.is_behind(error)


@pytest.mark.parametrize("message", ["RuntimeError: Query interrupted\n", "Query interrupted"])
def test_its_text_is_known_as_dagster_hands_it_on(message: str) -> None:
    assert interruption.is_told_in(message)
