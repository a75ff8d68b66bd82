"""The page: everything put together in one file that asks no host for anything.

Belongs here: reading a release, and rendering the template. Does not belong here: what a chart shows and how.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jinja2
import vl_convert
from markupsafe import Markup

from korea_trade.presentation import findings, parts, provenance, wording
from korea_trade.presentation.dashboard import headline, pictures, theme
from korea_trade.presentation.dashboard.chart import QUERIES, Chart, Column, Rows
from korea_trade.presentation.dashboard.registry import CHARTS, PICTURES, SECTIONS
from korea_trade.presentation.look import palette, templates
from korea_trade.releases import layout, reading
from korea_trade.releases import manifest as manifests

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Dashboard:
    """The file written, and those of its charts that are shown elsewhere too, as PNG by name."""

    path: Path
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class _Drawn:
    """A chart with its rows, its finding and its specification; the latter is empty without rows."""

    chart: Chart
    rows: Rows
    finding: str
    spec: Mapping[str, Any]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the table, all that a tooltip may show."""
        return self.chart.columns


def write(release: Path) -> Dashboard:
    """Writes `dashboard.html` into the folder `release` from its korea_trade.duckdb and manifest.json.

    The database is opened read-only and can reach nothing else. The same release gives the same bytes. Raises
    OSError or duckdb.Error where the folder is no release.
    """
    manifest = manifests.read(release)
    with reading.opened(release / layout.DATABASE) as connection:
        for query in (findings.QUERIES / "series_name.sql", QUERIES / "views.sql"):
            connection.execute(query.read_text(encoding="utf-8"))
        citations = provenance.read(connection)
        drawn = {chart.name: _drawn(chart, chart.rows(connection, citations)) for chart in CHARTS}
        context = {
            "sources": headline.sources(connection),
            "findings": findings.read(connection, citations, ["contradicts", "revision"]),
            "verdicts": findings.VERDICTS,
        }
    month = headline.latest_month(drawn["trade"].rows)
    numbers = headline.numbers(drawn["trade"].rows, drawn["growth_by_item"].rows)
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            **context,
            manifest=manifest,
            month=month,
            numbers=numbers,
            sentence=headline.sentence(numbers, month),
            sections=SECTIONS,
            drawn=drawn,
            counts={name: len(one.rows) for name, one in drawn.items()},
            columns={
                name: [(column.name, column.title) for column in one.chart.columns] for name, one in drawn.items()
            },
            specs={name: one.spec for name, one in drawn.items() if one.spec},
            links={file.title: file.path for file in parts.files(parts.DASHBOARD) if file.path != layout.DATABASE},
            diverging=theme.DIVERGING,
            configs={"light": theme.config(palette.LIGHT), "dark": theme.config(palette.DARK)},
            bundle=_bundle(),
        )
    )
    path = release / parts.DASHBOARD.entry
    path.write_text(page, encoding="utf-8")
    return Dashboard(
        path,
        {
            name: pictures.png(one.spec, one.finding, one.chart)
            for name, one in drawn.items()
            if one.spec and one.chart in PICTURES
        },
    )


def _drawn(chart: Chart, rows: Rows) -> _Drawn:
    if not rows:
        return _Drawn(chart, rows, "No data in this release", {})
    finding = chart.finding(rows)
    spec = chart.specification(rows)
    return _Drawn(chart, rows, finding, {**spec, "description": f"{chart.subject}. {finding}."})


def _environment() -> jinja2.Environment:
    environment = templates.environment(_HERE / "template")
    environment.filters["json"] = _json
    environment.filters["count"] = wording.count
    environment.globals["inlined"] = lambda name: Markup((_HERE / "template" / name).read_text(encoding="utf-8"))  # noqa: S704 (a file of this package)
    return environment


def _bundle() -> Markup:
    """The libraries that draw the charts, once for all of them."""
    return Markup(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", pictures.VEGA_LITE))  # noqa: S704 (no user's text)


def _json(value: object) -> Markup:
    """`value` as JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (nothing in it can end the element)
