"""Where each value comes from: the figures as printed, their places and their articles, joined to the rows of a chart.

Belongs here: the one join of `statement_ids` with statements and articles, and the words for it, from which tooltips
and tables are made alike. Does not belong here: which rows a chart has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from korea_trade.presentation import wording

Row = Mapping[str, Any]

# A run that a hundred statements witness is not told by all of them.
_MOST_FIGURES: Final = 12
# An official value is told with so many figures as the press prints at most, and no finer than ten million dollars, so
# that values side by side have the same decimals; whoever wants all has the table.
_FIGURES: Final = 2000
_FINEST_USD: Final = 1e7
_QUERY: Final = """
    select
        statement_id, dim_article.article_no, paragraph, sentence, figure, is_corrected, value, unit, title, publisher
    from fct_statement inner join dim_article using (article_id)
"""


_DISPUTED: Final = """
    select distinct unnest(string_split(left_statement_ids, ', ')) as statement_id, label
    from fct_reconciliation inner join dim_identity using (identity_id)
    where verdict = 'contradicts' and version = 'used'
    order by statement_id, label
"""


@dataclass(frozen=True)
class Citations:
    """All statements of a release with their articles, and the identities that some of them break, by key."""

    statements: Mapping[str, Row]
    disputed: Mapping[str, Sequence[str]]

    def attach(self, row: Row) -> dict[str, Any]:
        """`row` with the columns that say what it is and where it comes from.

        Takes `label`, `value`, `lower_bound`, `upper_bound`, `unit`, `basis` and the comma-separated `statement_ids`;
        adds `value_text`, `bounds_text`, `printed`, `article`, `disputed` (the identities that the row breaks as a
        claim) and `description` (what a screen reader tells). Of many statements the first speak.
        """
        keys = _keys(row["statement_ids"])
        cited = [self.statements[key] for key in keys]
        disputed = sorted({label for key in keys for label in self.disputed.get(key, ())})
        lower, upper, unit = row["lower_bound"], row["upper_bound"], row["unit"]
        width = None if lower is None or upper is None else upper - lower
        if width is None and row["basis"] == "official" and unit == "USD":
            width = max(abs(row["value"]) / _FIGURES, _FINEST_USD)
        signed = row.get("is_difference") or (unit == "percent" and "rate" in row)
        text = (wording.change if signed else wording.value)(row["value"], unit, width)
        printed = [_printed(one) for one in cited]
        told = _lines(printed) or row.get("source") or "official series"
        articles = sorted({(one["article_no"], one["title"], one["publisher"]) for one in cited})
        return {
            **row,
            "statement_ids": ", ".join(keys[:_MOST_FIGURES]),
            "value_text": text,
            "bounds_text": wording.bounds(lower, upper, unit),
            "printed": told,
            "article": _lines(f"{number}: {title} ({publisher})" for number, title, publisher in articles),
            "disputed": _lines(disputed),
            "description": f"{row['label']}: {text}, {row['basis']}; {_told(printed) or told}",
        }

    def figures(self, statement_ids: str | None) -> list[str]:
        """The figures of comma-separated statements, each as printed with its place."""
        return [_printed(self.statements[key]) for key in _keys(statement_ids)]

    def articles(self, statement_ids: str | None) -> list[int]:
        """The numbers of the articles that print comma-separated statements, in order."""
        return sorted({self.statements[key]["article_no"] for key in _keys(statement_ids)})


def read(connection: duckdb.DuckDBPyConnection) -> Citations:
    """The citations of an open release."""
    answer = connection.execute(_QUERY)
    names = [column[0] for column in answer.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in answer.fetchall())
    statements = {row["statement_id"]: row for row in rows}
    disputed: dict[str, list[str]] = {}
    for key, label in connection.execute(_DISPUTED).fetchall():
        disputed.setdefault(key, []).append(label)
    return Citations(statements, disputed)


def _keys(statement_ids: str | None) -> list[str]:
    return statement_ids.split(", ") if statement_ids else []


def _told(printed: Sequence[str]) -> str:
    return f"printed as {'; '.join(printed[:_MOST_FIGURES])}" if printed else ""


def _printed(statement: Row) -> str:
    """The figure as printed with its place, and what it was corrected to if it was."""
    place = wording.locator(statement["article_no"], statement["paragraph"], statement["sentence"])
    printed = f"“{statement['figure']}” ({place})"
    if statement["is_corrected"]:
        return f"{printed}, corrected to {wording.value(statement['value'], statement['unit'])}"
    return printed


def _lines(texts: Iterable[str]) -> str:
    lines = list(texts)
    more = len(lines) - _MOST_FIGURES
    return "\n".join(lines[:_MOST_FIGURES] + ([f"and {more} more"] if more > 0 else []))
