"""The kinds of wrong changes of the sources: what a slip of a hand, a spreadsheet or a merge makes of one place.

Belongs here: changing rows in memory, each kind by a function. Does not belong here: judging what comes of it
(`tools.mutations`). No mutation means the same as what it changes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import declaration
from korea_trade.statements import figure as figures

Row = dict[str, str]
# The rows of each source table, and of each file of official series by its name.
Tables = dict[str, list[Row]]
# Changes `tables` in place and returns the names of those that it changed, none where the row has nothing to change.
Mutation = Callable[[Tables, random.Random], tuple[str, ...]]

DECLARATION: Final = declaration.load()
_THEMES: Final = [table.name for table in DECLARATION.statement_tables]
_LISTS: Final = [
    table.name
    for table in DECLARATION.reference_tables
    if table.published is not None and table.name not in ("corrections",)
]


def is_series(name: str) -> bool:
    """Whether what has this name among the tables is a file of official series."""
    return name.startswith(f"{SERIES_FOLDER}/")


def _digit(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Figure and value together say another number."""
    name, row = _statement(tables, chance)
    digits = [at for at, one in enumerate(row["figure"]) if one.isdigit()]
    if not digits or row["unit"] == "date":
        return ()
    at = chance.choice(digits)
    other = chance.choice([one for one in "123456789" if one != row["figure"][at]])
    return _printed(name, row, row["figure"][:at] + other + row["figure"][at + 1 :])


def _neighbours(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two neighbouring digits of figure and value change places."""
    name, row = _statement(tables, chance)
    pairs = [match.start() for match in re.finditer(r"(?=(\d)(?!\1)\d)", row["figure"])]
    if not pairs or row["unit"] == "date":
        return ()
    at = chance.choice(pairs)
    text = row["figure"]
    return _printed(name, row, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def _precision(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A spreadsheet pads a decimal, or drops a zero."""
    name, row = _statement(tables, chance)
    if match := re.search(r"\d+\.\d+", row["figure"]):
        padded = match[0][:-1] if match[0].endswith("0") and chance.random() < 0.5 else f"{match[0]}0"
        row["figure"] = row["figure"].replace(match[0], padded)
        return (name,)
    return ()


def _sign(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The value has the other sign, and the figure too where it prints one."""
    name, row = _statement(tables, chance)
    if row["unit"] in ("date", "direction", "rank") or float(row["value"]) == 0:
        return ()
    row["value"] = row["value"][1:] if row["value"].startswith("-") else f"-{row['value']}"
    row["figure"] = row["figure"].translate(str.maketrans("+-−", "-++"))
    return (name,)


def _value_alone(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The value is ten times as large, without the figure."""
    name, row = _statement(tables, chance)
    if row["unit"] in ("date", "direction") or float(row["value"]) == 0:
        return ()
    row["value"] = f"{float(row['value']) * 10:.15g}"
    return (name,)


def _period(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Another year, or another month of the year."""
    name, row = _statement(tables, chance)
    row["period"] = _shifted(row["period"], chance)
    return (name,)


def _reference_period(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    if not row["reference_period"]:
        return ()
    row["reference_period"] = _shifted(row["reference_period"], chance)
    return (name,)


def _subject(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    if row["subject_kind"] == "total":
        return ()
    table, key = DECLARATION.subjects[row["subject_kind"]].split(".")
    return _other(name, row, "subject_id", [one[key] for one in tables[table]], chance)


def _column(column: str) -> Mutation:
    """One closed column says another of its terms."""

    def mutate(tables: Tables, chance: random.Random) -> tuple[str, ...]:
        name, row = _statement(tables, chance)
        declared = next(one for one in DECLARATION.tables[name].columns if one.name == column)
        if declared.vocabulary:
            return _other(name, row, column, list(DECLARATION.vocabularies[declared.vocabulary]), chance)
        assert declared.references is not None
        table, key = declared.references.split(".")
        return _other(name, row, column, [one[key] for one in tables[table]], chance)

    return mutate


def _theme_column(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A column that a theme has for itself says what it says in another row."""
    name, row = _statement(tables, chance)
    shared = {column.name for column in DECLARATION.tables["trade_totals"].columns}
    own = [column.name for column in DECLARATION.tables[name].columns if column.name not in shared]
    if not own:
        return ()
    column = chance.choice(own)
    return _other(name, row, column, [one[column] for one in tables[name]], chance)


def _rows_swapped(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two statements of one theme and unit exchange figure and value."""
    name, row = _statement(tables, chance)
    others = [one for one in tables[name] if one["unit"] == row["unit"] and one["figure"] != row["figure"]]
    if not others:
        return ()
    other = chance.choice(others)
    for column in ("figure", "value"):
        row[column], other[column] = other[column], row[column]
    return (name,)


def _place(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The statement has the hash of another sentence."""
    name, row = _statement(tables, chance)
    return _other(name, row, "sentence_sha256", [one["sentence_sha256"] for one in tables[name]], chance)


def _row_removed(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _statement(tables, chance)
    tables[name].remove(row)
    return (name,)


def _row_again(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The row stands there a second time under a new id."""
    name, row = _statement(tables, chance)
    if row["repeats"]:
        return ()
    tables[name].append(row | {"statement_id": f"{row['statement_id']}-again"})
    return (name,)


def _row_moved(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The row stands in the table of another theme with the same columns."""
    name, row = _statement(tables, chance)
    others = [other for other in _THEMES if other != name and tables[other] and tables[other][0].keys() == row.keys()]
    if not others:
        return ()
    other = chance.choice(others)
    tables[name].remove(row)
    tables[other].append(row)
    return (name, other)


def _list_cell(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A cell of a published list, no part of its key, says what it says in another row, or nothing."""
    name = chance.choice(_LISTS)
    table = DECLARATION.tables[name]
    columns = [one.name for one in table.columns if not one.remark and one.name not in (*table.key, *_UNPUBLISHED)]
    if not columns or not tables[name]:
        return ()
    row, column = chance.choice(tables[name]), chance.choice(columns)
    return _other(name, row, column, ["", *(one[column] for one in tables[name])], chance)


def _list_rows_swapped(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two rows of a published list exchange their keys."""
    name = chance.choice(_LISTS)
    table = DECLARATION.tables[name]
    if len(tables[name]) < 2:
        return ()
    one, other = chance.sample(tables[name], 2)
    changed = {column.name for column in table.columns} - set(table.key) - set(_UNPUBLISHED)
    if all(one[column] == other[column] for column in changed):
        return ()
    for column in table.key:
        one[column], other[column] = other[column], one[column]
    return (name,)


def _list_row_removed(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name = chance.choice(_LISTS)
    if not tables[name]:
        return ()
    tables[name].remove(chance.choice(tables[name]))
    return (name,)


def _correction(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The corrected figure and value say another number."""
    row = chance.choice(tables["corrections"])
    digits = [at for at, one in enumerate(row["corrected_figure"]) if one.isdigit()]
    at = chance.choice(digits)
    other = chance.choice([one for one in "123456789" if one != row["corrected_figure"][at]])
    text = row["corrected_figure"]
    row["corrected_figure"] = text[:at] + other + text[at + 1 :]
    row["corrected_value"] = _read(row["corrected_figure"], row["unit"], row["corrected_value"])
    return ("corrections",)


def _year_everywhere(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A year is found and replaced in all periods of a theme."""
    name = chance.choice([name for name in _THEMES if tables[name]])
    year = chance.choice(sorted({year for row in tables[name] for year in re.findall(r"\b\d{4}\b", row["period"])}))
    other = str(int(year) + chance.choice([-1, 1]))
    for row in tables[name]:
        row["period"] = row["period"].replace(year, other)
    return (name,)


def _column_sorted(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A spreadsheet sorts figure and value, or another column of a table, without the rest of the row."""
    name = chance.choice([name for name in (*_THEMES, *_LISTS) if tables[name]])
    table = DECLARATION.tables[name]
    columns = [one.name for one in table.columns if not one.remark and one.name not in (*table.key, *_UNPUBLISHED)]
    if not columns:
        return ()
    column = chance.choice(columns)
    together = ("figure", "value") if column in ("figure", "value") else (column,)
    before = [[row[one] for one in together] for row in tables[name]]
    for row, cells in zip(tables[name], sorted(before), strict=True):
        row.update(zip(together, cells, strict=True))
    return () if before == sorted(before) else (name,)


def _official_digit(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """The last digit that is rounded to says another number, which no other figure speaks against."""
    name, row = _official(tables, chance)
    step = float(row["rounded_to_usd"])
    row["value_usd"] = f"{float(row['value_usd']) + step * chance.choice([-2, -1, 1, 2]):.15g}"
    return (name,)


def _official_months(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """Two neighbouring lines of an official series exchange their values."""
    name, row = _official(tables, chance)
    at = tables[name].index(row)
    other = tables[name][at - 1]
    if row["value_usd"] == other["value_usd"]:
        return ()
    row["value_usd"], other["value_usd"] = other["value_usd"], row["value_usd"]
    return (name,)


def _official_column(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    """A column of an official figure says what it says in another row."""
    name, row = _official(tables, chance)
    column = chance.choice(["month", "flow", "item", "partner", "definition", "status", "known_from", "rounded_to_usd"])
    every = [one[column] for file in tables if is_series(file) for one in tables[file]]
    return _other(name, row, column, every, chance)


def _official_row_removed(tables: Tables, chance: random.Random) -> tuple[str, ...]:
    name, row = _official(tables, chance)
    tables[name].remove(row)
    return (name,)


# What a release does not show, so that no reader sees a change of it.
_UNPUBLISHED: Final = (
    *("plausible_least", "plausible_most"),
    *("name", "paragraph", "sentence", "sentence_sha256"),
    *("known_from_note",),
)

KINDS: Final[dict[str, Mutation]] = {
    "another digit in figure and value": _digit,
    "two digits of figure and value exchanged": _neighbours,
    "another number of decimals": _precision,
    "the other sign": _sign,
    "value without figure": _value_alone,
    "another period": _period,
    "another reference period": _reference_period,
    "another subject": _subject,
    "another kind of subject": _column("subject_kind"),
    "another flow": _column("flow"),
    "another measure": _column("measure"),
    "another unit": _column("unit"),
    "another certainty": _column("certainty"),
    "another entry in a column of the theme": _theme_column,
    "figures of two rows exchanged": _rows_swapped,
    "the hash of another sentence": _place,
    "a row removed": _row_removed,
    "a row again under a new id": _row_again,
    "a row in the table of another theme": _row_moved,
    "another entry in a published list": _list_cell,
    "keys of two rows of a list exchanged": _list_rows_swapped,
    "a row of a list removed": _list_row_removed,
    "another digit in a correction": _correction,
    "a year replaced in a whole table": _year_everywhere,
    "a column sorted by itself": _column_sorted,
    "another last digit of an official figure": _official_digit,
    "official figures of two rows exchanged": _official_months,
    "another entry beside an official figure": _official_column,
    "an official figure removed": _official_row_removed,
}


def _statement(tables: Tables, chance: random.Random) -> tuple[str, Row]:
    name = chance.choice([name for name in _THEMES for _ in tables[name]])
    return name, chance.choice(tables[name])


def _official(tables: Tables, chance: random.Random) -> tuple[str, Row]:
    name = chance.choice([name for name in tables if is_series(name)])
    return name, chance.choice(tables[name])


def _other(name: str, row: Row, column: str, terms: list[str], chance: random.Random) -> tuple[str, ...]:
    others = sorted({term for term in terms if term != row[column]})
    if not others:
        return ()
    row[column] = chance.choice(others)
    return (name,)


def _shifted(period: str, chance: random.Random) -> str:
    months = re.findall(r"-(0[1-9]|1[0-2])\b", period)
    if months and "/" not in period and chance.random() < 0.5:
        other = chance.choice([month for month in range(1, 13) if month != int(months[0])])
        return re.sub(r"-(0[1-9]|1[0-2])\b", f"-{other:02d}", period, count=1)
    years = chance.choice([-2, -1, 1, 2])
    return re.sub(r"\b(\d{4})\b", lambda match: str(int(match[1]) + years), period)


def _printed(name: str, row: Row, figure: str) -> tuple[str, ...]:
    """`row` with another figure, and the value that the figure says; nothing if it says the same or nothing."""
    before, row["figure"] = row["figure"], figure
    try:
        value = _read(figure, row["unit"], row["value"])
    except ValueError:
        return ()
    if figure == before or float(value) == float(row["value"]):
        return ()
    row["value"] = value
    return (name,)


def _read(figure: str, unit: str, value: str) -> str:
    return f"{float(figures.read(figure, unit, Decimal(value)).value):.15g}"
