"""What charts say and draw, on the smallest rows that show it."""

from __future__ import annotations

import colorsys
from datetime import date

import pytest

from korea_trade.presentation import provenance
from korea_trade.presentation.dashboard import theme
from korea_trade.presentation.dashboard.charts import (
    bars,
    breadth,
    contributions,
    distance,
    firms,
    growth,
    lengths,
    months,
    names,
    partners,
    revisions,
    shares,
    streaks,
    trade,
)
from korea_trade.presentation.dashboard.registry import CHARTS
from korea_trade.presentation.look.palette import DARK, LIGHT, Palette

MARCH, APRIL, JUNE = date(2024, 3, 1), date(2024, 4, 1), date(2024, 6, 1)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def level(flow: str, month: date, value: float, text: str) -> dict:
    return {"flow": flow, "month": month, "value": value, "value_text": text, "series": flow, "basis": "stated"}


# Gaps


def test_months_that_nobody_reports_are_gaps() -> None:
    assert months.gaps([MARCH, APRIL, JUNE], date(2024, 2, 1), date(2024, 8, 1)) == [
        (date(2024, 2, 1), MARCH),
        (date(2024, 5, 1), JUNE),
        (date(2024, 7, 1), date(2024, 8, 1)),
    ]


def test_months_without_a_break_have_no_gap() -> None:
    assert months.gaps([MARCH, APRIL], MARCH, date(2024, 5, 1)) == []


def test_a_line_joins_only_months_that_follow_each_other() -> None:
    assert months.runs([JUNE, APRIL, MARCH]) == [[MARCH, APRIL], [JUNE]]
    assert months.runs([date(2023, 12, 1), date(2024, 1, 1)]) == [[date(2023, 12, 1), date(2024, 1, 1)]]


def test_points_of_a_drawing_know_their_run_and_gaps_lie_between() -> None:
    rows = [{**level("exports", month, 1.0, "1"), "y": 1.0, "description": ""} for month in (MARCH, APRIL, JUNE)]
    drawing = months.panels(rows, y="y", unit="USD", y_scale=theme.BASIS_COLOUR, y_format="f", interval=None, height=10)
    assert [row["run"] for row in drawing.data["rows0"]] == [0, 0, 1]
    assert drawing.data["gaps0"] == [{"from": "2024-05-01", "to": "2024-06-01"}]


def test_nought_is_drawn_only_where_values_lie_on_both_sides_of_it() -> None:
    rows = [{**level("balance", MARCH, -1.0, "−1"), "y": -1.0, "description": ""}]
    both = [*rows, {**level("balance", APRIL, 1.0, "1"), "y": 1.0, "description": ""}]
    for shown, expected in ((rows, False), (both, True)):
        drawing = months.panels(
            shown, y="y", unit="USD", y_scale=theme.BASIS_COLOUR, y_format="f", interval=None, height=10
        )
        layers = drawing.specification["vconcat"][0]["layer"]
        assert ({"name": "nought"} in [layer.get("data") for layer in layers]) is expected
    assert drawing.data["nought"] == [{}]


# Findings


def test_trade_tells_the_latest_month() -> None:
    rows = [level("exports", MARCH, 9, "$9"), level("exports", APRIL, 8, "$8"), level("balance", APRIL, -2, "−$2")]
    assert trade.finding(rows) == "April 2024: exports $8 and a deficit of $2"


def test_a_month_that_more_flows_are_known_of_is_told_before_a_later_one() -> None:
    rows = [level("exports", MARCH, 9, "$9"), level("imports", MARCH, 7, "$7"), level("exports", APRIL, 8, "$8")]
    assert trade.finding(rows) == "March 2024: exports $9 and imports $7"


def bought(series: str, *values: float) -> list[dict]:
    months_ = (MARCH, APRIL, date(2024, 5, 1))
    return [
        {"series": series, "month": month, "value": value, "value_text": f"${value:.1f}"}
        for month, value in zip(months_, values, strict=False)
    ]


def test_partners_tell_who_leads_and_since_when_without_a_break() -> None:
    told = partners.finding([*bought("China", 5, 1, 1), *bought("Japan", 2, 3, 3)])
    assert told == "Japan ahead of China for 2 months, since April 2024"
    told = partners.finding([*bought("China", 1, 1, 1), *bought("Japan", 2, 3, 3)])
    assert told == "Japan ahead of China in every month shown, since March 2024"
    assert partners.finding(bought("China", 5)) == "Exports to China"
    told = partners.finding([*bought("China", 5, 1, 1), *bought("Japan", 2, 1.01, 3)])
    assert told == "Japan ahead of China in May 2024; level in April 2024, at $1.0"
    told = partners.finding([*bought("China", 5, 1, 1), *bought("Japan", 2, 1.01, 1.02)])
    assert told == "China and Japan level in May 2024, at $1.0"
    assert partners.finding([*bought("China", 5), *bought("Japan", 2, 3)[1:]]) == "Exports to China and to Japan"


def test_contributions_say_what_all_else_did_where_it_went_the_other_way() -> None:
    ships = {"month": MARCH, "subject_id": "ships", "series": "Ships", "change_usd": 3.07e9, "total_change_usd": 1.64e9}
    rest = ships | {"subject_id": "rest", "series": "All other goods", "change_usd": -9e9}
    told = plain(contributions.finding([ships, rest]))
    assert told == "March 2024: ships rose by $3.07 bn while all exports rose by $1.64 bn, so all else fell by $1.43 bn"
    told = plain(contributions.finding([ships | {"total_change_usd": 9e9}]))
    assert told == "March 2024: ships rose by $3.07 bn while all exports rose by $9.00 bn"


def test_the_distance_of_press_and_office_counts_what_is_near_and_names_what_is_furthest() -> None:
    near = {"percent": 0.1, "value": 4e6, "label": "Ships, March 2024", "value_text": "+$4 million"}
    far = {"percent": -2.0, "value": -9e6, "label": "Steel, March 2024", "value_text": "−$9 million"}
    assert plain(distance.finding([near, far])) == (
        "1 of 2 figures of the press lie within 0.5 % of what the office has; furthest: Steel, March 2024, -$9 million"
    )


def test_revisions_tell_how_far_first_prints_moved_in_the_end() -> None:
    first = {"is_last": False, "value": 0.0, "series": "March 2024", "value_text": "0 %"}
    last = first | {"is_last": True, "value": -0.4, "value_text": "−0.4 %"}
    other = last | {"value": 0.2, "series": "April 2024", "value_text": "+0.2 %"}
    assert plain(revisions.finding([first, last, other])) == (
        "First prints of 2 months moved by 0.3 % on average, that of March 2024 by -0.4 %"
    )


def test_what_the_press_prints_is_a_mark_upon_the_official_line_and_no_line_of_its_own() -> None:
    rows = [
        {**level("exports", month, 1.0, "1"), "y": 1.0, "description": "", "basis": basis}
        for month, basis in ((MARCH, "official"), (APRIL, "official"), (MARCH, "stated"), (APRIL, "stated"))
    ]
    drawing = months.panels(rows, y="y", unit="USD", y_scale=theme.BASIS_COLOUR, y_format="f", interval=None, height=10)
    runs = [row["run"] for row in drawing.data["rows0"]]
    assert runs[0] == runs[1]
    assert runs[2] != runs[3]
    assert [row["is_last"] for row in drawing.data["rows0"]] == [False, True, False, False]


def test_growth_names_the_fastest_and_the_slowest() -> None:
    rows = [
        {"month": APRIL, "series": name, "rate": rate, "direction": 1, "subject_kind": "item", "value_text": f"{rate}"}
        for name, rate in (("Ships", 40.0), ("Steel", -3.0), ("Cars", 2.0))
    ]
    assert growth.finding(rows) == "April 2024: Ships 40.0 at the top, Steel -3.0 at the bottom"
    assert growth.finding(rows[:1]) == "April 2024: Ships 40.0"


def test_a_later_month_without_a_rate_does_not_silence_the_last_one_with_rates() -> None:
    rated = {"month": APRIL, "series": "Ships", "rate": 4.0, "direction": 1, "subject_kind": "item", "value_text": "4"}
    official = {"month": JUNE, "series": "All exports", "rate": None, "direction": 1, "subject_kind": "total"}
    assert growth.finding([rated, official]) == "April 2024: Ships 4"


def test_growth_without_a_rate_counts_what_rises() -> None:
    rows = [{"month": APRIL, "series": "Ships", "rate": None, "direction": 1, "subject_kind": "item"}]
    assert growth.finding(rows) == "April 2024: 1 series known to rise"


def test_streaks_name_the_longest_that_goes_on() -> None:
    run = {"series": "Ships", "what": "rise", "length": 8, "is_open": True, "value_text": "8 months"}
    other = {**run, "series": "Steel", "length": 12, "is_open": False, "value_text": "12 months"}
    assert (
        plain(streaks.finding([run, other])) == "1 run goes on as far as is known; longest, at 8 months: Ships (rise)"
    )
    assert streaks.finding([other]) == "No run goes on as far as known; the longest lasted 12 months: Steel"


def test_other_findings_come_from_their_rows() -> None:
    counted = {"month": APRIL, "series": "The nine markets", "value": 3, "universe_size": 9}
    assert breadth.finding([counted]) == "April 2024: 3 of the nine markets rose"
    run = {"series": "Ships", "value_text": "8 months", "what": "rise", "span": "May 2023 to December 2023"}
    assert lengths.finding([run]) == "Longest run known: Ships, 8 months of rise, May 2023 to December 2023"
    group = {"period": "2021", "value": 5, "value_text": "5", "label": "Trading firms"}
    assert firms.finding([group]) == "5 trading firms in 2021"
    assert firms.finding([group | {"disputed": "a rank"}]) == "5 trading firms in 2021 (contradicted)"
    part = {"value": 80, "value_text": "80 %", "label": "Aircraft, 2023", "series": "Exports of drones"}
    assert shares.shares_finding([part]) == "Largest share: Aircraft, 2023, 80 % of exports of drones"


def test_firm_growth_tells_gains_from_losses() -> None:
    gained = {"value": 5.3, "value_text": "5.3 %", "label": "Importing firms"}
    lost = {"value": -2.5, "value_text": "−2.5 %", "label": "Exporting firms"}
    told = firms.growth_finding([gained, lost])
    assert told == "Importing firms gained most, 5.3 %; exporting firms lost most, −2.5 %"
    assert firms.growth_finding([gained]) == "Importing firms changed most: 5.3 %"


# Drawing


def test_a_derived_value_is_hollow() -> None:
    row = {"basis": "derived", "value": 1.0, "label": "a"}
    drawing = bars.grouped([row, row | {"basis": "stated"}], x="value", unit="n", domain=[0, 2])
    assert [one["is_solid"] for one in drawing.data["rows0"]] == [0, 1]


def test_rows_of_one_base_stand_together_under_its_name() -> None:
    rows = [{"basis": "stated", "value": 1.0, "of": name} for name in ("a", "a", "b")]
    drawing = bars.grouped(rows, x="value", unit="percent", domain=[0, 2], grouping=["of"])
    assert [panel["title"]["text"] for panel in drawing.specification["vconcat"]] == [["a"], ["b"]]
    assert [len(rows) for rows in drawing.data.values()] == [2, 1]


def test_numbers_beyond_a_bar_have_room_on_both_sides_of_nought() -> None:
    low, high = bars.with_room([{"value": -20.0}, {"value": 10.0}], "value")
    assert low < -20
    assert high > 10
    assert bars.with_room([{"value": 5.0}], "value")[0] == 0


def test_long_names_are_wrapped_at_blanks() -> None:
    assert names.wrapped("Secondary battery materials").split("\n") == ["Secondary", "battery", "materials"]


# Provenance


def test_a_row_tells_figure_place_and_article() -> None:
    cited = provenance.Citations(
        {
            "s1": {
                "statement_id": "s1",
                "article_no": 2,
                "paragraph": 4,
                "sentence": 1,
                "figure": "$5 bn",
                "title": "A title",
                "publisher": "a site",
                "is_corrected": False,
            }
        },
        {"s1": ["Balance of trade"]},
    )
    row = {"label": "Exports", "value": 5e9, "lower_bound": 4.5e9, "upper_bound": 5.5e9, "unit": "USD"}
    told = cited.attach({**row, "basis": "stated", "statement_ids": "s1"})
    assert plain(told["printed"]) == "“$5 bn” (article 2, paragraph 4, sentence 1)"
    assert told["article"] == "2: A title (a site)"
    assert plain(told["value_text"]) == "$5 bn"
    assert told["disputed"] == "Balance of trade"
    assert plain(told["description"]).startswith("Exports: $5 bn, stated; printed as “$5 bn”")


def test_a_row_of_an_official_series_names_it() -> None:
    row = {"label": "", "value": 1, "lower_bound": None, "upper_bound": None, "unit": "months", "basis": "derived"}
    assert provenance.Citations({}, {}).attach({**row, "statement_ids": None})["printed"] == "official series"


def test_a_row_of_many_statements_says_how_many_it_leaves_out() -> None:
    one = {
        "article_no": 1,
        "paragraph": 1,
        "sentence": 1,
        "figure": "1",
        "title": "t",
        "publisher": "p",
        "is_corrected": False,
    }
    cited = provenance.Citations({f"s{number}": one for number in range(20)}, {})
    row = {"label": "", "value": 1, "lower_bound": None, "upper_bound": None, "unit": "count", "basis": "stated"}
    told = cited.attach({**row, "statement_ids": ", ".join(f"s{number}" for number in range(20))})
    assert told["printed"].endswith("\nand 8 more")


# Look


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_their_ground(palette: Palette) -> None:
    for text in (palette.ink, palette.muted, palette.accent, palette.alert, palette.corrected):
        assert contrast(text, palette.card) >= 4.5
    for text in (palette.ink, palette.muted, palette.accent):
        assert contrast(text, palette.page) >= 4.5
    for mark in (palette.stated, palette.derived, palette.corrected, palette.rise, palette.fall, palette.flat):
        assert contrast(mark, palette.card) >= 3
    for ground in (palette.rise, palette.fall):
        assert contrast(palette.on_strong, ground) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_colour_of_growth(palette: Palette) -> None:
    weakest, *weak, strongest = theme.DIVERGING[palette]
    assert all(contrast(palette.on_weak, colour) >= 4.3 for colour in weak)
    assert all(contrast(palette.on_strong, colour) >= 4.3 for colour in (weakest, strongest))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_smallest_fall_has_another_colour_than_the_smallest_rise(palette: Palette) -> None:
    assert theme.RATES.index(0) + 1 == len(theme.DIVERGING[palette]) / 2


def test_rise_and_fall_differ_in_hue() -> None:
    for palette in (LIGHT, DARK):
        hues = [
            colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]
            for colour in (palette.rise, palette.fall)
        ]
        assert abs(hues[0] - hues[1]) > 0.3


# Registry


def test_every_chart_has_a_name_of_its_own_and_says_its_unit() -> None:
    assert len({chart.name for chart in CHARTS}) == len(CHARTS)
    for chart in CHARTS:
        assert chart.note.endswith(".")
        assert {column.name for column in chart.columns} >= {"value_text", "printed", "article", "unit", "basis"}
