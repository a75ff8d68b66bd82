"""The look of charts: what the colours of a release mean in them, and how Vega-Lite draws.

Belongs here: the configuration of Vega-Lite made from a palette, and the scales by which basis and direction get the
same shape and colour everywhere. Does not belong here: the colours themselves
(`korea_trade.presentation.look.palette`), and layout of the page, which is style.css. No meaning rests on colour alone:
a basis has a shape, a direction a triangle or its side of zero.
"""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from korea_trade.presentation.look.palette import DARK, FONT, LIGHT, PAGE, Palette

# From fall over nought to rise: orange and blue, told apart with every kind of colour vision, in steps, so that the
# smallest fall is told from the smallest rise. Beyond STRONG a cell is dark in the light and light in the dark.
STRONG: Final = 40
RATES: Final = (-STRONG, -15, -5, 0, 5, 15, STRONG)
_STEPS: Final = tuple(range(len(RATES) + 1))
DIVERGING: Final = {
    LIGHT: ["#944000", "#df9a57", "#f2c297", "#fae3d0", "#d8e8f4", "#abcfe9", "#74acd9", "#1d629f"],
    DARK: ["#f7a862", "#9a5717", "#6b431d", "#45362a", "#283b4c", "#244f75", "#2a6a9e", "#86c9f7"],
    PAGE: [f"var(--rate-{step})" for step in _STEPS],
}

BASES: Final = ("stated", "derived", "corrected", "official")
DIRECTIONS: Final = (1, -1, 0)
BASIS_COLOUR: Final = alt.Scale(domain=list(BASES), range="category")
BASIS_SHAPE: Final = alt.Scale(
    domain=list(BASES), range=["circle", "diamond", "square", "M-0.5,0A0.5,0.5,0,1,1,0.5,0A0.5,0.5,0,1,1,-0.5,0"]
)
DIRECTION_COLOUR: Final = alt.Scale(domain=list(DIRECTIONS), range="ordinal")


def basis_encoding() -> dict[str, Any]:
    """Shape, colour and filling of a point by its `basis`; a derived value is hollow, for nobody printed it.

    Rows tell by `is_solid` whether they are filled.
    """
    return {
        "shape": alt.Shape("basis:N", scale=BASIS_SHAPE, legend=None),
        "stroke": alt.Stroke("basis:N", scale=BASIS_COLOUR, legend=None),
        "fill": alt.Fill("basis:N", scale=BASIS_COLOUR, legend=None),
        "fillOpacity": alt.FillOpacity("is_solid:Q", scale=None, legend=None),
    }


def config(palette: Palette) -> dict[str, Any]:
    """The configuration of Vega-Lite for a scheme."""
    text = {"font": FONT, "color": palette.ink}
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "padding": {"left": 2, "right": 6, "top": 4, "bottom": 4},
        "axis": {
            "domainColor": palette.line,
            "gridColor": palette.line,
            "gridOpacity": 0.7,
            "tickColor": palette.line,
            "labelColor": palette.muted,
            "labelFontSize": 11,
            "labelPadding": 5,
            "titleColor": palette.muted,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
        },
        "axisX": {"grid": False, "titleAnchor": "end", "titlePadding": 6},
        # The unit stands above the axis, upright, where it costs no width.
        "axisY": {
            "domain": False,
            "ticks": False,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleBaseline": "bottom",
            "titleY": -9,
            "titleColor": palette.ink,
            "titleFontSize": 12,
            "titleFontWeight": 600,
        },
        "title": {
            "anchor": "start",
            "color": palette.ink,
            "fontSize": 12.5,
            "fontWeight": 600,
            "subtitleColor": palette.muted,
            "subtitleFontSize": 11.5,
            "subtitlePadding": 5,
            "offset": 8,
            "lineHeight": 15,
        },
        "concat": {"spacing": 18},
        "point": {"opacity": 1},
        "range": {
            "category": [palette.stated, palette.derived, palette.corrected, palette.official],
            "ordinal": [palette.rise, palette.fall, palette.flat],
            "diverging": DIVERGING[palette],
        },
        # Vega-Lite asks a style for its colour, and for stroke only beside it.
        "style": {
            "gap": {"color": palette.gap},
            "thread": {"color": palette.stated, "strokeWidth": 1.25, "opacity": 0.55},
            "official": {"color": palette.official, "strokeWidth": 1.75},
            "second": {"color": palette.second, "strokeWidth": 1.75},
            "outline": {"color": palette.ink, "stroke": palette.ink, "strokeWidth": 1.25},
            "stem": {"color": palette.line, "strokeWidth": 3},
            "track": {"color": palette.gap, "stroke": palette.flat, "strokeWidth": 1},
            "rise": {"color": palette.rise},
            "zero": {"color": palette.muted, "strokeWidth": 1},
            "name": {**text, "fontSize": 12},
            "number": {**text, "fontSize": 11.5, "fontWeight": 600},
            "on-weak": {**text, "fontSize": 11, "fontWeight": 600, "color": palette.on_weak},
            "on-strong": {**text, "fontSize": 11, "fontWeight": 600, "color": palette.on_strong},
            "disputed": {"color": palette.ink},
            "disputed-on-weak": {"color": palette.on_weak},
            "disputed-on-strong": {"color": palette.on_strong},
            "edge": {"color": palette.card, "stroke": palette.ink, "strokeWidth": 1.5},
            "sign": {"color": palette.gap, "stroke": palette.line},
        },
    }
