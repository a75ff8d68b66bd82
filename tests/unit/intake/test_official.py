"""Official months keep a row open that is far from them, and never one that a revision explains."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korea_trade.intake import official
from korea_trade.intake.official import Months
from korea_trade.intake.proposal import OPEN, SURE, Proposal

HEADER: Final = "month,flow,item,partner,value_usd,source,definition,status,known_from,rounded_to_usd\n"
OF_TWO_YEARS: Final = (
    (f"{year}-{month:02d},{flow},,,{value}000000,an office,customs,final,2026-01-01,1")
    for year, exports in ((2023, 50_000), (2024, 55_000))
    for month in range(1, 13)
    for flow, value in (("exports", exports), ("imports", exports - 2_000))
)
OLD: Final = ("2005-03,exports,,,40000000000,an office,customs,final,2026-01-01,1",)
CHIPS: Final = ("2024-03,exports,semiconductors,,11000000000,an office,ministry_items,final,2026-01-01,1",)


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Months:
    """Exports of 50 billion dollars a month in 2023 and 55 in 2024, imports of 2 less, and single months."""
    folder = tmp_path_factory.mktemp("sources") / "observed"
    folder.mkdir()
    (folder / "series.csv").write_text(HEADER + "\n".join((*OF_TWO_YEARS, *OLD, *CHIPS)) + "\n", encoding="utf-8")
    return official.load(folder.parent)


def row(value: str, period: str = "2024-03", **other: str) -> Proposal:
    told = {"theme": "trade_totals", "measure": "value", "unit": "USD", "flow": "exports", "subject_kind": "total"}
    told |= {"subject_id": "all", "confidence": SURE} | other
    number = Decimal(value)
    figures = {"USD": f"{'-' if number < 0 else ''}${abs(number) / 10**9} billion", "percent": f"{value} percent"}
    told = {"figure": figures.get(told["unit"], value)} | told
    return Proposal(
        statement_id="", article_id="a11", paragraph=1, sentence=1, sentence_sha256="", value=value, period=period,
        **told,
    )  # fmt: skip


def rate(value: str, period: str = "2024-03", **other: str) -> Proposal:
    return row(value, period, **({"measure": "yoy", "unit": "percent"} | other))


def run(period: str, **other: str) -> Proposal:
    told = {"theme": "streaks", "unit": "months", "condition": "growth", "direction": "1"}
    return row("3", period, **(told | other))


def item(value: str, item_id: str, period: str = "2024-03") -> Proposal:
    return row(value, period, theme="trade_by_item", subject_kind="item", subject_id=item_id)


def states(rows: Sequence[Proposal], months: Months) -> list[str]:
    return [each.confidence for each in official.withheld(rows, months)]


RIGHT: Final = {
    "a first print that was revised": row("54300000000"),
    "a year that follows from its months": row("660000000000", "2024"),
    "a quarter": row("165000000000", "2024-Q1"),
    "a balance": row("2000000000", flow="balance"),
    "a balance that was revised": row("1200000000", flow="balance"),
    "a deficit with a partner": row(
        "-2000000000", flow="balance", theme="trade_by_partner", subject_kind="partner", subject_id="japan"
    ),
    "a level by the balance of payments": row("44000000000", definition="balance_of_payments"),
    "a rate": rate("10.1"),
    "the rate of months": rate("9.8", "2024-01/2024-05"),
    "a rate on the month before": rate("0.4", measure="mom"),
    "twenty days": row("34000000000", "2024-03-01/2024-03-20"),
    "ten days": row("14000000000", "2024-03-01/2024-03-10"),
    "the rate of ten days, which a holiday moves": rate("60", "2024-03-01/2024-03-10"),
    "a run": run("2024-01/2024-03"),
    "a run of surpluses": run("2024-01/2024-03", condition="sign", flow="balance"),
    "an item in another edition of the list": item("9000000000", "semiconductors"),
    "an item that nobody published": item("20000000000", "ships"),
    "a month that nobody published": row("1", "1999-03"),
    "a forecast": row("90000000000", modality="forecast"),
    "a run that nobody told the direction of": run("2024-01/2024-03", direction=""),
    "a period of no form": row("1000000000", "2024-03-01/2024-03"),
    "an inference": row("40000000000", certainty="inferred"),
    "a level that was passed": row("40000000000", figure="more than $40 billion"),
    "an old month, revised since": row("42300000000", "2005-03"),
}
FAR: Final = {
    "the level of a sum, taken for its month": row("165000000000"),
    "a part, taken for the whole": row("21000000000"),
    "a level that was not reached": row("60000000000", figure="more than $60 billion"),
    "an old month, far from its revision": row("50000000000", "2005-03"),
    "the balance of another year": row("90000000000", "2024", flow="balance"),
    "a rate that fell": rate("-10"),
    "the rate of another month": rate("20.5"),
    "a rate on the month before": rate("10", measure="mom"),
    "the month, taken for its first days": row("55000000000", "2024-03-01/2024-03-20"),
    "the rate of other twenty days": rate("42", "2024-03-01/2024-03-20"),
    "a run that another item has": run("2024-01/2024-03", direction="-1"),
    "a run of deficits": run("2024-01/2024-03", condition="sign", flow="balance", direction="-1"),
    "an item far from the official one": item("1100000000", "semiconductors"),
    "an item above the whole": item("60000000000", "ships"),
}


@pytest.mark.parametrize("told", RIGHT.values(), ids=RIGHT)
def test_a_figure_that_official_months_allow_or_do_not_know_stays_sure(told: Proposal, months: Months) -> None:
    assert list(official.withheld([told], months)) == [told]


@pytest.mark.parametrize("told", FAR.values(), ids=FAR)
def test_a_figure_far_from_official_months_is_left_open_with_what_they_allow(told: Proposal, months: Months) -> None:
    (one,) = official.withheld([told], months)
    assert one.confidence == OPEN
    assert "official months" in one.note


def test_a_period_of_which_two_figures_are_wrong_and_none_is_right_is_perhaps_another_one(months: Months) -> None:
    ships = item("1500000000", "ships")
    assert states([row("90000000000"), rate("64"), ships], months) == [OPEN, OPEN, OPEN]
    assert states([row("90000000000"), ships], months) == [OPEN, SURE]
    assert states([row("90000000000"), rate("64"), row("55000000000"), rate("10"), ships], months)[2:] == [SURE] * 3


def test_a_figure_that_a_text_repeats_speaks_once(months: Months) -> None:
    assert states([row("90000000000"), row("90000000000"), item("1500000000", "ships")], months)[-1] == SURE


def test_an_open_row_stays_as_it_is(months: Months) -> None:
    told = row("1", confidence=OPEN, note="of when")
    assert list(official.withheld([told], months)) == [told]


def test_a_file_that_breaks_its_form_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "observed").mkdir()
    (tmp_path / "observed" / "broken.csv").write_text("month,flow\n2024-03\n", encoding="utf-8")
    (tmp_path / "observed" / "whole.csv").write_text(HEADER + CHIPS[0] + "\n", encoding="utf-8")
    assert official.load(tmp_path).level(("item", "semiconductors", "exports"), range(24290, 24291)) == (11e9, 11e9)


def test_without_official_months_every_row_stays(tmp_path: Path) -> None:
    assert states(list(FAR.values()), official.load(tmp_path)) == [SURE] * len(FAR)


@given(st.floats(0.975, 1.025), st.sampled_from(["2023", "2024-H1", "2024-Q3", "2024-07", "2023-11/2024-02"]))
def test_a_revision_leaves_no_level_open(share: float, period: str) -> None:
    months = Months({("total", "all", "exports"): dict.fromkeys(range(24276, 24300), (50000000000.0, 51000000000.0))})
    length = {"2023": 12, "2024-H1": 6, "2024-Q3": 3, "2024-07": 1, "2023-11/2024-02": 4}[period]
    assert states([row(str(round(length * 5.05e10 * share)), period)], months) == [SURE]
