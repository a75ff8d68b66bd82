"""What the tests of checking share: rows of a text, official months, and the verdicts on them."""

from datetime import date
from decimal import Decimal

import duckdb

from korea_trade.intake.check import verdicts
from korea_trade.intake.check.verdicts import Finding
from korea_trade.intake.proposal import SURE, Proposal
from korea_trade.intake.reading import Reading
from korea_trade.statements import figure
from korea_trade.statements.article import Sentence
from korea_trade.statements.texts import Text
from tests.corpora.published_cells import UNITS, Printed

EXPORTS = Printed("$56.56 bn")
IMPORTS = Printed("$52.28 bn", flow="imports")
THAT_DAY = date(2024, 4, 1)
LATER = date(2024, 5, 1)
CHINA = ("partner", "china")
SHIPS = ("item", "ships")


def row(
    printed: str, measure: str = "value", sign: int = 1, *, at: int = 1, subject: tuple[str, str] = ("total", "all"),
    flow: str = "exports", period: str = "2024-03", **more: str,
) -> Proposal:  # fmt: skip
    """A sure row of the text, about the exports of March 2024 unless it says otherwise."""
    unit = more.pop("unit", UNITS.get(measure, ""))
    value = figure.read(printed, unit, Decimal(sign)).value
    return Proposal(
        theme=more.pop("theme", "trade_totals"), statement_id=f"a99-p{at}-s1-row", article_id="a99", paragraph=at,
        sentence=1, sentence_sha256="", figure=printed, value=str(value), unit=unit, measure=measure, flow=flow,
        subject_kind=subject[0], subject_id=subject[1], period=period, end=len(printed),
        **({"confidence": SURE, "modality": "actual"} | more),  # type: ignore[arg-type]
    )  # fmt: skip


def streak(printed: str, direction: int, period: str) -> Proposal:
    return row(
        printed,
        unit="months",
        theme="streaks",
        period=period,
        direction=str(direction),
        condition="growth",
        status="open",
    )


def text(*rows: Proposal, day: date | None = THAT_DAY) -> Reading:
    sentences = (Sentence(0, 1, "Title", 1), *(Sentence(one.paragraph, 1, f"{one.figure} it was.", 3) for one in rows))
    return Reading(Text("text.txt", "Title", "", day, "stated", sentences), "a99", False, day, "stated", rows)


def held(against: duckdb.DuckDBPyConnection, *rows: Proposal, day: date | None = THAT_DAY) -> list[Finding]:
    return verdicts.of(text(*rows, day=day), against)


def verdict(against: duckdb.DuckDBPyConnection, *rows: Proposal, day: date | None = THAT_DAY) -> str:
    """The verdict on the first row."""
    return held(against, *rows, day=day)[0].verdict


def months(first: str, *values: float) -> list[tuple[str, float]]:
    """Official levels in billions from the month `first` on."""
    year, month = map(int, first.split("-"))
    numbers = range(12 * year + month - 1, 12 * year + month - 1 + len(values))
    return [(f"{at // 12}-{at % 12 + 1:02d}", value * 1e9) for at, value in zip(numbers, values, strict=True)]


def claimed(claim: str, scope: str, printed: str = "highest", **more: str) -> Proposal:
    """A place among periods or others; of exports in March 2024 unless it says otherwise."""
    return row(printed, unit=more.pop("unit", "rank"), theme="records", claim=claim, scope=scope, **more)
