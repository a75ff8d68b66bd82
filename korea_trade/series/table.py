"""The figures of an office's table: from its rows, by its layout, in full US dollars.

Belongs here: what each row and cell says, and why one is refused. Does not belong here: how a table is cut (`layout`),
what its words mean (`words`, `month`, `names`), and whether a figure can be right (`plausible`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from korea_trade.series import month, words
from korea_trade.series.grid import Row
from korea_trade.series.layout import Heading, Holds, Recognised
from korea_trade.series.names import Kind, Names, Unknown
from korea_trade.statements.reader import Problem

_NO_MONTH: Final = "write months as 2023-01, or the first days of one as 2023.01.01~20"
_NO_FIGURE: Final = "write a number with a point before decimals, and nothing where there is no figure"
# Figures are written in trillions at most.
_HIGHEST_POWER: Final = 12
# The partner of a figure whose name no list knows.
_UNLISTED: Final = ""


@dataclass(frozen=True)
class Figure:
    """One figure: what it is of, its value, and the table, row and heading that it stands under."""

    table: str
    line: int
    heading: str
    month: date
    flow: str
    item: str | None
    partner: str | None
    status: str
    value_usd: Decimal
    rounded_to_usd: int

    @property
    def place(self) -> str:
        """Where the figure stands."""
        return f"line {self.line} of {self.table} under {self.heading!r}"


@dataclass
class Reading:
    """What a table gave: figures, what is refused with its place, unknown names, rows and columns passed over."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, str], Unknown] = field(default_factory=dict)
    unknown_lines: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    footnotes: list[int] = field(default_factory=list)
    other_flows: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    sums: dict[str, None] = field(default_factory=dict)


class _RefusedError(Exception):
    """A cell that cannot be read: its heading, what it holds, the rule and the remedy."""

    def __init__(self, heading: str, value: str, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.place = (heading, value, rule, remedy)


def read(file: str, table: Recognised, names: Names) -> Reading:
    """The figures of `table`, of the file called `file`."""
    return _Table(file, table, names).read()


class _Table:
    def __init__(self, file: str, table: Recognised, names: Names) -> None:
        self._file = file
        self._table = table
        self._names = names
        self._reading = Reading()
        self._values = [heading for heading in table.headings if heading.column and heading.column.holds == "value"]
        self._at: dict[Holds, Heading] = {
            heading.column.holds: heading
            for heading in table.headings
            if heading.column and heading not in self._values
        }
        # A comma in a unit, such as `USD 1,000`, may have cut it into two cells.
        lines = [",".join(row.cells).strip(",") for row in table.above]
        lines += [heading.text for heading in self._at.values()]
        stated = [text for row in table.rows if words.states_unit(text := ",".join(row.cells).strip(","))]
        self._above = [found for text in (*lines, *stated) if (found := words.unit(text)) is not None]
        no_unit = (text for text in (*lines, *stated) if words.states_unit(text) and words.unit(text) is None)
        self._no_unit = next(no_unit, "")
        balances = [heading for heading in table.headings if heading.column is None and words.is_balance(heading.text)]
        self._balance = balances[0] if len(balances) == 1 else None
        self._parts: list[tuple[tuple[date, str, str | None, str], Decimal]] = []
        self._year, self._before, self._subject = "", "", ""
        texts = [row.cell(self._at["month"].at) for row in table.rows] if "month" in self._at else []
        across = [
            heading.match["month"] for heading in self._values if heading.match and "month" in heading.match.groupdict()
        ]
        self._zeros = month.writes_zeros([*texts, *filter(None, across)])
        # Where the subject stands first, one that is not written is that of the row above, as in a merged cell.
        first = min(self._at.values(), key=lambda heading: heading.at, default=None)
        self._leads = (
            first.column.holds if first and first.column and first.column.holds in ("item", "partner") else None
        )

    def read(self) -> Reading:
        if (problem := self._of_another_subject()) is not None:
            self._reading.problems.append(problem)
            return self._reading
        year = ""
        for row in self._table.rows:
            # A row of strokes says nothing, as one of blanks.
            if not any(map(str.isalnum, "".join(row.cells))):
                continue
            # A year stands once where its months follow below it.
            year = self._cell(row, "year") or year
            self._remember(row)
            try:
                self._row(row, year)
            except _RefusedError as refused:
                self._refuse(row, refused)
        self._pass_over_sums_of_the_table()
        self._refuse_months_below_days()
        return self._reading

    def _of_another_subject(self) -> Problem | None:
        """Why the table is not of all items or not of all partners: no column says which, and a line above it does."""
        told: dict[Kind, bool] = {
            "item": bool(self._at.keys() & {"item", "item_code"})
            or any(heading.column and heading.column.names == "item" for heading in self._values),
            "partner": bool(self._at.keys() & {"partner", "partner_code"}),
        }
        for row in self._table.above:
            line = " ".join(filter(None, row.cells))
            for kind in (kind for kind, is_told in told.items() if not is_told):
                if (subject := self._names.within(line, kind)) is not None:
                    rule = f"the line above the table, {line!r}, is of {subject}, and no column says so"
                    return Problem(self._file, rule, "say it in a column, or remove the line", row.line or None)
        return None

    def _row(self, row: Row, year: str) -> None:
        first = next(filter(None, row.cells))
        has_figures = any(words.figure(row.cell(heading.at)) for heading in self._values)
        if words.is_footnote(first, has_figures=has_figures):
            self._reading.footnotes.append(row.line)
            return
        if self._repeats_headings(row):
            self._reading.headings.append(row.line)
            return
        if self._is_of_something_else(row):
            self._reading.others.append(row.line)
            return
        if self._is_sum(row, year):
            self._reading.totals.append(row.line)
            return
        when = self._when(row, year)
        flow = (
            words.flow(self._cell(row, "flow"), self._table.layout.definition)
            if "flow" in self._at
            else self._table.flow
        )
        if "flow" in self._at and flow is None:
            self._reading.other_flows.append(row.line)
            return
        if any(row.cells[len(self._table.headings) :]):
            rule = f"the line has {len(row.cells)} cells below {len(self._table.headings)} headings"
            raise _RefusedError(self._values[-1].text, row.cells[-1], rule, "quote the figures that have commas")
        if len(row.cells) <= self._values[-1].at:
            rule, remedy = "the line ends before this column", "save the table again"
            raise _RefusedError(self._values[-1].text, row.cells[-1], rule, remedy)
        subjects = self._subjects(row)
        if subjects is None:
            return
        figures: list[Figure] = []
        for each in self._values:
            try:
                figures += self._figure(row, each, self._when_under(row, year, each) or when, flow, subjects)
            except _RefusedError as refused:
                self._refuse(row, refused)
        self._prove(row, figures)
        self._parts += [
            ((each.month, each.flow, each.item, each.status), each.value_usd)
            for each in figures
            if each.partner is not None
        ]
        self._reading.figures += [each for each in figures if each.partner != _UNLISTED]

    def _repeats_headings(self, row: Row) -> bool:
        """Whether the row is one of headings, as a page of print begins with."""
        texts = {heading.at: heading.text.split(" | ") for heading in self._table.headings}
        return all(text in texts.get(at, ()) for at, text in enumerate(row.cells) if text)

    def _is_of_something_else(self, row: Row) -> bool:
        """Whether a key says that the row is of another country, cycle, adjustment or part than the layout is."""
        keys = [(each.column.must, row.cell(each.at)) for each in self._table.headings if each.column]
        return any(must and text and not must.fullmatch(text) for must, text in keys)

    def _pass_over_sums_of_the_table(self) -> None:
        """Takes the sums out that are no more than what the table lists, which may be only some of all partners."""
        listed: dict[tuple[date, str, str | None, str], list[Decimal]] = {}
        for place, value in self._parts:
            listed.setdefault(place, []).append(value)
        kept = []
        for figure in self._reading.figures:
            parts = listed.get((figure.month, figure.flow, figure.item, figure.status), [])
            is_sum = bool(parts) and abs(sum(parts) - figure.value_usd) <= figure.rounded_to_usd * len(parts)
            if figure.partner is None and is_sum:
                self._reading.totals += [figure.line] if figure.line not in self._reading.totals else []
            else:
                kept.append(figure)
        self._reading.figures = kept

    def _refuse_months_below_days(self) -> None:
        """Takes whole months out where a line above says first days: either is wrong, and they look alike."""
        row = next((row for row in self._table.above if month.tells_days(" ".join(row.cells))), None)
        of_days = [figure for figure in self._reading.figures if figure.status in words.windows()]
        if row and len(of_days) < len(self._reading.figures):
            line = " ".join(filter(None, row.cells))
            rule = f"the line above the table, {line!r}, is of the first days of a month, and its figures of whole ones"
            remedy = "write the days beside each month, as 2023.01.01~20, or correct the line"
            self._reading.problems.append(Problem(self._file, rule, remedy, row.line or None))
            self._reading.figures = of_days

    def _remember(self, row: Row) -> None:
        """Keeps what rows below do not repeat: the year of their months, and the subject that they are of."""
        if year := month.year_alone(self._cell(row, "month")):
            # The months that follow two years are of either.
            self._year = "" if month.year_alone(self._before) else year
            self._before = year
        if self._leads:
            self._subject = self._cell(row, self._leads) or self._subject

    def _subjects(self, row: Row) -> dict[str, str | None] | None:
        """The item and partner of the row, None where it is of one that no list knows or of the sum of some items."""
        subjects: dict[str, str | None] = {}
        for kind in ("item", "partner"):
            if self._at.keys() & {kind, f"{kind}_code"}:
                code_heading: Holds = "item_code" if kind == "item" else "partner_code"
                name, code = self._cell(row, kind), self._cell(row, code_heading)
                name = self._subject if kind == self._leads and not code else name
                if words.is_subtotal(name):
                    self._reading.totals.append(row.line)
                    return None
                found = self._names.subject(kind, name, code, self._table.layout.codes)
                if isinstance(found, Unknown):
                    self._unknown(found, row)
                    if kind == "item":
                        return None
                    found = _UNLISTED
                if kind == "item" and found is None:
                    # The sum of the items that the table lists, which need not be all.
                    self._reading.totals.append(row.line)
                    return None
                subjects[kind] = found
        return subjects

    def _prove(self, row: Row, figures: list[Figure]) -> None:
        """Raises if the balance in the row is not that of its exports and imports: columns are exchanged or shifted."""
        written = words.figure(row.cell(self._balance.at)) if self._balance else None
        by_flow = {figure.flow: figure for figure in figures}
        if self._balance is None or written is None or len(figures) != 2 or len(by_flow) != 2:
            return
        exports, imports = by_flow["exports"], by_flow["imports"]
        unit = words.unit(self._balance.text) or self._unit_of(row, self._values[0])
        step = max(written.step * unit, Decimal(max(exports.rounded_to_usd, imports.rounded_to_usd)))
        balance = written.number * unit
        if abs(exports.value_usd - imports.value_usd - balance) > 2 * step:
            rule = f"exports less imports of the line are {exports.value_usd - imports.value_usd:,f}, not {balance:,f}"
            remedy = "check that no column is exchanged or shifted"
            raise _RefusedError(self._balance.text, row.cell(self._balance.at), rule, remedy)

    def _is_sum(self, row: Row, year: str) -> bool:
        """Whether the row is of no month but of all, or of a longer period."""
        texts = [self._cell(row, "month")] if "month" in self._at else []
        texts += [year] if "year" in self._at else []
        if any(words.is_total(text) or words.is_subtotal(text) for text in texts):
            return True
        if "month" not in self._at:
            return False
        is_year = "year" in self._at and not texts[0] and bool(self._cell(row, "year"))
        return is_year or month.is_longer(texts[0])

    def _when(self, row: Row, year: str) -> month.Month | None:
        """The month of a row, or that of the lines above the table."""
        if "month" not in self._at or any(
            heading.column and heading.column.names == "year" for heading in self._values
        ):
            return self._table.month
        text = self._cell(row, "month")
        if "year" in self._at:
            text = month.of_year(year, text)
        else:
            text = month.with_year_of(self._before, text)
            text = month.of_year(self._year, text) if self._year and month.is_alone(text) else text
            self._before = text
        return self._month(text, self._at["month"])

    def _when_under(self, row: Row, year: str, heading: Heading) -> month.Month | None:
        """The month that a heading names, with what the row says of it."""
        named = heading.match.groupdict() if heading.match else {}
        if "month" in named:
            return self._month(named["month"], heading)
        if "month_of_year" in named:
            return self._month(month.of_year(year, named["month_of_year"]), heading)
        if "year" in named:
            return self._month(month.of_year(month.year_alone(named["year"]), self._cell(row, "month")), heading)
        return None

    def _month(self, text: str, heading: Heading) -> month.Month:
        found = month.read(text, zeros=self._zeros)
        if found is None:
            rule = "the value is no month"
            if month.is_alone(text):
                rule = "the month has no year"
            elif month.read(text, zeros=True):
                rule = "the month can be January or October, for a zero may be lost"
            raise _RefusedError(heading.text, text, rule, _NO_MONTH)
        return found

    def _figure(
        self, row: Row, heading: Heading, when: month.Month | None, flow: str | None, subjects: dict[str, str | None]
    ) -> Iterator[Figure]:
        text = row.cell(heading.at)
        if words.is_blank(text):
            return
        figure = words.figure(text)
        if figure is None:
            raise _RefusedError(heading.text, text, "the value is no figure", _NO_FIGURE)
        if figure.number < 0:
            raise _RefusedError(heading.text, text, "the value is negative", "a level of trade is 0 or more")
        groups = heading.match.groupdict() if heading.match else {}
        if when is None:
            raise _RefusedError(heading.text, text, "the figure has no month", _NO_MONTH)
        if "item" in groups:
            found = self._names.subject("item", groups["item"], "", self._table.layout.codes)
            if isinstance(found, Unknown):
                self._unknown(found, row)
                return
            if found is None:
                self._reading.sums[heading.text] = None
                return
            subjects = subjects | {"item": found}
        unit = self._unit_of(row, heading)
        status = self._status(row, heading, when, is_preliminary=figure.is_preliminary)
        value = figure.number * unit
        step = max(int(figure.step * unit), 1, self._table.layout.rounded_to)
        column_flow = heading.column.flow if heading.column else None
        yield Figure(
            table=self._file,
            line=row.line,
            heading=heading.text,
            month=when.first,
            flow=column_flow or flow or "",
            item=subjects.get("item"),
            partner=subjects.get("partner"),
            status=status,
            value_usd=value,
            rounded_to_usd=step,
        )

    def _unit_of(self, row: Row, heading: Heading) -> int:
        own = self._cell(row, "unit")
        if own and words.unit(own) is None:
            raise _RefusedError(
                heading.text, row.cell(heading.at), f"the unit {own!r} is no currency", "remove the row"
            )
        stated = {
            found for text in (own, self._cell(row, "flow"), heading.text) if (found := words.unit(text)) is not None
        }
        # Above the figures, dollars may be named without their multiple, and another currency for other columns.
        above = {unit for unit in self._above if unit > 1 or (unit == 0 and not stated)}
        units = sorted(stated | above or {*self._above})
        if len(units) > 1:
            rule = f"the table states two units, {' and '.join(f'{unit:,}' for unit in units)}"
            raise _RefusedError(heading.text, row.cell(heading.at), rule, "correct the one that is wrong")
        if not units and self._no_unit:
            rule = f"the unit of the table, {self._no_unit!r}, is no currency"
            raise _RefusedError(heading.text, row.cell(heading.at), rule, "save it in US dollars")
        unit = units[0] if units else self._table.layout.unit
        if unit is None:
            raise _RefusedError(
                heading.text, row.cell(heading.at), "no unit is stated", "write it above the table: (단위: 천달러)"
            )
        if "power" in self._at:
            unit *= self._power(row)
        if unit == 0:
            rule = "the figures are in another currency"
            raise _RefusedError(heading.text, row.cell(heading.at), rule, "save them in US dollars: no rate is applied")
        return unit

    def _power(self, row: Row) -> int:
        """What a row says that its figures are to be multiplied with."""
        text = self._cell(row, "power")
        if not text.isdecimal() or int(text) > _HIGHEST_POWER:
            rule = f"the value is no power of ten from 0 to {_HIGHEST_POWER}"
            raise _RefusedError(self._at["power"].text, text, rule, "write 0, 3, 6 or 9")
        return int(10 ** int(text))

    def _status(self, row: Row, heading: Heading, when: month.Month, *, is_preliminary: bool) -> str:
        days = words.days(self._cell(row, "window")) if "window" in self._at else when.days
        if "window" in self._at and days is None:
            text = self._cell(row, "window")
            raise _RefusedError(self._at["window"].text, text, "the value tells no number of days", "write 10d or 20d")
        if days is not None:
            status = words.window(days)
            if status is None:
                raise _RefusedError(
                    heading.text, f"{days} days", "no office publishes so many days", "10 or 20 days, or a month"
                )
            return status
        says_so = words.is_preliminary(self._cell(row, "status"))
        return "preliminary" if is_preliminary or when.is_preliminary or says_so else ""

    def _cell(self, row: Row, holds: Holds) -> str:
        return row.cell(self._at[holds].at) if holds in self._at else ""

    def _unknown(self, unknown: Unknown, row: Row) -> None:
        key = (unknown.kind, unknown.name)
        self._reading.unknown[key] = unknown
        self._reading.unknown_lines.setdefault(key, []).append(row.line)

    def _refuse(self, row: Row, refused: _RefusedError) -> None:
        heading, value, rule, remedy = refused.place
        self._reading.problems.append(Problem(self._file, rule, remedy, row.line, heading, value))
