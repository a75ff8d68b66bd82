"""The verdicts on what a schema of the build database holds, recorded against the content that was judged.

Belongs here: recording a verdict and demanding one. Does not belong here: judging. Blocking checks hold only within one
run; a stage that is materialized alone, in another run, is held here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from korea_trade.errors import WarehouseError
from korea_trade.warehouse import build_database, fingerprint

_TABLE: Final = """
    create schema if not exists verdicts;
    create table if not exists verdicts.verdict (
        judge varchar not null,
        content varchar not null,
        run_id varchar not null,
        passed bigint not null,
        failed bigint not null,
        judged_at timestamptz not null default current_timestamp,
        primary key (judge, content)
    )
"""


class RefusedError(WarehouseError):
    """The content about to be read has no passing verdict of a judge before it."""


@dataclass(frozen=True)
class Judge:
    """Who judges (a gate's suite, or the dbt tests of a layer), and the schema whose content it judges.

    `suite` names the suite of a gate, and is empty for the tests of a layer.
    """

    name: str
    schema: str
    suite: str = ""


@dataclass(frozen=True)
class Verdict:
    """How many checks of a judge passed and failed in which run; an errored check has not passed."""

    judge: str
    run_id: str
    passed: int
    failed: int


SOURCES: Final = Judge("gate 1, sources", "raw", "sources")
STAGING_TESTS: Final = Judge("dbt tests, staging", "staging")
STAGING: Final = Judge("gate 2, staging", "staging", "staging")
MARTS_TESTS: Final = Judge("dbt tests, marts", "marts")
MARTS: Final = Judge("gate 3, marts", "marts", "marts")
# In the order of the stages.
JUDGES: Final = (SOURCES, STAGING_TESTS, STAGING, MARTS_TESTS, MARTS)
GATES: Final = tuple(judge for judge in JUDGES if judge.suite)


def content(database: Path, schema: str) -> str:
    """The hash of what `schema` of the file `database` holds now."""
    with build_database.opened(database) as connection:
        return build_database.content_hash(connection, schema)


def record(database: Path, judge: Judge, content: str, verdict: Verdict) -> None:
    """Records the verdict of `judge` on `content`; the last one on the same content stands."""
    with build_database.opened(database) as connection:
        connection.execute(_TABLE)
        connection.execute(
            "insert or replace into verdicts.verdict (judge, content, run_id, passed, failed) values (?, ?, ?, ?, ?)",
            [judge.name, _judged(content), verdict.run_id, verdict.passed, verdict.failed],
        )


def _judged(content: str) -> str:
    """A verdict is of one code: a stricter suite has not judged what an earlier one let pass."""
    return f"{content} {fingerprint.code_version()}"


def standing(database: Path) -> list[Verdict]:
    """The verdicts on what the schemas of the build database hold now, in the order of the stages."""
    with build_database.opened(database) as connection:
        schemas = sorted({judge.schema for judge in JUDGES})
        judged = {schema: _judged(build_database.content_hash(connection, schema)) for schema in schemas}
        connection.execute(_TABLE)
        rows = [
            connection.execute(
                "select judge, run_id, passed, failed from verdicts.verdict where judge = ? and content = ?",
                [judge.name, judged[judge.schema]],
            ).fetchone()
            for judge in JUDGES
        ]
    return [Verdict(*row) for row in rows if row is not None]


def demand(database: Path, judges: Sequence[Judge], content: str) -> None:
    """Raises RefusedError unless each of `judges` has passed exactly this `content`."""
    with build_database.opened(database) as connection:
        connection.execute(_TABLE)
        rows = connection.execute(
            "select judge, run_id, passed, failed from verdicts.verdict where content = ?", [_judged(content)]
        ).fetchall()
        by_any_code = connection.execute(
            "select distinct judge from verdicts.verdict where starts_with(content, ?)", [content]
        ).fetchall()
    verdicts = {verdict.judge: verdict for verdict in (Verdict(*row) for row in rows)}
    for judge in judges:
        verdict = verdicts.get(judge.name)
        if verdict is None and (judge.name,) in by_any_code:
            raise RefusedError(
                f"Refused: {judge.name} judged what stands in schema {judge.schema} before the code was changed. "
                f"Build everything, and change no code meanwhile."
            )
        if verdict is None:
            raise RefusedError(
                f"Refused: {judge.name} has not judged what now stands in schema {judge.schema}. "
                f"Run the checks of that stage, or build everything."
            )
        if verdict.failed or not verdict.passed:
            raise RefusedError(
                f"Refused: {judge.name} failed what stands in schema {judge.schema} "
                f"({verdict.failed} checks in run {verdict.run_id}). Mend that first."
            )
