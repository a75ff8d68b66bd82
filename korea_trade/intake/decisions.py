"""What people decided on proposed rows: one file an article in `sources/decisions/`, in which nothing is ever changed.

Belongs here: the log, adding to it, and what of it still stands. Does not belong here: whether a row may be accepted
(`conformity`), and what follows from a decision in the source tables (`acceptance`).

A decision is about one row of one table: that of a figure, by the hash of its sentence and its place in it, that of the
article, or one that is added to a reference list, by its key. Decisions on a row stack: undo takes the last away. The
number of decisions is the version of the log, by which two reviewers notice each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from filelock import FileLock

from korea_trade.errors import WarehouseError
from korea_trade.intake import whole_files
from korea_trade.warehouse.settings import Settings

ACCEPT: Final = "accept"
EDIT: Final = "edit"
REJECT: Final = "reject"
UNDO: Final = "undo"
_COLUMNS: Final = ("no", "table", "key", "figure", "decision", "decided_by", "decided_at", "reason", "row")
_PLACE: Final = re.compile(r"([0-9a-f]{16})-[0-9]+(?:-[0-9]+)?")
_SECONDS_TO_WAIT: Final = 30


@dataclass(frozen=True)
class Decision:
    """Accept, edit (accept with other values), reject or undo; `row` holds the values decided, by column."""

    table: str
    key: str
    decision: str
    decided_by: str
    decided_at: str
    reason: str
    row: Mapping[str, str]
    no: int = 0

    @property
    def is_accepted(self) -> bool:
        return self.decision in (ACCEPT, EDIT)


class ConflictError(WarehouseError):
    """Somebody else has decided on the same row meanwhile."""


def place(sentence_sha256: str, start: int, number: int) -> str:
    """The key of a figure: its sentence, the character where it starts, and a number if several rows start there."""
    return f"{sentence_sha256[:16]}-{start}" + (f"-{number}" if number > 1 else "")


def articles(settings: Settings) -> list[str]:
    """The ids of the articles on which somebody has decided."""
    return sorted(path.stem for path in settings.decisions.glob("a*.csv"))


def are_about(log: Iterable[Decision], sentences: Set[str]) -> bool:
    """Whether decisions on figures are all on figures of these sentences, given by their hashes, and there is one."""
    begins = {sha256[:16] for sha256 in sentences}
    decided = {match[1] for each in log if (match := _PLACE.fullmatch(each.key))}
    return bool(decided) and decided <= begins


def load(settings: Settings, article_id: str) -> list[Decision]:
    """All decisions on the rows of an article, in their order."""
    path = settings.decisions / f"{article_id}.csv"
    found = []
    for line, cells in enumerate(whole_files.read_table(path), start=2):
        try:
            found.append(
                Decision(
                    cells["table"],
                    cells["key"],
                    cells["decision"],
                    cells["decided_by"],
                    cells["decided_at"],
                    cells["reason"],
                    json.loads(cells["row"]),
                    int(cells["no"]),
                )
            )
        except (KeyError, ValueError) as error:
            raise WarehouseError(f"decisions/{path.name}:{line}: no decision ({error}); restore the file") from error
    return found


def standing(log: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The decision that stands for each row, by table and key; a row whose decisions are all undone has none.

    The table of a figure is what was decided, so the rows of figures stand under no table.
    """
    stacks: dict[tuple[str, str], list[Decision]] = {}
    for each in log:
        stack = stacks.setdefault(_row_of(each), [])
        if each.decision != UNDO:
            stack.append(each)
        elif stack:
            stack.pop()
    return {row: stack[-1] for row, stack in stacks.items() if stack}


def _row_of(decision: Decision) -> tuple[str, str]:
    return ("", decision.key) if _PLACE.fullmatch(decision.key) else (decision.table, decision.key)


def add(settings: Settings, article_id: str, new: Sequence[Decision], seen: int | None) -> list[Decision]:
    """Adds decisions to the log of an article and returns all of it.

    `seen` is the version of the log that the reviewer saw. Raises ConflictError, and adds nothing, if somebody has
    decided on one of the rows since.
    """
    path = settings.decisions / f"{article_id}.csv"
    with locked(settings, article_id):
        log = load(settings, article_id)
        rows = {_row_of(each) for each in new}
        for each in log[len(log) if seen is None else seen :]:
            if _row_of(each) in rows:
                raise ConflictError(
                    f"{each.decided_by or 'somebody'} decided meanwhile on {each.row.get('figure') or each.key!r}: "
                    f"{each.decision}; look at the row as it is now and decide again"
                )
        log += [replace(each, no=len(log) + at) for at, each in enumerate(new, start=1)]
        whole_files.write_table(path, _COLUMNS, map(_cells, log))
    return log


def locked(settings: Settings, article_id: str) -> FileLock:
    """Keeps others from writing about the article meanwhile; one process may take it again."""
    folder = settings.intake / article_id
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / "lock", timeout=_SECONDS_TO_WAIT, is_singleton=True)


def _cells(each: Decision) -> dict[str, str]:
    return {
        "no": str(each.no),
        "table": each.table,
        "key": each.key,
        "figure": each.row.get("figure", each.row.get("text", "")),
        "decision": each.decision,
        "decided_by": each.decided_by,
        "decided_at": each.decided_at,
        "reason": each.reason,
        "row": json.dumps(dict(each.row), ensure_ascii=False),
    }
