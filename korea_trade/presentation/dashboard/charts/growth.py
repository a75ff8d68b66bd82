"""Growth on the year by item and by partner, as heat maps: a rate where one is printed, else only its sign."""

from __future__ import annotations

from typing import Final

import altair as alt

from korea_trade.presentation import wording
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.chart import TOOLTIP, Chart, Column, Drawing, Rows, specification
from korea_trade.presentation.dashboard.charts import disputed, months, names

# Narrower than this, a cell has no room for its number.
_ROOM: Final = 34
_STEP: Final = 30
_COLOUR: Final = alt.Scale(type="threshold", domain=list(theme.RATES), range="diverging")


def finding(rows: Rows) -> str:
    """Which grew most and which fell most in the latest month that has rates."""
    parts = [row for row in rows if row["rate"] is not None and row["subject_kind"] != "total"]
    # A later month of which only signs are known says less than the last one with rates.
    latest = max(row["month"] for row in parts or rows)
    rated = [row for row in parts if row["month"] == latest]
    if not rated:
        rising = sum(row["direction"] == 1 for row in rows if row["month"] == latest)
        return f"{wording.month(latest)}: {rising or 'no'} series known to rise"
    highest, lowest = (pick(rated, key=lambda row: row["rate"]) for pick in (max, min))
    said = [f"{highest['series']} {highest['value_text']}"]
    if lowest is not highest:
        said.append(f"{lowest['series']} {lowest['value_text']}")
    return f"{wording.month(latest)}: {' at the top, '.join(said)}{' at the bottom' if len(said) > 1 else ''}"


def _draw(rows: Rows) -> Drawing:
    first, end = min(row["month"] for row in rows), months.following(max(row["month"] for row in rows))
    cells = [
        {
            **months.plain(row),
            "name": names.wrapped(row["series"]),
            "at": months.position(row),
            "to": months.following(row["month"]).isoformat(),
            "glyph": names.TRIANGLES.get(row["direction"], ""),
        }
        for row in rows
    ]
    order = list(dict.fromkeys(cell["name"] for cell in cells))
    base = alt.Chart(alt.NamedData(name="cells")).encode(
        y=alt.Y("name:N", sort=order, scale=alt.Scale(domain=order, padding=0.08), axis=names.axis())
    )
    month = alt.X("month:T", scale=months.scale(first, end), axis=months.axis("Month"))
    middle = alt.X("at:T", scale=months.scale(first, end), axis=months.axis("Month"))
    stretch = base.encode(x=month, x2=alt.X2("to:T"), description=alt.Description("description:N"))
    rated, signed = "isValid(datum.rate)", "!isValid(datum.rate)"
    cell = f"(width / {months.span(first, end)})"
    has_room = f"{cell} >= {_ROOM}"
    glyph_size = alt.ExprRef(f"clamp({cell} * 0.75, 5, 10)")
    number_size = alt.ExprRef(f"{has_room} ? 9.5 : clamp({cell} * 0.75, 5, 10)")
    number = base.encode(x=middle)
    said = alt.ExprRef(f"{has_room} ? format(datum.rate, abs(datum.rate) < 99.95 ? '+.1f' : '+.0f') : datum.glyph")
    corner = base.encode(x=alt.X("to:T", scale=months.scale(first, end), axis=months.axis("Month")))
    strong = f"(datum.rate < -{theme.STRONG} || datum.rate >= {theme.STRONG})"
    chart = (
        alt.layer(
            stretch.mark_rect(style="sign", tooltip=TOOLTIP).transform_filter(signed),
            stretch.mark_rect(tooltip=TOOLTIP)
            .encode(color=alt.Color("rate:Q", scale=_COLOUR, legend=None))
            .transform_filter(rated),
            stretch.mark_rect(style="outline", fillOpacity=0, aria=False)
            .encode(description=alt.Undefined)
            .transform_filter("datum.is_pressed"),
            base.mark_text(fontSize=glyph_size, aria=False)
            .encode(
                x=middle,
                text=alt.Text("glyph:N"),
                color=alt.Color("direction:N", scale=theme.DIRECTION_COLOUR, legend=None),
            )
            .transform_filter(signed),
            *(
                layer
                for on, at in (("on-weak", f"!{strong}"), ("on-strong", strong))
                for layer in (
                    number.mark_text(style=on, text=said, fontSize=number_size, aria=False).transform_filter(
                        f"{rated} && {at}"
                    ),
                    disputed.sign(
                        corner.transform_filter(f"{rated} && {at}"),
                        across=-6,
                        down=-10,
                        style=f"disputed-{on}",
                    ),
                )
            ),
        )
        .resolve_scale(color="independent")
        .properties(width="container", height=alt.Step(_STEP))
    )
    return Drawing(specification(chart), {"cells": cells})


def _chart(name: str, what: str) -> Chart:
    return Chart(
        name=name,
        subject=f"Growth on the year by {what} and month, percent",
        note=(
            "A cell has the official rate, else that of the press; an outline marks what the press prints. A grey cell "
            "with a triangle is only known to have risen or fallen, from words or from a run of months that a text "
            "counts. Where there is no cell, nobody reported."
        ),
        legend=("diverging", "pressed", "rose", "fell", "unequal"),
        own_columns=(Column("direction_text", "Direction"), Column("pressed", "Press, less the office")),
        finding=finding,
        draw=_draw,
        is_whole=True,
    )


BY_ITEM: Final = _chart("growth_by_item", "item")
BY_PARTNER: Final = _chart("growth_by_partner", "partner")
