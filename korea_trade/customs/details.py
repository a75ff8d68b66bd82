"""The detail of each month, put together from the source files that hold it.

Belongs here: which files changed, the months that they hold, and what several files say of one month. Does not belong
here: one file (`delivery`), and what is computed of a month (`months`).

Nothing is taken in of files of which one is at fault: the store stays as it was.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import duckdb

from korea_trade.customs import catalogue, delivery, files, folders
from korea_trade.customs.catalogue import Catalogue, Detail, SourceFile
from korea_trade.customs.delivery import Delivery
from korea_trade.customs.reference import Reference
from korea_trade.literals import quoted, quoted_to_read
from korea_trade.statements.reader import Problem, SourceError
from korea_trade.warehouse import fingerprint

_KEY: Final = "code, partner, flow"
_SUMS: Final = ", ".join(
    f"if(count({measure}) = count(*), sum({measure})::bigint, null) as {measure}"
    for measure in ("value_usd", "weight_kg", "declarations")
)


def bring_up_to_date(store: Catalogue, sources: Path, reference: Reference) -> None:
    """Makes the detail of each month what the files say. Raises SourceError with what is wrong in them."""
    with tempfile.TemporaryDirectory(dir=store.unfinished) as folder, duckdb.connect() as connection:
        connection.execute(f"set temp_directory = '{quoted(Path(folder))}'")
        opened = _Opened(Path(folder))
        paths = {files.name(path): path for path in files.detail_files(sources)}
        problems = [
            Problem(files.name(path), "no customs detail is read from this", "name it .csv or .parquet, or remove it")
            for path in files.undeclared(sources)
        ]
        now: dict[str, SourceFile] = {}
        for name, path in paths.items():
            before = store.files.get(name)
            if before is not None and before.seen == _seen(path):
                now[name] = before
                continue
            file = _read(connection, opened, path)
            if isinstance(file, SourceFile):
                now[name] = file
            else:
                problems += file
        if problems:
            raise SourceError(problems[: delivery.SHOWN])
        connection.register(
            "concordance_frame", reference.concordance[["code", "first_month", "last_month", "becomes"]]
        )
        connection.execute(
            "create table concordance (code varchar, first_month date, last_month date, becomes varchar)"
        )
        connection.execute("insert into concordance from concordance_frame")
        details = {
            month: _detail(connection, store, month, [(paths[name], now[name]) for name in names], opened, problems)
            for month, names in _by_month(now).items()
        }
        if problems:
            raise SourceError(problems[: delivery.SHOWN])
    store.files, store.details = now, {month: detail for month, detail in details.items() if detail is not None}


class _Opened:
    """Deliveries, each opened once and only if need be."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: dict[Path, Delivery | list[Problem]] = {}

    def get(self, path: Path) -> Delivery | list[Problem]:
        if path not in self._opened:
            self._opened[path] = delivery.opened(path, self._folder)
        return self._opened[path]


def _read(connection: duckdb.DuckDBPyConnection, opened: _Opened, path: Path) -> SourceFile | list[Problem]:
    """The file `path` as it is now, or what is wrong in it."""
    one = opened.get(path)
    if not isinstance(one, Delivery):
        return one
    try:
        seen = _seen(path)
        if problems := one.problems(connection):
            return problems
        months = connection.execute(f"select distinct month from ({one.rows}) order by month").fetchall()
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, duckdb.Error) as error:
        rule = f"the file cannot be read ({str(error).splitlines()[0]})"
        return [Problem(one.name, rule, "deliver it anew")]
    if not months:
        return [Problem(one.name, "the file has no rows", "deliver it anew or remove it")]
    return SourceFile(seen, sha256, tuple(str(month) for (month,) in months))


def _seen(path: Path) -> str:
    """What the file system tells of a file without reading it; whoever changes one cannot leave all of it."""
    stat = path.stat()
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino} {_version()}"


@cache
def _version() -> str:
    """A digest of what reads files: another layout or rule reads them anew, and builds what that changes."""
    room = Path(__file__).parent
    names = [path.relative_to(room).as_posix() for ending in ("py", "yml") for path in room.rglob(f"*.{ending}")]
    return catalogue.key(fingerprint.checksums(room, names))


def _by_month(found: dict[str, SourceFile]) -> dict[date, list[str]]:
    """The files that hold each month."""
    months: dict[date, list[str]] = {}
    for name, file in found.items():
        for month in file.months:
            months.setdefault(date.fromisoformat(month), []).append(name)
    return dict(sorted(months.items()))


def _detail(
    connection: duckdb.DuckDBPyConnection,
    store: Catalogue,
    month: date,
    holding: Iterable[tuple[Path, SourceFile]],
    opened: _Opened,
    problems: list[Problem],
) -> Detail | None:
    """The detail of a month as it is in the store, or made now; None if the files contradict each other."""
    holding = list(holding)
    became = connection.execute(
        "select code, becomes from concordance where $1 between first_month and last_month order by all", [month]
    ).fetchall()
    key = catalogue.key(_version(), month, sorted(file.sha256 for _, file in holding), became)
    before = store.details.get(month)
    if before is not None and before.key == key:
        return before
    place = store.detail_folder(month, key)
    if folders.flaw(place) is None:  # a run that was killed finished it
        return Detail(key, _digest(connection, place))
    rows = []
    for path, _ in holding:
        one = opened.get(path)
        assert isinstance(one, Delivery)  # it was read before, and has not changed
        rows.append(f"select *, '{quoted(Path(one.name))}' as source_file from ({one.rows}) where month = $1")
    connection.execute(f"create or replace temp table month_rows as {' union all '.join(rows)}", [month])
    found = [*_twice(connection, month), *_parts_beside_wholes(connection, month)]
    if found:
        problems += found
        return None
    made = store.unfinished / key
    made.mkdir()
    connection.execute(
        f"""
        copy (
            select coalesce(becomes, month_rows.code) as code, partner, flow, {_SUMS}
            from month_rows
            left join concordance
                on month_rows.code = concordance.code and month_rows.month between first_month and last_month
            group by all
            order by flow, code, partner
        ) to '{quoted(made)}/part-0.parquet' (format parquet)
        """
    )
    folders.take_in(made, place)
    return Detail(key, _digest(connection, place))


def _digest(connection: duckdb.DuckDBPyConnection, place: Path) -> str:
    row = connection.execute(
        f"select count(*), sum(hash(row_)), bit_xor(hash(row_)) from '{quoted_to_read(place)}/*.parquet' as row_"
    ).fetchone()
    return catalogue.key(row)


def _twice(connection: duckdb.DuckDBPyConnection, month: date) -> list[Problem]:
    found = connection.execute(
        f"""
        select
            source_file, source_line, concat_ws(', ', {_KEY}),
            first_value(concat_ws(':', source_file, source_line)) over (
                partition by {_KEY} order by source_file, source_line
            ) as first_place
        from month_rows
        semi join (select {_KEY} from month_rows group by all having count(*) > 1) using ({_KEY})
        qualify first_place <> concat_ws(':', source_file, source_line)
        order by source_file, source_line
        limit {delivery.SHOWN}
        """
    ).fetchall()
    return [
        Problem(
            file, f"the key stands already in {first}", "remove one of the two", line, _KEY, f"{month:%Y-%m}, {key}"
        )
        for file, line, key, first in found
    ]


def _parts_beside_wholes(connection: duckdb.DuckDBPyConnection, month: date) -> list[Problem]:
    """Codes that another code of the month is a part of: sums would count it twice."""
    found = connection.execute(
        f"""
        with codes as (
            select code, flow, min_by(source_file, source_line) as source_file, min(source_line) as source_line
            from month_rows
            group by all
        )
        select whole.source_file, whole.source_line, whole.code, part.code
        from (select * from codes where length(code) < (select max(length(code)) from codes)) as whole
        inner join codes as part on whole.flow = part.flow and whole.code = left(part.code, length(whole.code))
        where whole.code <> part.code
        order by all
        limit {delivery.SHOWN}
        """
    ).fetchall()
    return [
        Problem(
            file,
            f"the code stands in {month:%Y-%m} beside its part {part}, so that sums would count that twice",
            "deliver a month by the codes of one level",
            line,
            "code",
            whole,
        )
        for file, line, whole, part in found
    ]
