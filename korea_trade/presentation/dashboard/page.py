"""The page: everything put together in one file that asks no host for anything.

Belongs here: reading a release, and rendering the template. Does not belong here: what a chart shows and how.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from korea_trade.presentation import findings, parts, provenance, wording
from korea_trade.presentation.dashboard import drawing, headline, pictures, theme
from korea_trade.presentation.dashboard.chart import QUERIES, Chart, Column, Rows
from korea_trade.presentation.dashboard.kept import Drawings
from korea_trade.presentation.dashboard.registry import CHARTS, PICTURES, SECTIONS, STORIES
from korea_trade.presentation.look import palette, templates
from korea_trade.releases import layout, reading
from korea_trade.releases import manifest as manifests

_HERE: Final = Path(__file__).parent
# What the queries of several charts read, on the reader's own connection: a view stands behind those that it reads.
_VIEWS: Final = (
    "months", "derived_month", "level_month", "growth_month", "growth_by", "official_month", "run", "firms_said",
)  # fmt: skip
# So many articles have a bar, and a line of their own; of older ones those that the page links to have a line.
_LATEST: Final = 60
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Dashboard:
    """The file written, those of its charts that are shown elsewhere too, as PNG by name, and the rows of each."""

    path: Path
    pictures: Mapping[str, bytes]
    rows: Mapping[str, Rows]


@dataclass(frozen=True)
class _Drawn:
    """A chart with its rows, its finding, its specification and its drawings; the last two are empty without rows."""

    chart: Chart
    rows: Rows
    finding: str
    spec: Mapping[str, Any]
    wide: str
    narrow: str

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the table that say something of any row."""
        return [column for column in self.chart.columns if any(row[column.name] not in (None, "") for row in self.rows)]


def write(release: Path, kept: Path) -> Dashboard:
    """Writes `dashboard.html` into the folder `release` from its korea_trade.duckdb and manifest.json.

    The database is opened read-only and can reach nothing else. The same release gives the same bytes. Drawings that
    are `kept` in that folder since the last release are not made again. Raises OSError or duckdb.Error where the folder
    is no release.
    """
    drawings = Drawings(kept)
    manifest = manifests.read(release)
    with reading.opened(release / layout.DATABASE) as connection:
        for query in (findings.QUERIES / "series_name.sql", *(QUERIES / "views" / f"{name}.sql" for name in _VIEWS)):
            connection.execute(query.read_text(encoding="utf-8"))
        citations = provenance.read(connection)
        drawn = {chart.name: _drawn(chart, chart.rows(connection, citations), drawings) for chart in CHARTS}
        numbers = headline.numbers(connection, citations)
        found = findings.read(connection, citations, ["contradicts", "revision"])
        sources = headline.sources(connection)
        latest = {source.number for source in sources[-_LATEST:]}
        linked = latest | {number for one in found.told for number in one.articles}
        cited = {
            number for one in drawn.values() for row in one.rows for number in citations.articles(row["statement_ids"])
        }
        context = {
            "sources": sources,
            "latest": [source for source in sources if source.number in latest],
            "listed": [source for source in sources if source.number in linked],
            "shown": [source for source in sources if source.number in cited],
            "findings": found,
            "verdicts": findings.VERDICTS,
            "refuted": headline.refuted(connection),
            "coverage": headline.coverage(connection),
        }
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            **context,
            manifest=manifest,
            numbers=numbers,
            sentence=headline.sentence(numbers),
            sections=SECTIONS,
            stories=[drawn[chart.name] for chart in STORIES if drawn[chart.name].rows],
            drawn=drawn,
            counts={name: len(one.rows) for name, one in drawn.items()},
            subjects=sorted({row["series"] for one in drawn.values() for row in one.rows if row.get("series")}),
            years=sorted({year for one in drawn.values() for row in one.rows for year in _years(row)}, reverse=True),
            links={file.title: file.path for file in parts.files(parts.DASHBOARD) if file.path != layout.DATABASE},
            diverging={"light": theme.DIVERGING[palette.LIGHT], "dark": theme.DIVERGING[palette.DARK]},
        )
    )
    path = release / parts.DASHBOARD.entry
    path.write_text(page, encoding="utf-8")
    shown = {
        name: drawings.drawn(pictures.png, one.spec, one.finding, pictures.lines(one.chart))
        for name, one in drawn.items()
        if one.spec and one.chart in PICTURES
    }
    drawings.forget_others()
    return Dashboard(path, shown, {name: one.rows for name, one in drawn.items()})


def _drawn(chart: Chart, rows: Rows, drawings: Drawings) -> _Drawn:
    if not rows:
        return _Drawn(chart, rows, "No data in this release", {}, "", "")
    finding = chart.finding(rows)
    spec = {**chart.specification(rows), "description": f"{chart.subject}. {finding}."}
    wide, narrow = (
        Markup(drawings.drawn(drawing.svg, chart.name, spec, width).decode())  # noqa: S704 (Vega escapes what it writes)
        for width in (drawing.WHOLE if chart.is_whole else drawing.HALF, drawing.NARROW)
    )
    return _Drawn(chart, rows, finding, spec, wide, narrow)


def _years(row: Mapping[str, Any]) -> list[str]:
    """The years that a row speaks of."""
    return sorted(set(_YEAR.findall(f"{row['label']} {row.get('period', '')}")))


def _environment() -> jinja2.Environment:
    environment = templates.environment(_HERE / "template")
    environment.filters["json"] = _json
    environment.filters["years"] = _years
    environment.filters["count"] = wording.count
    environment.globals["inlined"] = lambda name: Markup((_HERE / "template" / name).read_text(encoding="utf-8"))  # noqa: S704 (a file of this package)
    return environment


def _json(value: object) -> Markup:
    """`value` as JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (nothing in it can end the element)
