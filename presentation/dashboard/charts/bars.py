"""Values in rows below each other, in groups: a stem from nought, a point, the interval and the number.

Belongs here: the way of drawing that counts, shares and lengths have in common. The name of a row stands above its
stem, not beside it, so that it has the whole width, also on a phone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import altair as alt

from presentation.dashboard import theme
from presentation.dashboard.chart import Drawing, Rows
from presentation.dashboard.charts import months

_STEP: Final = 36
_TITLE_BREADTH: Final = 46


def grouped(
    rows: Rows, tooltip: Sequence[alt.Tooltip], *, x: str, unit: str, domain: Sequence[float], grouping: str | None
) -> Drawing:
    """`rows` in their order, in groups by `grouping` or in one; `x` in `unit`, from `domain[0]` to `domain[1]`."""
    groups = [(key, list(group)) for key, group in groupby(rows, key=lambda row: row[grouping] if grouping else "")]
    drawn = [
        _group(group, tooltip, x, unit if number == len(groups) else None, domain).properties(
            width="container",
            height=alt.Step(_STEP),
            **({"title": textwrap.wrap(key, _TITLE_BREADTH)} if key else {}),
        )
        for number, (key, group) in enumerate(groups, start=1)
    ]
    return alt.vconcat(*drawn, spacing=14)


def _group(
    rows: Rows, tooltip: Sequence[alt.Tooltip], x: str, unit: str | None, domain: Sequence[float]
) -> alt.LayerChart:
    shown = [{**months.plain(row), "row": number, "nought": 0} for number, row in enumerate(rows)]
    axis = alt.Axis(title=unit, labels=unit is not None, ticks=unit is not None, tickCount=5, format=",~f", grid=True)
    scale = alt.Scale(domain=list(domain), nice=False)
    base = alt.Chart(alt.Data(values=shown)).encode(y=alt.Y("row:O", axis=None))
    at = base.encode(x=alt.X(f"{x}:Q", scale=scale, axis=axis))
    layers = [
        at.mark_rule(style="stem", yOffset=8, aria=False).encode(x2="nought"),
        at.mark_point(size=60, strokeWidth=1.75, yOffset=8).encode(
            shape=alt.Shape("basis:N", scale=theme.BASIS_SHAPE, legend=None),
            stroke=alt.Stroke("basis:N", scale=theme.BASIS_COLOUR, legend=None),
            fill=theme.BASIS_FILL,
            description="description:N",
            tooltip=list(tooltip),
        ),
        base.mark_text(style="name", align="left", baseline="bottom", yOffset=0, dy=-1, aria=False).encode(
            x=alt.value(0), text="label:N"
        ),
        at.mark_text(style="number", align="left", baseline="middle", dx=9, yOffset=8, aria=False)
        .encode(text="value_text:N")
        .transform_filter(f"datum['{x}'] >= 0"),
        at.mark_text(style="number", align="right", baseline="middle", dx=-9, yOffset=8, aria=False)
        .encode(text="value_text:N")
        .transform_filter(f"datum['{x}'] < 0"),
    ]
    return alt.layer(*layers)


def with_room(values: Sequence[float], share: float = 0.28) -> list[float]:
    """The domain of `values` and nought, with room for a number beyond each end."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low) * share or 1.0
    return [low - room if low < 0 else 0.0, high + room if high > 0 else 0.0]


def values(rows: Sequence[Mapping[str, Any]], name: str) -> list[float]:
    """The column `name` of `rows`."""
    return [row[name] for row in rows]
