"""Names beside an axis, and the signs of directions."""

from __future__ import annotations

import textwrap
from typing import Final

import altair as alt

TRIANGLES: Final = {1: "▲", -1: "▼", 0: "■"}
_BREADTH: Final = 17


def wrapped(name: str, breadth: int = _BREADTH) -> str:
    """`name` in lines that fit beside an axis, also on a phone."""
    return "\n".join(textwrap.wrap(name, breadth))


def axis() -> alt.Axis:
    """An axis of wrapped names."""
    return alt.Axis(title=None, labelExpr="split(datum.label, '\\n')", labelBaseline="middle", labelLimit=200)
