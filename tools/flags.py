"""How far flags can be trusted: `make flags` plants slips and harmless changes and counts which of them are told.

Belongs here: running the models on a corpus in which slips were planted, and counting what they found, as the tables of
docs/method.md. Does not belong here: the kinds of slips (`tools.slips`), and any assertion.

A flag is a comparison that contradicts. It is right if a planted slip stands among its statements, and false if none
does, for all else in the corpus is true. A slip is found if any flag names it. The counts of several economies are
pooled, so that none speaks for all; numbers depend on the seeds alone.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import declaration, reader
from korea_trade.warehouse import build_database
from korea_trade.warehouse.settings import DBT_PROJECT, Settings
from tools import corpus, slips
from tools.corpus import Corpus
from tools.slips import HARMLESS, SLIPS, Kind, Planted

TIMES: Final = 5
MONTHS: Final = 480
OUTLETS: Final = 2
FIRST_YEAR: Final = 1980
SEEDS: Final = (1, 2, 3)


@dataclass(frozen=True)
class Comparison:
    """A row of fct_reconciliation."""

    reconciliation_id: str
    identity_id: str
    verdict: str
    statement_ids: frozenset[str]

    @property
    def is_flag(self) -> bool:
        return self.verdict == "contradicts"


@dataclass(frozen=True)
class Trial:
    """What was planted and how the models judge the corpus."""

    planted: Sequence[Planted]
    comparisons: Sequence[Comparison]

    def of(self, planted: Planted) -> list[Comparison]:
        return [one for one in self.comparisons if planted.statement_id in one.statement_ids]

    def is_flagged(self, planted: Planted, identity: str = "") -> bool:
        """Whether the identity, or any, tells it."""
        return any(one.is_flag and identity in ("", one.identity_id) for one in self.of(planted))

    def flags(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.is_flag]

    def is_of_truth(self, comparison: Comparison) -> bool:
        """Whether no slip stands on its sides."""
        return not comparison.statement_ids & {one.statement_id for one in self.planted if one.kind.identity}

    def of_kind(self, kind: Kind) -> list[Planted]:
        return [one for one in self.planted if one.kind == kind]


def planted_corpus(kinds: Mapping[str, Kind], *, times: int, months: int, seed: int) -> tuple[Corpus, list[Planted]]:
    """A corpus in which each of `kinds` is planted so many times, no two in one month."""
    made = corpus.generate(months * OUTLETS, outlets=OUTLETS, seed=seed, first_year=FIRST_YEAR)
    return made, slips.plant(made, kinds, times, outlets=OUTLETS, seed=seed, first_year=FIRST_YEAR)


def shuffled(made: Corpus, seed: int) -> Corpus:
    """The same corpus, each file with its rows in another order."""
    luck = random.Random(seed)  # noqa: S311 an order, no secret
    return replace(made, rows={table: luck.sample(rows, len(rows)) for table, rows in made.rows.items()})


def judged(made: Corpus, folder: Path) -> list[Comparison]:
    """The models on the sources, without gates, tests and exports: what is planted is not reviewed."""
    settings = Settings(sources=corpus.write(made, folder / "sources"), data=folder / "data")
    settings.build_database.parent.mkdir(parents=True)
    with build_database.opened(settings.build_database) as connection:
        build_database.prepare(connection, [])
        connection.execute(f"create table raw.{SERIES_FOLDER} ({observed.SQL_COLUMNS})")
        for table in declaration.load().tables.values():
            columns = ", ".join(f"{name} {kind}" for name, kind in reader.sql_types(table).items())
            connection.execute(f"create table raw.{table.name} ({columns})")
            connection.register("incoming", reader.read(table, settings.sources))
            connection.execute(f"insert into raw.{table.name} by name select * from incoming")
    own = {"DBT_TARGET_PATH": str(folder / "dbt"), "DBT_LOG_PATH": str(folder / "dbt")}
    subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "run", "--quiet", "--select", "+fct_reconciliation"],
        cwd=DBT_PROJECT,
        env=os.environ | settings.environment() | own,
        check=True,
    )
    with build_database.opened(settings.build_database, read_only=True) as connection:
        rows = connection.execute(
            "select reconciliation_id, identity_id, verdict, statement_ids from marts.fct_reconciliation order by all"
        ).fetchall()
    return [
        Comparison(key, identity, verdict, frozenset(statements.split(", ")))
        for key, identity, verdict, statements in rows
    ]


def by_identity(trials: Sequence[Trial]) -> Iterator[Sequence[object]]:
    """What each identity was meant to tell, and what it told; at the end what any told."""
    yield "Identity", "Planted", "Found", "Missed", "Flags", "False", "Precision", "Miss rate"
    meant = {one.identity for one in SLIPS.values()}
    told = {flag.identity_id for trial in trials for flag in trial.flags()}
    for identity in [*sorted(meant | told), ""]:
        is_found = [
            trial.is_flagged(one, identity)
            for trial in trials
            for one in trial.planted
            if one.kind.identity and identity in ("", one.kind.identity)
        ]
        is_false = [
            trial.is_of_truth(flag) for trial in trials for flag in trial.flags() if identity in ("", flag.identity_id)
        ]
        missed = len(is_found) - sum(is_found)
        yield (
            f"`{identity}`" if identity else "all",
            len(is_found),
            sum(is_found),
            missed,
            len(is_false),
            sum(is_false),
            _part(len(is_false) - sum(is_false), len(is_false)),
            _part(missed, len(is_found)),
        )


def by_slip(trials: Sequence[Trial]) -> Iterator[Sequence[object]]:
    """How often each kind of slip was found, by the identity meant to and by any, and what became of the others."""
    yield "Slip", "Meant to be told by", "Planted", "Found by it", "Found", "Missed: what was said"
    for kind in SLIPS.values():
        planted = [(trial, one) for trial in trials for one in trial.of_kind(kind)]
        by_it = sum(trial.is_flagged(one, kind.identity) for trial, one in planted)
        said = Counter(_most_said(trial.of(one)) for trial, one in planted if not trial.is_flagged(one))
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(said.items()))
        yield kind.name, f"`{kind.identity}`", len(planted), by_it, len(planted) - said.total(), told


def _most_said(comparisons: Sequence[Comparison]) -> str:
    """The verdict that comes nearest to a flag."""
    said = {one.verdict for one in comparisons}
    verdicts = ("revision", "within_rounding", "holds", "untestable")
    return next((f"`{verdict}`" for verdict in verdicts if verdict in said), "not compared")


def by_harmless_change(trials: Sequence[Trial]) -> Iterator[Sequence[object]]:
    """How often each kind of harmless change was flagged."""
    yield "Harmless change", "Planted", "Flagged", "Called a revision"
    for kind in HARMLESS.values():
        said = [
            {own.verdict for own in filter(trial.is_of_truth, trial.of(one))}
            for trial in trials
            for one in trial.of_kind(kind)
        ]
        yield kind.name, len(said), *(sum(verdict in one for one in said) for verdict in ("contradicts", "revision"))


def _part(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def _table(rows: Iterator[Sequence[object]]) -> str:
    header, *body = ([str(cell) for cell in row] for row in rows)
    rule = ["---" if not cell[:1].isdigit() else "---:" for cell in body[0]]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *body))


def main() -> None:
    trials = []
    with tempfile.TemporaryDirectory(prefix="ktw-flags-") as folder:
        for seed in SEEDS:
            made, planted = planted_corpus(SLIPS | HARMLESS, times=TIMES, months=MONTHS, seed=seed)
            trials.append(Trial(planted, judged(made, Path(folder) / str(seed))))
        others = set(trials[-1].comparisons) ^ set(judged(shuffled(made, seed), Path(folder) / "shuffled"))
    for rows in (by_identity(trials), by_slip(trials), by_harmless_change(trials)):
        print(_table(rows), end="\n\n")
    print(f"Rows in another order: {len(others)} verdicts are others.")
    for seed, trial in zip(SEEDS, trials, strict=True):
        for flag in filter(trial.is_of_truth, trial.flags()):
            print(f"False, of seed {seed}: {flag.reconciliation_id}", file=sys.stderr)


if __name__ == "__main__":
    main()
