"""A file as an office gives it, on its way into the folder of series: what is new in it, and what cannot be right.

Belongs here: holding a file against what the folder knows, and writing what is taken in in the form of the folder. Does
not belong here: reading the file (`grid`, `layout`, `table`), what is plausible (`plausible`), and how this is told
(`orchestration.commands.series`).

A file is kept whole, and not only what differs: deliveries that come in any order then give the same history, which the
models work out.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import duckdb

from korea_trade.series import grid, history, layout, names, observed, plausible, table
from korea_trade.series.files import SERIES_FOLDER, series_files, write_whole
from korea_trade.series.names import Names, Unknown
from korea_trade.series.table import Figure
from korea_trade.statements.files import printable
from korea_trade.statements.reader import Problem, SourceError

_HEADER: Final = ("month", "flow", "item", "partner", "value_usd", "source", *observed.OPTIONAL)
_WINDOWS: Final = ("ten_days", "twenty_days")
# A month is final once the customs service has confirmed it, on the 15th of the next.
_CONFIRMED: Final = 14
# So much of a line that no layout knows is told.
_MOST_TOLD: Final = 80
# So many lines that are passed over are told one by one.
_MOST_LINES: Final = 12
# Offices publish by the day of Korea, nine hours ahead.
_KOREA: Final = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Revision:
    """A figure that differs from the one known before, which stands at `place`."""

    figure: Figure
    before_usd: float
    place: str


@dataclass(frozen=True)
class Delivery:
    """What is in a file, held against what is known. Nothing of it is taken in yet."""

    path: Path
    kind: str
    layouts: tuple[layout.Layout, ...]
    notices: tuple[str, ...]
    added: tuple[Figure, ...]
    refined: tuple[Figure, ...]
    revised: tuple[Revision, ...]
    equal: tuple[Figure, ...]
    refused: tuple[Problem, ...]
    unknown: tuple[tuple[Unknown, tuple[int, ...]], ...]
    rows: tuple[tuple[Figure, tuple[str, ...]], ...]
    target: Path

    @property
    def content(self) -> str:
        """What is taken in, in the form of the folder; nothing where no figure is right."""
        return _written(cells for _, cells in self.rows) if self.rows else ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing of the file is left out."""
        return not self.refused and not self.unknown


def today() -> date:
    """The day by which the offices publish."""
    return datetime.now(UTC).astimezone(_KOREA).date()


def deliver(path: Path, sources: Path, known_from: date, today: date) -> Delivery:
    """What the file `path`, known from the day `known_from`, would add to the series of `sources`.

    Raises UnreadableError if it is no table of a known layout, and SourceError if the folder itself cannot be read.
    """
    if known_from > today:
        raise grid.UnreadableError(path, f"{known_from} has not come", "name the day from which the file was known")
    tables, notices = _tables(path)
    known_names = names.load(sources)
    readings = [(each, table.read(_called(path, of, tables), each, known_names)) for each, of in tables]
    for each, reading in readings:
        notices += _passed_over(each, reading)
    rows = [
        (figure, _cells(figure, each.layout, path, known_from))
        for each, reading in readings
        for figure in reading.figures
    ]
    refused = [problem for _, reading in readings for problem in reading.problems]
    judged = _Judged(sources, known_names, rows, today)
    refused += judged.refused()
    kept = [(figure, cells) for at, (figure, cells) in enumerate(rows) if at not in judged.out]
    if judged.is_of_another_scale:
        rule = f"{len(judged.out)} of {len(rows)} figures cannot be right, so the rest is not taken for right"
        refused.append(
            Problem(printable(path.name), rule, "check the unit of the whole file, correct it and try again")
        )
        kept = []
    unknown: dict[tuple[str, str], tuple[Unknown, tuple[int, ...]]] = {}
    for _, reading in readings:
        for key, name in reading.unknown.items():
            unknown[key] = (name, (*unknown.get(key, (name, ()))[1], *reading.unknown_lines[key]))
    states = judged.states
    left = [figure for figure, _ in kept]
    return Delivery(
        path=path,
        kind=tables[0][1].kind,
        layouts=tuple(dict.fromkeys(each.layout for each, _ in tables)),
        notices=tuple(notices),
        added=tuple(figure for figure in left if states[id(figure)] == "new"),
        refined=tuple(figure for figure in left if states[id(figure)] == "refined"),
        revised=tuple(state for figure in left if isinstance(state := states[id(figure)], Revision)),
        equal=tuple(figure for figure in left if states[id(figure)] == "equal"),
        refused=tuple(refused),
        unknown=tuple(unknown.values()),
        rows=tuple(kept),
        target=_target(path, sources, tables[0][0].layout, known_from),
    )


def disagreements(found: Sequence[Delivery]) -> dict[Path, list[Problem]]:
    """What each of some files gives otherwise than another known from the same day: none can tell which is right."""
    cells: dict[tuple[str, ...], list[tuple[Delivery, Figure]]] = {}
    for delivery in found:
        for figure, (month, flow, item, partner, _, _, definition, _, known_from, _) in delivery.rows:
            days = figure.status if figure.status in _WINDOWS else ""
            cells.setdefault((month, flow, item, partner, definition, known_from, days), []).append((delivery, figure))
    pairs = [
        (one, figure, other)
        for same in cells.values()
        for one, figure in same
        for beside, other in same
        if beside is not one
    ]
    problems: dict[Path, list[Problem]] = {}
    told: set[int] = set()
    for (delivery, figure, other), differs in zip(pairs, _differ(pairs), strict=True):
        if differs and id(figure) not in told:
            told.add(id(figure))
            rule = f"the figure of the same day is {other.value_usd:,f} in {other.place}"
            remedy = "take in the one that is right, or say from when each was known: --known-from 2024-04-15"
            value = format(figure.value_usd.normalize(), "f")
            problem = Problem(figure.table, rule, remedy, figure.line, figure.heading, value)
            problems.setdefault(delivery.path, []).append(problem)
    return problems


def _differ(pairs: list[tuple[Delivery, Figure, Figure]]) -> list[bool]:
    """Whether the figures of each pair are two figures."""
    values = [
        [float(one.value_usd), one.rounded_to_usd, float(other.value_usd), other.rounded_to_usd]
        for _, one, other in pairs
    ]
    if not values:
        return []
    with duckdb.connect() as connection:
        is_another = history.is_another_figure("pair[1]", "pair[2]", "pair[3]", "pair[4]")
        answer = connection.execute(f"select {is_another} from (select unnest($pairs) as pair)", {"pairs": values})
        return [bool(differs) for (differs,) in answer.fetchall()]


def _days(of: str) -> str:
    """SQL for which first days of a month a row of the table `of` covers, null for a whole one."""
    return f"if({of}.status in {_WINDOWS}, {of}.status, null)"


def take_in(delivery: Delivery) -> None:
    """Writes what is right of a delivery into the folder of series, whole or not at all."""
    write_whole(delivery.target, delivery.content.encode())


def _tables(path: Path) -> tuple[list[tuple[layout.Recognised, grid.Grid]], list[str]]:
    known = layout.layouts()
    tables: list[tuple[layout.Recognised, grid.Grid]] = []
    missed: list[tuple[grid.Grid, layout.Difference | None]] = []
    notices: list[str] = []
    for each in grid.read(path):
        result = layout.recognised(each, known)
        if isinstance(result, tuple):
            tables += [(table, each) for table in result]
            notices += each.notices
        else:
            missed.append((each, result))
    if not tables:
        difference = next((difference for _, difference in missed if difference), None)
        if difference is None:
            first = next((row for each, _ in missed for row in each.rows if not row.is_blank), None)
            begins = f"; it begins with {', '.join(filter(None, first.cells))[:_MOST_TOLD]!r}" if first else ""
            rule = f"no line of the file holds headings that any layout knows{begins}"
            raise grid.UnreadableError(path, rule, "docs/series.md says how a layout is added")
        where = f"the headings of line {difference.line}" if difference.line else "the keys of its records"
        rule = f"no layout has {where}; the nearest is {difference}"
        raise grid.UnreadableError(
            path, rule, "save the table as the layout says, or add a layout in korea_trade/series/layouts/"
        )
    notices += [f"the {each.called} has no layout that is known and is passed over" for each, _ in missed if each.rows]
    return tables, notices


def _called(path: Path, of: grid.Grid, tables: list[tuple[layout.Recognised, grid.Grid]]) -> str:
    """How a table is called: as its file, with its sheet where several are read."""
    return f"{printable(path.name)} [{of.sheet}]" if of.sheet and len(tables) > 1 else printable(path.name)


def _passed_over(of: layout.Recognised, reading: table.Reading) -> list[str]:
    kinds = {
        "sums": reading.totals,
        "footnotes": reading.footnotes,
        "headings": reading.headings,
        "neither exports nor imports": reading.other_flows,
        "of another country, cycle or kind": reading.others,
    }
    columns = [heading.text for heading in of.headings if heading.column is None and heading.text] + [*reading.sums]
    told = [f"columns passed over: {', '.join(columns)}"] if columns else []
    told += [f"rows passed over as {kind}: {_few(lines)}" for kind, lines in kinds.items() if lines]
    return told


def _few(lines: list[int]) -> str:
    """The numbers of some lines, the first ones where there are many."""
    more = len(lines) - _MOST_LINES
    return ", ".join(map(str, lines[:_MOST_LINES])) + (f" and {more} more" if more > 0 else "")


def _cells(figure: Figure, of: layout.Layout, path: Path, known_from: date) -> tuple[str, ...]:
    """A figure as a row of the folder. When the first days of a month are published is known; they are not revised."""
    is_window = figure.status in _WINDOWS
    confirmed = (figure.month + timedelta(days=31)).replace(day=1) + timedelta(days=_CONFIRMED)
    status = figure.status or ("preliminary" if known_from < confirmed else "final")
    value = format(figure.value_usd.normalize(), "f")
    return (
        f"{figure.month:%Y-%m}", figure.flow, figure.item or "", figure.partner or "", value,
        f"{of.office or 'as the file says'}, {printable(path.name)}", of.definition, status,
        "" if is_window else str(known_from), str(figure.rounded_to_usd),
    )  # fmt: skip


def _written(rows: Any) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows(rows)
    return text.getvalue()


def _target(path: Path, sources: Path, of: layout.Layout, known_from: date) -> Path:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return sources / SERIES_FOLDER / f"{of.name}-{known_from}-{digest}.csv"


class _Judged:
    """The figures of a file beside those of the folder: what is new of them, and which cannot be right (`out`)."""

    def __init__(
        self, sources: Path, known_names: Names, rows: list[tuple[Figure, tuple[str, ...]]], today: date
    ) -> None:
        self._figures = [figure for figure, _ in rows]
        self.out: set[int] = set()
        self.states: dict[int, str | Revision] = {}
        self._problems: list[Problem] = []
        self._scale = 0
        with duckdb.connect() as connection:
            self._load(connection, sources, known_names, [cells for _, cells in rows])
            # A slip of the unit explains more than a figure that differs.
            self._judge(connection, today)
            self._compare(connection)

    def refused(self) -> list[Problem]:
        """What cannot be right, in the order of the file."""
        return sorted(self._problems, key=lambda problem: problem.line or 0)

    @property
    def is_of_another_scale(self) -> bool:
        """Whether so much of the file cannot be right that the rest is no better."""
        return 2 * self._scale > len(self._figures)

    def _load(
        self, connection: duckdb.DuckDBPyConnection, sources: Path, known_names: Names, rows: list[tuple[str, ...]]
    ) -> None:
        connection.execute(f"create table figures ({observed.SQL_COLUMNS})")
        for file in series_files(sources):
            if problems := observed.problems(connection, file, *known_names.keys):
                raise SourceError(problems)
            connection.execute(f"insert into figures {observed.rows(file)}")
        connection.execute("create table delivered as from figures limit 0")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "delivered.csv"
            file.write_text(_written(rows), encoding="utf-8")
            connection.execute(f"insert into delivered {observed.rows(file)}")
        # Rows of the file as it was given: its name, and which figure each is.
        connection.execute("update delivered set source_file = '', source_line = source_line - 2")

    def _compare(self, connection: duckdb.DuckDBPyConnection) -> None:
        print_of_day = "struct_pack(known_from, value_usd, rounded_to_usd, place)"
        found = connection.execute(
            f"""
            with prints as (
                select
                    delivered.source_line as figure_number,
                    figures.known_from,
                    figures.value_usd,
                    figures.rounded_to_usd,
                    concat(figures.source_file, ':', figures.source_line) as place,
                    figures.known_from = delivered.known_from as is_same_day
                from delivered
                inner join figures
                    on
                        delivered.flow = figures.flow
                        and delivered.subject_kind = figures.subject_kind
                        and delivered.subject_id = figures.subject_id
                        and delivered.definition = figures.definition
                        and delivered.month = figures.month
                        and {_days("delivered")} is not distinct from {_days("figures")}
                        and figures.known_from <= delivered.known_from
            ),
            ordered as (
                select
                    figure_number,
                    list({print_of_day} order by known_from, rounded_to_usd, place) as prints,
                    list({print_of_day} order by rounded_to_usd, place) filter (is_same_day)[1] as of_the_day
                from prints
                group by figure_number
            ),
            known as (
                select figure_number, of_the_day, {history.kept("prints")}[-1].figure as before
                from ordered
            )
            select
                source_line,
                before.value_usd,
                before.place,
                {history.is_another_figure("value_usd", "rounded_to_usd", "before.value_usd", "before.rounded_to_usd")},
                rounded_to_usd < before.rounded_to_usd,
                if(
                    {
                history.is_another_figure(
                    "value_usd", "rounded_to_usd", "of_the_day.value_usd", "of_the_day.rounded_to_usd"
                )
            },
                    of_the_day,
                    null
                )
            from delivered
            left join known on source_line = figure_number
            order by source_line
            """
        ).fetchall()
        for at, before, place, is_another, is_finer, of_the_day in found:
            figure = self._figures[at]
            state: str | Revision = "refined" if is_finer else "equal"
            if before is None:
                state = "new"
            elif is_another:
                state = Revision(figure, before, place)
            self.states[id(figure)] = state
            if of_the_day is not None:
                rule = f"the figure was {of_the_day['value_usd']:,.0f} on the same day at {of_the_day['place']}"
                remedy = "say from when each was known: --known-from 2024-04-15"
                # The day of first days is not taken from the file.
                self._refuse(at, rule, "remove one of the two" if figure.status in _WINDOWS else remedy)
        twice = connection.execute(
            f"""
            select source_line, first_value(source_line) over same_cell, first_value(value_usd) over same_cell
            from delivered
            window same_cell as (
                partition by flow, subject_kind, subject_id, definition, month, {_days("delivered")}
                order by source_line
            )
            qualify row_number() over same_cell > 1
            """
        ).fetchall()
        for at, first, value in twice:
            other = self._figures[first]
            rule = f"the figure stands already in {other.place}: {value:,.0f}"
            self._refuse(at, rule, "remove one of the two")
            if float(self._figures[at].value_usd) != value:
                self._refuse(first, f"{self._figures[at].place} gives another figure", "remove one of the two")

    def _judge(self, connection: duckdb.DuckDBPyConnection, today: date) -> None:
        connection.execute("create view beside as from figures union all from delivered")
        for each in plausible.implausible(connection, "beside", today):
            if each.file:
                continue
            self._scale += not each.is_of_time
            self._refuse(each.line, self._told(each.rule), each.remedy)

    def _told(self, rule: str) -> str:
        """A rule that names another figure of the same file by the line that it has there."""
        head, colon, at = rule.rpartition(" at :")
        if not colon:
            return rule
        other = self._figures[int(at)]
        return f"{head} in {other.place}"

    def _refuse(self, at: int, rule: str, remedy: str) -> None:
        if at not in self.out:
            figure = self._figures[at]
            value = format(figure.value_usd.normalize(), "f")
            self._problems.append(Problem(figure.table, rule, remedy, figure.line, figure.heading, value))
        self.out.add(at)
