"""What a figure says in each role that a rule can give it: a rate, a level, a change.

Belongs here: filling the columns of a row from the place of its figure, and what is not told there. Does not belong
here: which role a figure has (`rules`), figures of another time (`earlier`), shares (`shares`), runs and records
(`claims`), and doubts that do not depend on the role (`doubts`).

A role returns a sure row, or one that is open with what is missing as its note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import TOTAL, Place
from korea_trade.intake.proposal import OPEN, SURE, Proposal
from korea_trade.intake.token import Topic
from korea_trade.statements import figure
from korea_trade.statements.figure import FigureError

# The theme of levels and changes, by the kind of their subject.
THEMES: Final = {"total": "trade_totals", "item": "trade_by_item", "partner": "trade_by_partner"}


_PRINTED_SIGN: Final = r"[(]?[+\-−–▲△]"


def value(text: str, unit: str) -> str:
    if not unit:
        return ""
    try:
        value = figure.read(text, unit, Decimal(0)).value
    except (FigureError, KeyError):
        return ""
    return f"{value.normalize():f}"


def guarded(row: Proposal, doubt: str) -> Proposal:
    return replace(row, confidence=OPEN, note=doubt)


def filled(row: Proposal, topic: Topic, theme_of: str = "") -> Proposal:
    kind, key = topic.subjects[0] if topic.is_one else ("", "")
    theme = theme_of or THEMES.get(kind, "")
    return replace(
        row, theme=theme, flow=topic.flow, subject_kind=kind, subject_id=key, modality="actual", confidence=SURE
    )


def signed(row: Proposal, sign: int) -> Proposal:
    if not row.value or row.value.startswith("-"):
        return row
    return replace(row, value=row.value if sign > 0 else f"-{row.value}" if Decimal(row.value) else row.value)


def _as_rate(row: Proposal, place: Place, sign: int | None) -> Proposal:
    row = filled(row, place.topic)
    named = _named_base(place)
    is_on_month = bool(named) and named == periods.shifted(place.period(), -1)
    base = "b" if is_on_month else place.base
    measure = {"b": "mom", "q": "growth"}.get(base, "yoy")
    period = place.period()
    reference = ""
    if base == "B" and period:
        reference = periods.shifted(period, -12) or ""
    elif base == "b" and period:
        reference = periods.shifted(period, -1) or ""
    row = replace(row, measure=measure, period=period, reference_period=reference)
    if place.topic.is_daily:
        row = replace(row, measure="daily_yoy")
    if place.topic.flow == "balance" and place.topic.sign != 1:
        return guarded(row, "a rate of a balance")
    if place.topic.is_daily and base in ("b", "q"):
        return guarded(row, "the base of a daily average")
    if sign is None and not row.value.startswith("-") and not re.match(r"[(]?[+]", row.figure):
        return guarded(row, "no direction is told")
    if sign is not None:
        row = signed(row, sign)
    if not is_on_month and _is_against_another_time(place, period):
        return guarded(row, "the base is another period")
    if base == "q":
        return guarded(row, "the base is a quarter or another period")
    if not base and not place.scope.has_base_year and not re.fullmatch(r"\d{4}", period):
        return guarded(row, "the base is not told")  # a whole year is compared with the one before
    return row


def _named_base(place: Place) -> str:
    """The period right behind the figure that a change is told from: "rose 3 percent from February"."""
    told = re.match(r"D?[Fc]o?(Y)(?!t(?!M))", place.codes[place.at + 1 : place.clause.last])
    return (place.each[place.at + told.end()].iso or "") if told else ""


def _is_against_another_time(place: Place, period: str) -> bool:
    """Whether the rate is on another base than a year, a month or another figure: "rose 3 percent from 2019"."""
    right = place.codes[place.at + 1 : place.clause.last]
    link = re.match(r"[^MPSTX|,BbqFci]*([Fci])[^MPSTX|,Bbq]*", right)
    if not link or right[link.end() : link.end() + 1] in ("B", "b", "q"):
        return False
    at = place.at + 1
    year = next((one for one in place.each[at + link.start(1) : at + link.end()] if one.code == "Y"), None)
    if year is not None:
        return year.iso != periods.shifted(period, -12)
    return right[link.end() : link.end() + 1] not in ("M", "P")


def rate_before(row: Proposal, place: Place) -> Proposal:
    row = _as_rate(row, place, place.sign_behind)
    # "Softer than the prior month's 13.8 percent decline".
    return guarded(row, "a rate of the base") if place.at and place.has_a_rate(place.at - 1) else row


def rate_after(row: Proposal, place: Place) -> Proposal:
    return _as_rate(row, place, place.sign_before)


def rate_in_brackets(row: Proposal, place: Place) -> Proposal:
    inside = next((one for one in place.each[place.at - 2 : place.at] if one.code == "D"), None)
    sign = int(inside.key) if inside else None
    if sign is None and not re.match(_PRINTED_SIGN, row.figure):
        # A list shares the verb before it, or the one behind it.
        sign = place.sign_before
        behind = {one.key for one in place.each[place.at + 1 : place.clause.last] if one.code == "D"}
        if sign is None and len(behind) == 1:
            sign = int(behind.pop())
        elif sign is not None and behind - {str(sign)}:
            row = _as_rate(row, place, sign)
            return guarded(row, "the list has two directions")
    return _as_rate(row, place, sign)


def rate_of_a_forecast(row: Proposal, place: Place) -> Proposal:
    """ "Against a 6.9 percent gain expected", "a median forecast of a 3 percent fall": of the period of its topic."""
    row = replace(filled(row, place.topic), measure="yoy", period=place.main_period)
    moved = re.match(r"[BbdY]*(D)", place.codes[place.at + 1 : place.clause.last])
    if own := re.match(r"[BbdY]*D[BbdoWL]{0,5}?(Y)", place.codes[place.at + 1 : place.clause.last]):
        row = replace(row, period=place.each[place.at + own.end()].iso or "")
    # "Forecast to shrink a median 3 percent".
    before = re.search(r"D[^,|TXMP]*$", place.codes[place.clause.first : place.at])
    sign = int(place.each[place.at + moved.end()].key) if moved else place.sign_before if before else None
    if sign is None and _has_grown(place):
        sign = 1  # "rose 5 percent, above forecasts of 4 percent"; behind "fell" it can be either
    if place.topic.is_daily or place.topic.flow == "balance":
        return guarded(row, "a forecast of something else")
    if sign is None:
        return guarded(row, "no direction is told")
    return signed(row, sign)


def level_of_a_forecast(row: Proposal, place: Place) -> Proposal:
    """ "A median forecast of a 4 percent fall in imports and a $2 billion surplus": of the period of its topic."""
    period = place.main_period
    if own := re.match(r"(?:o[Yk]*)?T[BbdoWL]{0,5}?(Y)", place.codes[place.at + 1 : place.clause.last]):
        period = place.each[place.at + own.end()].iso or ""
    row = replace(level(row, place), period=period)
    return guarded(row, "a forecast of something else") if place.topic.is_daily else row


def _has_grown(place: Place) -> bool:
    """Whether the only rate before the one of a forecast is that of a rise, right behind its topic."""
    before = re.fullmatch(r"[^PTX]*T[^PD]*D[^PD]*P[^PD]*", place.codes[place.clause.first : place.at])
    return before is not None and place.sign_before == 1


def rate_of_a_name(row: Proposal, place: Place) -> Proposal:
    """ "Exports to China fell by 14 percent, the United States 1.1 percent": the name before it, moved as the first."""
    name = place.each[max(here for here in range(place.at) if place.codes[here] == "e")]
    row = _as_rate(row, place, place.sign_before)
    if place.topic.subjects[0][0] != name.kind:
        return guarded(row, "the name is of another kind")
    return replace(row, theme=THEMES[name.kind], subject_kind=name.kind, subject_id=name.key)


def rate_before_a_name(row: Proposal, place: Place) -> Proposal:
    """ "Exports fell 44.9 percent for petroleum products, 31.6 percent for steel": of the name behind it."""
    name = next(one for one in place.each[place.at + 1 :] if one.code == "e")
    row = _as_rate(row, place, place.sign_before)
    if place.topic.subjects != (TOTAL,):
        return guarded(row, "a name behind another one")
    return replace(row, theme=THEMES[name.kind], subject_kind=name.kind, subject_id=name.key)


def rate_of_period(row: Proposal, place: Place) -> Proposal:
    """ "Exports have risen from November (3.9%) to December (12.4%)": of the period before the bracket."""
    is_signed = re.match(_PRINTED_SIGN, row.figure)
    row = _as_rate(row, place, None if is_signed else place.sign_before)
    if place.codes[place.at - 1] == "L" and not is_signed:
        return guarded(row, "no direction is told")
    return replace(row, period=place.each[place.at - 2].iso or "", reference_period="")


def level_beside_won(row: Proposal, place: Place) -> Proposal:
    """ "10.5 trillion won (US$8.1 billion)": the same in the other currency."""
    row = level(row, place)
    is_other = {place.each[place.at - 2].unit, row.unit} == {"KRW", "USD"}
    is_level = not re.search(r"[vfcaFVyi][pRBbo]*M\($", place.codes[place.clause.first : place.at])
    return row if is_other and is_level else guarded(row, "an amount beside another")


def multiple(row: Proposal, place: Place) -> Proposal:
    """ "Exports more than doubled": growth of more than 100 percent; halved they are 50 percent less."""
    row = replace(filled(row, place.topic), unit="percent", value=value(row.figure, "percent"), measure="yoy")
    row = signed(replace(row, period=place.period()), -1 if row.figure.lower().endswith("halved") else 1)
    if place.topic.flow == "balance" or place.topic.is_daily or place.base in ("b", "q"):
        return guarded(row, "a multiple of something else")
    return row if place.base or place.scope.has_base_year else guarded(row, "the base is not told")


def level(row: Proposal, place: Place) -> Proposal:
    row = filled(row, place.topic)
    measure = "value_krw" if row.unit == "KRW" else "daily_value" if place.topic.is_daily else "value"
    row = replace(row, measure=measure, period=place.period())
    if place.topic.is_daily and row.unit == "KRW":
        return guarded(row, "won of a day")
    if not place.topic.is_daily and re.search(r"\baverag", place.text(place.start, place.at)):
        return guarded(row, "an average")
    # "Its surplus grew, as it posted $9 billion in exports".
    behind = re.match(r"o[Yk]*([TX])", place.codes[place.at + 1 : place.clause.last])
    told = place.each[place.at + behind.end()].topic if behind else None
    is_of_two = told is not None and (place.topic.flow, told.flow) == ("balance", "trade") and place.topic.is_bare
    is_known = behind is not None and behind[1] == "T"
    is_of_two = is_of_two and is_known and not re.search("[exX]", place.codes[place.clause.first : place.at])
    if told and is_of_two and told.is_one and told.subjects[0][0] == "partner":
        # "A surplus of $3 billion in trade with Zembla".
        row = replace(row, theme=THEMES["partner"], subject_kind="partner", subject_id=told.subjects[0][1])
    elif told and told is not place.topic and (told.flow != place.topic.flow or told.subjects != (TOTAL,)):
        return guarded(row, "an amount of what stands behind")
    return of_balance(row, place)


def level_with_a_record(row: Proposal, place: Place) -> Proposal:
    """ "Hit their highest ever with $5 billion"."""
    row = level(row, place)
    is_told = place.each[place.at - 1].text.lower() in ("with", "at")
    return row if is_told else guarded(row, "an amount in passing")


def level_with_partner(row: Proposal, place: Place) -> Proposal:
    """ "A trade surplus of $3 billion with India": of the partner behind it."""
    link, name = place.each[place.at + 1 : place.at + 3]
    row = level(row, place)
    is_of_two = place.topic.subjects == (TOTAL,) and place.topic.flow in ("balance", "trade")
    if link.text.lower() != "with" or name.kind != "partner" or not is_of_two:
        return guarded(row, "a partner stands behind the figure")
    return replace(row, theme=THEMES[name.kind], subject_kind=name.kind, subject_id=name.key)


def balance_before(row: Proposal, place: Place) -> Proposal:
    row = level(row, place)
    return row if place.topic.sign is not None else guarded(row, "an amount before its topic")


def of_balance(row: Proposal, place: Place) -> Proposal:
    if place.topic.flow != "balance":
        return row
    if re.match("[^M,|]*U", place.codes[place.at + 1 : place.clause.last]):
        return guarded(row, "a balance that turned")  # "a deficit of $3 billion turned into a surplus"
    sign = place.topic.sign
    # "The trade balance came to $5 billion, posting a surplus".
    if sign is None and (behind := re.match(",[wLBbY]*T", place.codes[place.at + 1 : place.clause.last])):
        told = place.each[place.at + behind.end()].topic
        sign = told.sign if told and told.parts == place.topic.parts else None
    if sign is None and not row.value.startswith("-") and "+" not in row.figure:
        return guarded(row, "surplus or deficit is not told")
    return signed(row, sign or 1)


def level_of_period(row: Proposal, place: Place) -> Proposal:
    measure = "daily_value" if place.topic.is_daily else "value"
    row = replace(filled(row, place.topic), measure=measure, period=place.each[place.at - 2].iso or "")
    return of_balance(row, place)


def change(row: Proposal, place: Place) -> Proposal:
    row = replace(filled(row, place.topic), measure="yoy_change", period=place.period())
    sign = place.sign_before
    base, named = place.base, _named_base(place)
    is_on_month = named == periods.shifted(row.period, -1) if named else base == "b"
    if named and named == periods.shifted(row.period, -12):
        base = "B"
    is_of_deficit = place.topic.flow == "balance" and place.topic.sign != 1
    if sign is None or is_of_deficit or (base != "B" and not is_on_month):
        return guarded(row, "a change whose base is not told")
    if is_on_month:
        return on_the_month(replace(signed(row, sign), reference_period=periods.shifted(row.period, -1) or ""))
    return replace(signed(row, sign), reference_period=periods.shifted(row.period, -12) or "" if row.period else "")


def on_the_month(row: Proposal) -> Proposal:
    """A change in dollars as one on the month, which no table holds, so that it stays open; it can be compared."""
    note = "a change on the month, which no table holds"
    return replace(guarded(replace(row, measure="mom_change"), note), is_compared=True)


def threshold(row: Proposal, place: Place) -> Proposal:
    """ "Surpassed $60 billion": a level above it; "above" says so behind a verb alone."""
    word, before = place.each[place.at - 1], place.codes[place.clause.first : place.at - 1]
    needs_verb = word.text.lower() in ("above", "over", "below", "under")
    figure_with_word = place.sentence[word.start : row.end]
    row = level(replace(row, figure=figure_with_word, start=word.start, value=value(figure_with_word, row.unit)), place)
    stands_well = re.search("[DL][o@t]?$|Lk?T$" if needs_verb else "[TDL][BbYdok,LR]*$", before)
    if not row.value or not stands_well or "M" in before:
        return guarded(row, "a threshold that was passed, no level")
    if re.match("[oL]*[BbqcaFf]", place.codes[place.at + 1 : place.clause.last]):
        return guarded(row, "a comparison, perhaps")
    return row
