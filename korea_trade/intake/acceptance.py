"""The source files of an article, as the decisions on its rows make them.

Belongs here: which rows stand where, what of a row follows from the others (repeats, the place of the article), and
writing the files. Does not belong here: deciding (`review`), and what a row must be like (`conformity`).

The decisions are the truth, so writing again mends what a killed process left undone. A row in a file that no decision
put there was entered or changed by a person by hand, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from korea_trade.intake import decisions, whole_files
from korea_trade.intake.decisions import Decision
from korea_trade.statements import declaration
from korea_trade.statements.declaration import SourceTable
from korea_trade.statements.files import source_name, table_files
from korea_trade.warehouse.settings import Settings

Row = Mapping[str, str]
EXCEPTIONS: Final = "digit_exceptions"
ARTICLES: Final = "articles"
# Filled in when a row is written, from the rows beside it.
_FOLLOWING: Final = frozenset({"repeats", "article_no", "known_order"})
_SAME: Final = ("measure", "flow", "subject_kind", "subject_id", "period", "reference_period", "value", "unit")
_YEAR: Final = re.compile(r"[0-9]{4}")


def write(settings: Settings, article_id: str, log: Sequence[Decision]) -> list[str]:
    """Makes the source files of the article what `log` says, and returns the names of those that changed."""
    accepted: dict[str, list[Row]] = {}
    for each in decisions.standing(log).values():
        if each.is_accepted:
            accepted.setdefault(each.table, []).append(each.row)
    statements = [row for table in declaration.load().statement_tables for row in accepted.get(table.name, [])]
    accepted[EXCEPTIONS] = _needed(accepted.get(EXCEPTIONS, []), statements)
    if not statements:
        accepted.pop(ARTICLES, None)
    changed: list[str] = []
    for table in declaration.load().tables.values():
        if any(each.table == table.name for each in log):
            decided = [each.row for each in log if each.table == table.name]
            path = settings.sources / table.name / f"{article_id}.csv"
            before = whole_files.read_table(path)
            rows = _merged(table, before, accepted.get(table.name, []), decided)
            if table.name == ARTICLES:
                rows, renumbered = _numbered(settings, path, rows)
                changed += renumbered
            if rows != before:
                _replace(path, table, rows)
                changed.append(source_name(settings.sources, path))
    return changed


def _needed(exceptions: Iterable[Row], statements: Sequence[Row]) -> list[Row]:
    """The digits that no statement of their sentence accounts for by a year of its periods, once each."""
    needed: dict[tuple[str, str, str], Row] = {}
    for row in exceptions:
        beside = [one for one in statements if one["sentence_sha256"] == row["sentence_sha256"]]
        years = {
            year
            for one in beside
            for name in ("period", "reference_period")
            for year in _YEAR.findall(one.get(name, ""))
        }
        if row["text"] not in years:
            needed.setdefault((row["paragraph"], row["sentence"], row["text"]), row)
    return list(needed.values())


def _merged(table: SourceTable, before: Sequence[Row], accepted: Iterable[Row], decided: Iterable[Row]) -> list[Row]:
    """The rows of a file in order: what was accepted, and what nobody decided here."""
    ours = {_said(table, row) for row in decided}
    rows = {_key(table, row): _whole(table, row) for row in before if _said(table, row) not in ours}
    numbers = {_key(table, row): {name: row[name] for name in _FOLLOWING & row.keys()} for row in before}
    for row in accepted:
        key = _key(table, row)
        rows.setdefault(key, _whole(table, {**row, **numbers.get(key, {})}))
    ordered = sorted(rows.values(), key=_order)
    return _repeating(table, ordered) if table.kind == "statement" else ordered


def _whole(table: SourceTable, row: Row) -> Row:
    return {column.name: row.get(column.name, "") for column in table.columns}


def _said(table: SourceTable, row: Row) -> tuple[str, ...]:
    return tuple(row.get(column.name, "") for column in table.columns if column.name not in _FOLLOWING)


def _key(table: SourceTable, row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in table.key)


def _order(row: Row) -> tuple[int, int, str]:
    return int(row.get("paragraph") or 0), int(row.get("sentence") or 0), next(iter(row.values()))


def _repeating(table: SourceTable, rows: Iterable[Row]) -> list[Row]:
    """The rows, of which the later ones of the same fact name the first; of a direction the words tell it apart."""
    own = [column.name for column in table.columns if not column.name.startswith("sentence")]
    own = own[own.index("note") + 1 :]
    first: dict[tuple[str, ...], str] = {}
    found: list[Row] = []
    for row in rows:
        fact = tuple(row[name] for name in (*_SAME, *own) if name != "entry")
        fact = (*fact, row["figure"].lower() if row["unit"] == "direction" else "")
        before = first.setdefault(fact, row["statement_id"])
        found.append({**row, "repeats": "" if before == row["statement_id"] else before})
    return found


def _numbered(settings: Settings, path: Path, rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The row of the article with its numbers; where others became known later, they are numbered anew."""
    table = declaration.load().tables[ARTICLES]
    others = {file: whole_files.read_table(file) for file in table_files(settings.sources, ARTICLES) if file != path}
    listed = [row for file in others.values() for row in file]
    if not rows:
        return [], []
    row = dict(rows[0])
    number = max((int(one["article_no"]) for one in listed), default=0) + 1
    row["article_no"] = row["article_no"] or str(number)
    order = sorted([*listed, row], key=lambda one: (one["known_from"], int(one["known_order"] or len(listed) + 1)))
    places = {one["article_id"]: str(at) for at, one in enumerate(order, start=1)}
    changed = []
    for file, before in others.items():
        after = [{**one, "known_order": places[one["article_id"]]} for one in before]
        if after != before:
            _replace(file, table, after)
            changed.append(source_name(settings.sources, file))
    row["known_order"] = places[row["article_id"]]
    return [row], changed


def _replace(path: Path, table: SourceTable, rows: Sequence[Row]) -> None:
    """Writes the file; one that no row is left in goes, and its folder with the last of them."""
    if rows:
        whole_files.write_table(path, [column.name for column in table.columns], rows)
        return
    path.unlink(missing_ok=True)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
