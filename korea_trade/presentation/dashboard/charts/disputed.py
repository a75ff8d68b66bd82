"""The sign of a number that contradicts another print: an equals sign, struck through, and a word in titles.

Belongs here: drawing it, for many fonts have no such letter. Does not belong here: which rows have it, which their
column `disputed` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import altair as alt

_SHAPE: Final = "M-1,-0.4H1M-1,0.4H1M0.6,-1L-0.6,1"
# The room that it takes before a number, in pixels.
ROOM: Final = 16


def doubt(row: Mapping[str, Any]) -> str:
    """What a title says behind a figure that another print contradicts."""
    return " (contradicted)" if row.get("disputed") else ""


def said(row: Mapping[str, Any]) -> str:
    """The figure of a row for a title, which does not claim what another print contradicts."""
    return f"{row['value_text']}{doubt(row)}"


def sign(base: alt.Chart, *, across: float, down: float, style: str = "disputed") -> alt.Chart:
    """The sign beside each disputed row of `base`, so many pixels across and down from where the row stands."""
    # Unseen beside the others, for a layer without a row would have no extent.
    mark: alt.Chart = base.mark_point(
        style=style,
        shape=_SHAPE,
        size=70,
        strokeWidth=1.4,
        filled=False,
        opacity=alt.ExprRef("datum.disputed ? 1 : 0"),
        xOffset=across,
        yOffset=down,
        aria=False,
    )
    return mark


def shifted(dx: float, by: float) -> alt.ExprRef:
    """The shift `dx` of a text, `by` more where the sign needs the room."""
    return alt.ExprRef(f"datum.disputed ? {dx + by} : {dx}")
