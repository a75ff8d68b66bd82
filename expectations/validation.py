"""Runs one gate's suite with Great Expectations and says what it found, row by row.

Belongs here: reading batches from DuckDB, validating them, and telling data that failed from an expectation that
errored. Does not belong here: what is expected, and what follows from a finding (the orchestration decides).

Great Expectations takes seconds to import, so only the process that validates imports this module.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import great_expectations as gx
import pandas as pd
from great_expectations.core import ExpectationSuite
from great_expectations.core.expectation_validation_result import ExpectationValidationResult

from expectations import previous
from expectations.suite import Batch, Expectation, Query, Suite
from korea_trade.literals import quoted

Outcome = Literal["passed", "failed", "errored"]


@dataclass(frozen=True)
class Finding:
    """One row, or one whole table, that broke a rule; `line` is None where the rule is about no single row.

    `is_explained` if `value` is no value as entered but a phrase that says what is wrong with it.
    """

    table: str
    file: str | None
    line: int | None
    column: str
    value: str | None
    rule: str
    remedy: str
    is_explained: bool = False

    def __str__(self) -> str:
        place = self.table if self.file is None else self.file if self.line is None else f"{self.file}:{self.line}"
        column = f", column {self.column}" if self.column else ""
        value = "" if self.value is None else f", value {self.value if self.is_explained else repr(self.value)}"
        return f"{place}{column}{value}: {self.rule}; {self.remedy}"


@dataclass(frozen=True)
class Result:
    """What became of one expectation: its outcome, the rows that failed it, or the error that kept it from judging."""

    batch: str
    type: str
    column: str
    rule: str
    outcome: Outcome
    rows: int
    findings: tuple[Finding, ...] = ()
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """For another process: each finding as its sentence, and whether they are about the table as a whole."""
        return asdict(self) | {
            "findings": [str(finding) for finding in self.findings],
            "tables": [finding.table for finding in self.findings],
            "about_table": all(finding.line is None for finding in self.findings),
        }


def validate(suite: Suite, batches: Sequence[Batch], database: Path, published: Path | None) -> list[list[Result]]:
    """Judges `batches` of `suite` on `database` (opened read-only), against the file `published` where there is one.

    A batch that cannot even be read makes each of its expectations an error of the check, not a failure of the data.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach '{quoted(database)}' as build (read_only)")
        previous.attach(connection, published, suite.published)
        connection.execute("use build")
        judge = Judge(connection)
        return [judge.results(batch) for batch in batches]


class Judge:
    """Judges batches on a connection whose default database is the build database, with `previous` attached."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        asset = context.data_sources.add_pandas("build").add_dataframe_asset("rows")
        self._frames = asset.add_batch_definition_whole_dataframe("rows")
        self._connection = connection

    def results(self, batch: Batch) -> list[Result]:
        """What became of each expectation of `batch`."""
        try:
            frame = self._connection.sql(batch.sql).df()
            expectations = [_resolved(expectation, self._connection) for expectation in batch.expectations]
        except duckdb.Error as error:
            return [_errored(batch.name, each, str(error), 0) for each in batch.expectations]
        return list(_validated(self._frames, batch, frame, expectations))


def _resolved(expectation: Expectation, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {
        name: [row[0] for row in connection.sql(value.sql).fetchall()] if isinstance(value, Query) else value
        for name, value in expectation.kwargs.items()
    }


def _validated(frames: Any, batch: Batch, frame: pd.DataFrame, arguments: list[dict[str, Any]]) -> Iterator[Result]:
    suite = ExpectationSuite(
        batch.name,
        expectations=[
            {"type": expectation.type, "kwargs": kwargs, "meta": {"at": at}}
            for at, (expectation, kwargs) in enumerate(zip(batch.expectations, arguments, strict=True))
        ],
    )
    validation = frames.get_batch({"dataframe": frame}).validate(suite, result_format="COMPLETE")
    by_place = {result.expectation_config.meta["at"]: result for result in validation.results}
    for at, expectation in enumerate(batch.expectations):
        yield _result(batch, expectation, by_place[at], frame)


def _result(batch: Batch, expectation: Expectation, result: ExpectationValidationResult, frame: pd.DataFrame) -> Result:
    error = _error(result.exception_info or {})
    if error is not None:
        return _errored(batch.name, expectation, error, len(frame))
    if result.success:
        return _outcome(batch.name, expectation, "passed", len(frame))
    culprits = result.result.get("unexpected_index_list")
    if culprits is None:
        observed = result.result.get("observed_value")
        finding = Finding(batch.name, None, None, "", str(observed), expectation.rule, expectation.remedy)
        return _outcome(batch.name, expectation, "failed", len(frame), (finding,))
    findings = tuple(_finding(expectation, frame.loc[culprit]) for culprit in culprits)
    return _outcome(batch.name, expectation, "failed", len(frame), findings)


def _error(exception_info: dict[str, Any]) -> str | None:
    """The message of an expectation that raised; its details stand flat or under the id of each metric."""
    details = [exception_info] if "raised_exception" in exception_info else list(exception_info.values())
    messages = [str(each["exception_message"]) for each in details if each["raised_exception"]]
    return "; ".join(messages) or None


def _outcome(
    batch: str, expectation: Expectation, outcome: Outcome, rows: int, findings: tuple[Finding, ...] = ()
) -> Result:
    return Result(batch, expectation.type, expectation.column, expectation.rule, outcome, rows, findings)


def _errored(batch: str, expectation: Expectation, error: str, rows: int) -> Result:
    return Result(batch, expectation.type, expectation.column, expectation.rule, "errored", rows, error=error)


def _finding(expectation: Expectation, row: pd.Series[Any]) -> Finding:
    line = row["source_line"]
    return Finding(
        table=str(row["table_name"]),
        file=None if pd.isna(row["source_file"]) else str(row["source_file"]),
        line=None if pd.isna(line) else int(line),
        column=str(row[expectation.names]) if expectation.names else expectation.column,
        value=_shown(row[expectation.shows or expectation.names or expectation.column]),
        rule=expectation.rule,
        remedy=expectation.remedy,
        is_explained=expectation.shows is not None,
    )


def _shown(value: Any) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day).isoformat()
    return str(value)
