"""Makes a folder of sources of any number of articles: `python -m tools.corpus FOLDER ARTICLES`.

Belongs here: an invented economy whose truth is known, the articles that print it, and the slips that are planted in
them. Does not belong here: building a corpus, and any fact about Korea: only the reference lists are those of the
project.

Each month of the economy is reported by some outlets, each in its own rounding. All that they print is true but what is
planted, so nothing else may be found to contradict. What is planted comes with its review, for gate 3 stops a build
with a contradiction that nobody looked into.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final

from korea_trade.statements import declaration
from korea_trade.statements.declaration import SourceTable
from korea_trade.warehouse.settings import PROJECT

ITEMS: Final = ("semiconductors", "displays", "computers", "ships", "automobiles", "petrochemicals", "steel")
PARTNERS: Final = ("united_states", "china", "vietnam", "indonesia", "singapore")
_UNIVERSE: Final = "major_items_15"
_UNIVERSE_SIZE: Final = 15
THEMES: Final = {
    "total": "trade_totals", "without_item": "trade_totals", "item": "trade_by_item", "partner": "trade_by_partner",
}  # fmt: skip
_SHA256: Final = hashlib.sha256(b"A sentence made for a corpus.").hexdigest()
_BILLION: Final = 10**9

Row = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """The levels of one series in millions of dollars by number of the month, and the months of its run of growth."""

    levels: Mapping[int, int]
    runs: Mapping[int, int]

    def growth(self, month: int) -> Decimal:
        return (Decimal(self.levels[month]) / self.levels[month - 12] - 1) * 100

    def has_grown_in_year(self, december: int) -> bool:
        """Whether the year up to `december` has more than the one before."""
        return sum(self.levels[december - back] - self.levels[december - 12 - back] for back in range(12)) > 0


# What is true, by kind of subject, subject and flow.
Economy = Mapping[tuple[str, str, str], Series]


@dataclass(frozen=True)
class Contradiction:
    """A comparison that contradicts because something was planted, and what stands on its sides."""

    reconciliation_id: str
    left_side: str
    right_side: str

    def review(self) -> Row:
        return {**vars(self), "explanation": "Planted"}


@dataclass
class Corpus:
    """The rows of each table, and what contradicts because something was planted."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    contradictions: list[Contradiction] = field(default_factory=list)
    revisions: int = 0
    economy: Economy = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)


def generate(
    articles: int, *, outlets: int = 10, seed: int = 1, first_year: int = 2005, planted: Sequence[str] = ()
) -> Corpus:
    """`articles` articles, `outlets` of them on each month. `planted` names a kind of slip for each of the first ones.

    `title` is a coarse print that its own article contradicts, `length` a run whose count is not that of its months,
    `revision` a level of the month before that differs from what was printed of it.
    """
    luck = random.Random(seed)  # noqa: S311 an economy, no secret
    months = -(-articles // outlets)
    economy = {
        ("total", "all", "exports"): _series(luck, 45_000, months),
        ("total", "all", "imports"): _series(luck, 42_000, months),
        **{("item", item, "exports"): _series(luck, luck.randint(1_000, 4_000), months) for item in ITEMS},
        **{("partner", partner, "exports"): _series(luck, luck.randint(2_000, 4_000), months) for partner in PARTNERS},
    }
    corpus = Corpus(economy=economy)
    slips = list(planted)
    for number in range(1, articles + 1):
        month = 12 + (number - 1) // outlets
        # Before the second month there is no run to miscount and no level to revise.
        slip = slips.pop(0) if slips and (slips[0] == "title" or month > 12) else None
        _article(corpus, economy, number, month, first_year, slip)
    if slips:
        raise ValueError(f"{articles} articles by {outlets} outlets have no room for the slips {', '.join(slips)}")
    return corpus


def write(corpus: Corpus, folder: Path, *, folders: bool = False, reviewed: bool = True) -> Path:
    """Makes the folder of sources; with `folders` the rows of each article are files of their own."""
    folder.mkdir(parents=True)
    (folder / "observed").mkdir()
    for table in declaration.load().tables.values():
        names = [column.name for column in table.columns]
        if table.name == "reviewed_contradictions":
            _write(folder / table.file_name, names, [])
            if reviewed:
                review(corpus, folder)
        elif not _is_of_articles(table):
            shutil.copyfile(PROJECT / "sources" / table.file_name, folder / table.file_name)
        elif folders and table.name != "articles":
            _write(folder / table.file_name, names, [])
            for article, rows in _by_article(corpus.rows.get(table.name, [])).items():
                _write(folder / table.name / f"{article}.csv", names, rows)
        else:
            _write(folder / table.file_name, names, corpus.rows.get(table.name, []))
    return folder


def review(corpus: Corpus, folder: Path) -> None:
    """Explains in the sources in `folder` each contradiction that was planted."""
    names = [one.name for one in fields(Contradiction)]
    rows = [one.review() for one in corpus.contradictions]
    _write(folder / "reviewed_contradictions.csv", [*names, "explanation"], rows)


def _is_of_articles(table: SourceTable) -> bool:
    of_article = any(column.name in {"article_id", "statement_id"} for column in table.columns)
    return table.kind == "statement" or of_article or table.may_be_empty


def _by_article(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


def _series(luck: random.Random, level: int, months: int) -> Series:
    """A year of levels near `level`, then months that each grow or fall on the year in runs of some months."""
    levels = {month: round(level * luck.uniform(0.95, 1.05)) for month in range(12)}
    runs: dict[int, int] = {}
    sign, left, start = luck.choice([1, -1]), luck.randint(2, 9), 12
    for month in range(12, 12 + months):
        if not left:
            sign, left, start = -sign, luck.randint(2, 9), month
        # What has grown far falls back, so that no series leaves its size.
        pull = 2 if (levels[month - 12] > 1.3 * level) == (sign < 0) else 1
        levels[month] = round(levels[month - 12] * (1 + sign * pull * luck.uniform(0.015, 0.06)))
        runs[month] = sign * (month - start + 1)
        left -= 1
    return Series(levels, runs)


def _article(
    corpus: Corpus,
    economy: Economy,
    number: int,
    month: int,
    first_year: int,
    slip: str | None,
) -> None:
    article = f"a{number:02d}"
    period = month_text(first_year, month)
    corpus.add(
        "articles",
        {
            "article_id": article,
            "article_no": number,
            "title": f"Trade of {period}",
            "publisher": f"outlet-{number}.example",
            "subject_agency": "A ministry",
            "reference_period": period,
            "known_from": f"{month_text(first_year, month + 1)}-01",
            "known_from_basis": "stated",
            "known_from_note": "Made",
            "known_order": number,
        },
    )
    decimals = 1 + number % 3
    totals = {flow: economy["total", "all", flow] for flow in ("exports", "imports")}
    for (kind, subject, flow), series in economy.items():
        print_figure(corpus, article, kind, subject, flow, "value", series.levels[month], decimals, period)
        print_figure(corpus, article, kind, subject, flow, "yoy", series.growth(month), 1, period)
        if abs(series.runs[month]) > 1 and kind != "partner":
            _streak(corpus, article, kind, subject, flow, series.runs[month], first_year, month, slip)
            slip = None if slip == "length" else slip
    _breadth(corpus, economy, article, month, first_year)
    balance = totals["exports"].levels[month] - totals["imports"].levels[month]
    if abs(balance) > 200:
        print_figure(corpus, article, "total", "all", "balance", "value", balance, decimals, period)
    if slip == "title":
        wrong = round(totals["exports"].levels[month] * 1.2 / 1000) * 1000
        body = next(row for row in corpus.rows["trade_totals"] if row["article_id"] == article)
        title = print_figure(corpus, article, "total", "all", "exports", "value", wrong, 0, period, paragraph=0)
        ids = "+".join(sorted([title["statement_id"], body["statement_id"]]))
        corpus.contradictions.append(
            Contradiction(f"same_cell|{period}|{ids}", left_side=title["value"], right_side=body["value"])
        )
    if slip == "revision":
        before = totals["exports"].levels[month - 1]
        print_figure(
            corpus,
            article,
            "total",
            "all",
            "exports",
            "value",
            before + 150,
            3,
            month_text(first_year, month - 1),
            paragraph=2,
        )
        corpus.revisions += 1


def _breadth(corpus: Corpus, economy: Economy, article: str, month: int, first_year: int) -> None:
    """How many of the ministry's items rose and fell in the month, and how many rose in a year that is over.

    What the economy does not hold of them is taken to have fallen.
    """
    items = [series for (kind, _, _), series in economy.items() if kind == "item"]
    rising = sum(series.growth(month) > 0 for series in items)
    told = [("month", 1, rising), ("month", -1, _UNIVERSE_SIZE - rising)]
    if month % 12 == 11:
        told.append(("year", 1, sum(series.has_grown_in_year(month) for series in items)))
    for frequency, direction, count in told:
        period = month_text(first_year, month)
        row = statement(
            article,
            f"{_UNIVERSE}-{frequency}-{'rising' if direction > 0 else 'falling'}".replace("_", "-"),
            str(count),
            Decimal(count),
            "count",
            "members",
            "exports",
            "population",
            _UNIVERSE,
            period if frequency == "month" else period[:4],
        )
        corpus.add("breadth", row | {"population_id": _UNIVERSE, "direction": direction})


def print_figure(
    corpus: Corpus,
    article: str,
    kind: str,
    subject: str,
    flow: str,
    measure: str,
    truth: int | Decimal,
    decimals: int,
    period: str,
    paragraph: int = 1,
) -> Row:
    """Adds what an article prints of a number, rounded to some decimals; returns the row."""
    is_level = measure in {"value", "yoy_change"}
    amount = Decimal(truth) / 1000 if is_level else Decimal(truth)
    rounded = amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    minus = "-" if rounded < 0 else ""
    figure = f"{minus}${abs(rounded)} bn" if is_level else f"{rounded}%"
    slug = f"{kind}-{subject}-{flow}-{measure}".replace("_", "-")
    unit = "USD" if is_level else "percent"
    row = statement(
        article, slug, figure, rounded * (_BILLION if is_level else 1), unit, measure, flow, kind, subject, period
    )
    row |= {"paragraph": paragraph, "statement_id": f"{article}-p{paragraph}-s1-{slug}"}
    corpus.add(THEMES[kind], row)
    return row


def _streak(
    corpus: Corpus,
    article: str,
    kind: str,
    subject: str,
    flow: str,
    run: int,
    first_year: int,
    month: int,
    slip: str | None,
) -> None:
    told = abs(run) + (1 if slip == "length" else 0)
    period = f"{month_text(first_year, month - abs(run) + 1)}/{month_text(first_year, month)}"
    slug = f"{kind}-{subject}-{flow}-streak".replace("_", "-")
    row = statement(article, slug, str(told), Decimal(told), "months", "value", flow, kind, subject, period)
    corpus.add("streaks", row | {"direction": 1 if run > 0 else -1, "condition": "growth", "status": "open"})
    if slip == "length":
        corpus.contradictions.append(
            Contradiction(
                f"streak_length|{period}|{row['statement_id']}", left_side=str(told), right_side=str(abs(run))
            )
        )


def statement(
    article: str,
    slug: str,
    figure: str,
    value: Decimal,
    unit: str,
    measure: str,
    flow: str,
    kind: str,
    subject: str,
    period: str,
) -> Row:
    return {
        "statement_id": f"{article}-p1-s1-{slug}",
        "article_id": article,
        "paragraph": 1,
        "sentence": 1,
        "sentence_sha256": _SHA256,
        "figure": figure,
        "value": f"{value.normalize():f}",
        "unit": unit,
        "measure": measure,
        "flow": flow,
        "subject_kind": kind,
        "subject_id": subject,
        "period": period,
        "certainty": "stated",
    }


def month_text(first_year: int, month: int) -> str:
    return f"{first_year + month // 12}-{month % 12 + 1:02d}"


def _write(file: Path, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a folder of sources of any number of articles.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--outlets", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plant", nargs="*", default=[], choices=["title", "length", "revision"])
    asked = parser.parse_args()
    write(generate(asked.articles, outlets=asked.outlets, seed=asked.seed, planted=asked.plant), asked.folder)


if __name__ == "__main__":
    main()
