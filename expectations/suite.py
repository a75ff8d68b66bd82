"""The words a gate's suite is written in: batches of rows, and the expectations of each.

Belongs here: the vocabulary that the gates share. Does not belong here: a rule of one gate, and running a suite
(`expectations.validation`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from expectations.previous import PublishedCells

ROW_LOCATOR: Final = ("table_name", "source_file", "source_line")


@dataclass(frozen=True)
class Query:
    """A one-column SQL query whose values stand for a list that only the database knows."""

    sql: str


@dataclass(frozen=True)
class Expectation:
    """One Great Expectations expectation: its type, its arguments, and the rule in words with what to do.

    `column` is the column that a finding names, `shows` the one whose value it shows where that is another, and `names`
    the one that holds the name to be named where each row has its own.
    """

    type: str
    kwargs: Mapping[str, Any]
    column: str
    rule: str
    remedy: str
    shows: str | None = None
    names: str | None = None


@dataclass(frozen=True)
class Batch:
    """Rows to judge: SQL that yields `table_name`, `source_file` and `source_line` beside the columns judged."""

    name: str
    sql: str
    expectations: Sequence[Expectation]


@dataclass(frozen=True)
class Suite:
    """All that one gate expects of the schema it reads, in which schema of build.duckdb that is, and what it compares
    with of the last release beside the statements."""

    gate: str
    schema: str
    batches: Sequence[Batch] = field(default_factory=tuple)
    published: Sequence[PublishedCells] = field(default_factory=tuple)


def not_null(column: str) -> Expectation:
    kwargs = {"column": column}
    return Expectation("expect_column_values_to_not_be_null", kwargs, column, "must not be empty", "fill it in")


def one_of(column: str, values: Sequence[Any] | Query, rule: str, remedy: str) -> Expectation:
    kwargs = {"column": column, "value_set": values}
    return Expectation("expect_column_values_to_be_in_set", kwargs, column, rule, remedy)


def vocabulary(column: str, terms: Sequence[Any], remedy: str) -> Expectation:
    listed = ", ".join(map(str, terms))
    return one_of(column, terms, f"must be one of {listed}", remedy)


def reference(column: str, query: Query, target: str) -> Expectation:
    return one_of(column, query, f"must be listed in {target}", f"correct it or add it to {target}")


def matches(column: str, pattern: str) -> Expectation:
    kwargs = {"column": column, "regex": f"^(?:{pattern})$"}
    rule = f"must match {pattern}"
    return Expectation("expect_column_values_to_match_regex", kwargs, column, rule, "correct its form")


def unique(column: str) -> Expectation:
    kwargs = {"column": column}
    return Expectation("expect_column_values_to_be_unique", kwargs, column, "must be unique", "give each row its own")


def no_problem(problem: str, column: str, rule: str, remedy: str) -> Expectation:
    """The column `problem` is empty; the finding names `column` and shows the problem."""
    kwargs = {"column": problem}
    return Expectation("expect_column_values_to_be_null", kwargs, column, rule, remedy, shows=problem)


def between(derived: str, column: str, least: float, most: float, remedy: str) -> Expectation:
    """What is `derived` from `column` lies in a range; the finding names and shows `column`."""
    kwargs = {"column": derived, "min_value": least, "max_value": most}
    rule = f"must lie from {least:g} to {most:g}"
    return Expectation("expect_column_values_to_be_between", kwargs, column, rule, remedy)


def at_least(column: str, other: str, rule: str, remedy: str) -> Expectation:
    """`column` is not less than `other` in each row where both are known."""
    kwargs = {
        "column_A": column,
        "column_B": other,
        "or_equal": True,
        "ignore_row_if": "either_value_is_missing",
    }
    return Expectation("expect_column_pair_values_a_to_be_greater_than_b", kwargs, column, rule, remedy)


def equal(column: str, other: str, rule: str, remedy: str, shows: str | None = None) -> Expectation:
    kwargs = {"column_A": column, "column_B": other, "ignore_row_if": "either_value_is_missing"}
    return Expectation("expect_column_pair_values_to_be_equal", kwargs, column, rule, remedy, shows)


def holds(
    condition: str, column: str, rule: str, remedy: str, shows: str | None = None, names: str | None = None
) -> Expectation:
    """The boolean column `condition` is true where it is known; the finding names `column`, or what `names` holds."""
    kwargs = {"column": condition, "value_set": [True]}
    return Expectation("expect_column_values_to_be_in_set", kwargs, column, rule, remedy, shows, names)


def row_count(least: int, rule: str, remedy: str) -> Expectation:
    kwargs = {"min_value": least}
    return Expectation("expect_table_row_count_to_be_between", kwargs, "", rule, remedy)
