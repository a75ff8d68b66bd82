"""What a figure says in each role that a rule can give it: a rate, a level, a base, a share.

Belongs here: filling the columns of a row from the place of its figure, and what is not told there. Does not belong
here: which role a figure has (`rules`), runs and records (`claims`), and doubts that do not depend on the role
(`doubts`).

A role returns a sure row, or one that is open with what is missing as its note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import OWNS, TOTAL, Place
from korea_trade.intake.proposal import OPEN, SURE, Proposal
from korea_trade.intake.tokens import Topic
from korea_trade.statements import figure
from korea_trade.statements.figure import FigureError

# The theme of levels and changes, by the kind of their subject.
THEMES: Final = {"total": "trade_totals", "item": "trade_by_item", "partner": "trade_by_partner"}


_ROUGHLY: Final = re.compile(
    r"about|around|some|roughly|nearly|almost|close to|more than|over|less than", re.IGNORECASE
)


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


def _signed(row: Proposal, sign: int) -> Proposal:
    if not row.value or row.value.startswith("-"):
        return row
    return replace(row, value=row.value if sign > 0 else f"-{row.value}" if Decimal(row.value) else row.value)


def _as_rate(row: Proposal, place: Place, sign: int | None) -> Proposal:
    row = filled(row, place.topic)
    base = place.base
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
        row = _signed(row, sign)
    if _is_against_another_time(place, period):
        return guarded(row, "the base is another period")
    if base == "q":
        return guarded(row, "the base is a quarter or another period")
    if not base and not place.scope.has_base_year and not re.fullmatch(r"\d{4}", period):
        return guarded(row, "the base is not told")  # a whole year is compared with the one before
    return row


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
    return _signed(row, sign)


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
    """ "Exports more than doubled": growth of more than 100 percent."""
    row = replace(filled(row, place.topic), unit="percent", value=value(row.figure, "percent"), measure="yoy")
    row = replace(row, period=place.period())
    if place.topic.flow == "balance" or place.topic.is_daily or place.base in ("b", "q"):
        return guarded(row, "a multiple of something else")
    return row if place.base or place.scope.has_base_year else guarded(row, "the base is not told")


def prior_rate(row: Proposal, place: Place) -> Proposal:
    """ "Following a 14.4 percent decline the previous month", "after a decline of 14.4 percent in May": the period is
    the one that the words behind it say."""
    is_behind = re.search(r"Do$|aDy?$", place.codes[: place.at]) is not None
    sign = place.sign_before if is_behind else place.sign_behind
    row = replace(filled(row, place.topic), measure="yoy")
    if sign is not None:
        row = _signed(row, sign)
    moved = "" if is_behind else "[dB]*D"
    behind = re.match(rf"{moved}[^MPSTX|WD]*?([Yb])", place.codes[place.at + 1 : place.clause.last])
    before = place.each[place.at - 1]
    # "After the previous month's 14.4 percent decline".
    is_owned = before.code == "b" and place.has_a_rate(place.at - 1)
    if not (behind or is_owned) or sign is None or place.topic.is_daily or place.topic.flow == "balance":
        return guarded(row, "an earlier rate whose period is not told")
    found = before if is_owned or not behind else place.each[place.at + behind.end()]
    main = place.main_period
    period = found.iso if found.code == "Y" else periods.shifted(main, -1) if main else None
    if found.code == "b" and main and len(main) != 7:
        period = None
    return replace(row, period=period or "", reference_period=(periods.shifted(period, -12) or "") if period else "")


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
    if told and told is not place.topic and (told.flow != place.topic.flow or told.subjects != (TOTAL,)):
        return guarded(row, "an amount of what stands behind")
    return _of_balance(row, place)


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


def _of_balance(row: Proposal, place: Place) -> Proposal:
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
    return _signed(row, sign or 1)


def level_of_period(row: Proposal, place: Place) -> Proposal:
    measure = "daily_value" if place.topic.is_daily else "value"
    row = replace(filled(row, place.topic), measure=measure, period=place.each[place.at - 2].iso or "")
    return _of_balance(row, place)


def base(row: Proposal, place: Place) -> Proposal:
    """ "Compared with $52.1 billion a year earlier": the level of the period that is compared with."""
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    behind = re.match(r"[LDo,T]*([BbY])", place.codes[place.at + 1 : place.clause.last])
    main = place.main_period
    if not behind and place.base == "B":
        # "Exports rose 3 percent on-year to $5 billion from $4 billion".
        return _of_balance(replace(row, period=periods.shifted(main, -12) or ""), place)
    if not behind:
        return guarded(row, "the period of the base is not told")
    found = place.each[place.at + behind.end()]
    if found.code == "Y":
        period = found.iso
        if period and re.fullmatch(r"\d{4}", period) and len(main) > 4:
            period = periods.shifted(main, (int(period) - int(main[:4])) * 12)
    else:
        period = periods.shifted(main, -12 if found.code == "B" else -1) if main else None
    return _of_balance(replace(row, period=period or ""), place)


def base_of_period(row: Proposal, place: Place) -> Proposal:
    """ "Compared with a May surplus of $3 billion": the level of the period before it."""
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    before = [one for one in place.each[place.clause.first : place.at] if one.code == "Y"]
    return _of_balance(replace(row, period=before[-1].iso or ""), place)


def earlier_record(row: Proposal, place: Place) -> Proposal:
    """ "Above the previous record of $5 billion set in May 2028", "the highest since $5 billion in May 2028", "the
    previous record, from May 2028, was $5 billion"."""
    around = [*place.each[place.at + 1 : place.clause.last], *place.each[place.clause.first : place.at]]
    told = next(one for one in around if one.code == "Y")
    return replace(level(row, place), period=told.iso or "")


def level_of_base(row: Proposal, place: Place) -> Proposal:
    """ "Compared with the previous month's $7.99 billion"."""
    word = place.each[place.at - 1]
    row = replace(filled(row, place.topic), measure="daily_value" if place.topic.is_daily else "value")
    if not OWNS.match(place.sentence, word.end):
        return guarded(row, "the period of the base is not told")
    main = place.main_period
    period = periods.shifted(main, -12 if word.code == "B" else -1) if main else None
    return _of_balance(replace(row, period=period or ""), place)


def change(row: Proposal, place: Place) -> Proposal:
    row = replace(filled(row, place.topic), measure="yoy_change", period=place.period())
    sign = place.sign_before
    base = place.base
    if sign is None or place.topic.flow == "balance" or base != "B":
        return guarded(row, "a change whose base is not told")
    return replace(_signed(row, sign), reference_period=periods.shifted(row.period, -12) or "" if row.period else "")


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


def share(row: Proposal, place: Place) -> Proposal:
    whole = next((one for one in place.each[place.at + 1 : place.clause.last] if one.code == "T"), None)
    period = place.period()
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    if whole is None or whole.topic is None or whole.topic.subjects != (TOTAL,):
        return guarded(row, "the whole is not told")
    if "Y" not in place.inside and _ROUGHLY.match(row.figure):
        return guarded(row, "a share in round figures, of no period")
    if "Y" not in place.inside and re.search(
        r"account(?:s)? for|makes? up|takes? up|represents?$", _verb_before(place)
    ):
        return guarded(row, "a share that stands, of no period")
    if whole.topic.flow not in ("exports", "imports") or (place.topic.flow and whole.topic.flow != place.topic.flow):
        return guarded(row, "the whole is of another flow")
    return replace(row, flow=whole.topic.flow, base_id=_whole_of(whole.topic.flow, period))


def earlier_share(row: Proposal, place: Place) -> Proposal:
    """ "Chips accounted for 32 percent of exports in May, compared with 26 percent a year earlier": of what the share
    before it is, a year before."""
    verb = place.codes.rindex("s", place.clause.first, place.at)
    parts = [one for one in place.each[place.clause.first : verb] if one.code in "TX"]
    part = parts[-1].topic if parts and parts[-1].code == "T" else None
    period = periods.shifted(place.period(place.codes.index("P", verb)), -12) or ""
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    is_of_whole = (
        place.topic.subjects == (TOTAL,) and part is not None and part.is_one and part.flow == place.topic.flow
    )
    if not is_of_whole or part is None or not period or place.topic.flow not in ("exports", "imports"):
        return guarded(row, "the whole is not told")
    kind, key = part.subjects[0]
    return replace(row, subject_kind=kind, subject_id=key, base_id=_whole_of(place.topic.flow, period))


def share_of_a_name(row: Proposal, place: Place) -> Proposal:
    """ "China's share of exports fell to 18.4 percent from 19.5 percent a year earlier": of the name before it."""
    noun = place.codes.rindex("n", place.clause.first, place.at)
    name = next(place.each[at] for at in (noun - 1, noun + 1, noun + 2) if place.codes[at] == "e")
    period = place.period()
    if place.codes[place.at - 1] == "F":
        months = -12 if place.codes[place.at + 1] == "B" else -1
        period = periods.shifted(place.main_period, months) or ""
    row = replace(filled(row, place.topic, "shares"), measure="share", period=period, base_certainty="stated")
    row = replace(row, subject_kind=name.kind, subject_id=name.key)
    if place.topic.subjects != (TOTAL,) or place.topic.flow not in ("exports", "imports") or not period:
        return guarded(row, "the whole is not told")
    return replace(row, base_id=_whole_of(place.topic.flow, period))


def _whole_of(flow: str, period: str) -> str:
    """The key of the total of a flow as a population."""
    return f"korea_{flow}_{re.sub('[^0-9a-z]', '_', period.lower())}"


def _verb_before(place: Place) -> str:
    return next((one.text.lower() for one in reversed(place.each[: place.at]) if one.code == "s"), "")
