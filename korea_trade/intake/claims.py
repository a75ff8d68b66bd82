"""What a run, a record, an extreme and a first time say.

Belongs here: filling the columns of such a row from the place of its figure: of what it is claimed, since when or among
what, and what is not told there. Does not belong here: rates, levels and shares (`roles`), which role a figure has
(`rules`), and doubts that do not depend on the role (`doubts`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import Place
from korea_trade.intake.proposal import SURE, Proposal
from korea_trade.intake.roles import filled, guarded, value

# Where an extreme is claimed among the same month of all years, and where among all of its kind.
_SAME_MONTH: Final = re.compile(
    rf"(?:\s[\w-]+){{0,4}}?\s(?:for|in|of|among) (?:(?:any|all|every) (?:months? of )?{periods.MONTH}|"
    r"(?:the|a) month\b)"
    rf"|(?:\s[\w-]+){{0,3}}?\sfor {periods.MONTH}(?! \d)"
    rf"|(?:[- ]ever)?\s{periods.MONTH}(?! \d)",  # "the highest June figure"
    re.IGNORECASE,
)
# "A record for July", "the largest ever for the month": among all Julys. A record for any month is one of all time.
_RECORD_OF_A_MONTH: Final = re.compile(
    rf"(?:\s[\w-]+){{0,2}}?\sfor (?:(?:(?:any|all|every|the) )?(?:months? of )?{periods.MONTH}(?! \d)|the month\b)"
    rf"|\s{periods.MONTH}(?! \d)",
    re.IGNORECASE,
)
# "The highest annual figure, beating the previous record".
_BEATS: Final = re.compile(
    r"[^.;]*\s(?:beat|surpass|exceed|break|broke|topp|eclips|smash)\w*\s(?:the |its )?"
    r"(?:previous|former|earlier|old|prior|last) (?:[a-z-]+ )?(?:record|high|peak|best)\b",
    re.IGNORECASE,
)
_OF_YEARS: Final = re.compile(
    r"\b(?:annual|yearly)(?: \w+)? (?:figure|level|amount|tally|total|volume|value|sum|high|record|performance)\b",
    re.IGNORECASE,
)
_AT_ANY_TIME: Final = re.compile(r"\b(?:is|are|remains?|has been|have been|had|used to be)\b", re.IGNORECASE)
_OF_A_YEAR: Final = re.compile(r"\b(?:annual|yearly|full[- ]year)\b", re.IGNORECASE)
_THIS_YEAR: Final = re.compile(r"(?:\s[\w-]+){0,5}?\s(?:so far )?this year\b", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"(?:\s[\w-]+){0,4}?\ssince .{0,60}?(?:compil|statistics|record[- ]keeping|records? (?:began|started)"
    r"|began (?:keeping|tracking|recording))",
    re.IGNORECASE,
)
# A run that such words tell of goes on: "it is the first time since 1997 that exports have fallen for six months".
_FIRST_TIME_NOW: Final = re.compile(
    r"\b(?:is|was|mark(?:s|ed|ing)?)(?: also)? the first time since [^.,]{3,40} that\b", re.IGNORECASE
)
_EVER: Final = re.compile(
    r" (?:monthly )?record\b|(?:\s[\w-]+){0,4}?\s(?:ever|on record|of all time"
    r"|for any (?:month(?! of)|quarter|half|year)"
    r"|in (?:(?:the (?:country|nation)[’']s|its|(?:South )?Korea(?:n|[’']s)) (?:export |trade )?)?history)\b",
    re.IGNORECASE,
)
# Among what a name is ranked, by its kind: all countries or all goods.
RANKED: Final = {
    "partner": re.compile(
        r"\s(?:(?:export|import) (?:destination|market|buyer|source|supplier)"
        r"|(?:destination|market|source) (?:of|for) (?:(?:South )?Korea(?:n|[’']s) |(?:the country|the nation)[’']s )?"
        r"(?:exports|imports))\b",
        re.IGNORECASE,
    ),
    "item": re.compile(r"\s(?:export|import) (?:item|product|good)s?\b", re.IGNORECASE),
}
# What each month of a run reaches where it is more than growth.
_DOUBLE_DIGIT: Final = re.compile(r"\b(?:double|two)[- ]digit[^,;.]*$", re.IGNORECASE)
_TEN_PERCENT: Final = "10"
_SIGN_OF_BALANCE: Final = re.compile(r"^ (?:has )?(?:remain|stay|been|was)\w* (?:(?P<positive>positive)|negative)\b")
# "Export growth inched down for three months": what falls is the growth.
_OF_A_CHANGE: Final = re.compile("T[BbYd]*D[BbYdkL]*D")
_CHANGE_IN: Final = re.compile("D[BbYd]*o[Yk]*$")  # "the decline in exports eased for three months"
_BELOW: Final = re.compile("below|under", re.IGNORECASE)
# What a run that is over was a run of, by the words behind its length: the sign, and whether it is one of a balance.
_RUNS: Final = (
    (re.compile(r"deficits?|shortfalls?", re.IGNORECASE), -1, True),
    (re.compile(r"surplus(?:es)?", re.IGNORECASE), 1, True),
    (
        re.compile(r"\b(?:losing|declin|drop|fall|loss|contract|decreas|slump|slide|negative)", re.I),
        -1,
        False,
    ),
    (re.compile(r"\b(?:winning|growth|gain|increas|rally|expan|positive)", re.IGNORECASE), 1, False),
)
_FROM_TO: Final = re.compile(r"F[po]*(?P<first>Y)[po]*tW?(?P<last>Y)")  # "from May 2028 to last April"
_MONTH: Final = len("2024-03")
_MONTHS: Final = {"months": 1, "years": 12}


def streak(row: Proposal, place: Place) -> Proposal:
    """A run of months: its direction is that of the clause, or the sign of the balance."""
    text = place.text(place.clause.first, place.at)
    end = place.period()
    said = place.sentence[place.each[place.clause.first].start : place.each[place.at].start]
    if periods.last_month(end) is None and re.search(r"\b(?:has|have)\b", said):
        end = periods.month_before(end)  # "has fallen for six straight months", as told of the first days of one
    run = _run(row, place, end)
    before = place.sentence[: place.each[place.at].start]
    ended = r"a[^,|]*$|[Zz]" if _FIRST_TIME_NOW.search(before) else r"[ai][^,|]*$|[Zz]"
    is_over = re.search(ended, place.codes[place.clause.first : place.at]) or re.search(r"\bhad\b[^,]*$", text)
    if is_over and not run.note and _is_told_from_to(run, place):
        return replace(run, status="ended")
    return guarded(run, "perhaps a run that ended") if is_over and run.status == "open" and not run.note else run


def _is_told_from_to(run: Proposal, place: Place) -> bool:
    """Whether the clause says both ends of a run that is over: "had fallen for 12 months from October to September"."""
    told = _FROM_TO.match(place.codes[place.at + 1 : place.clause.last])
    ends = [place.each[place.at + told.end(which)].iso for which in ("first", "last")] if told else []
    is_before = (ends[-1] or "") < (place.scope.reported or "") if ends else False
    return is_before and run.period == "/".join(one or "" for one in ends)


def earlier_streak(row: Proposal, place: Place) -> Proposal:
    """ "After falling for six straight months": the run up to the month before."""
    return replace(_run(row, place, periods.month_before(place.main_period)), status="ended")


def _run(row: Proposal, place: Place, end: str) -> Proposal:
    """The run that ends with the period `end`, or with the month that its clause says: "until January"."""
    row = replace(filled(row, place.topic, "streaks"), measure="value", status="open")
    row = _with_condition(row, place)
    if row.note:
        return row
    until = re.match(r"[BbYdo]*(Y)", place.codes[place.at + 1 : place.clause.last])
    last = place.each[place.at + until.end()].key if until else ""
    if told := _FROM_TO.match(place.codes[place.at + 1 : place.clause.last]):
        last = place.each[place.at + told.end("last")].iso or ""
    in_years = end if re.fullmatch(r"\d{4}", end) else ""
    end = in_years if row.unit == "years" else last or periods.last_month(end) or ""
    is_of_trade = place.topic.flow == "trade" and row.condition != "threshold"
    if row.direction in ("", "0") or not row.value.isdecimal() or not end or is_of_trade:
        return guarded(row, "the run is not told whole")
    if last and last < periods.month_before(place.scope.reported or ""):
        row = replace(row, status="ended")
    return _begun(row, place, end)


def _with_condition(row: Proposal, place: Place) -> Proposal:
    """The run with what each of its months reaches, and its direction where somebody tells it."""
    left = place.codes[place.clause.first if place.clause.topic_at is None else place.clause.topic_at : place.at]
    behind = re.match(r",?[kLBbdYowp]*(?:T[^,|TX]*?)?D", place.codes[place.at + 1 : place.clause.last])
    sign = place.sign_behind if behind else place.sign_before
    is_of_ten = bool(_DOUBLE_DIGIT.search(place.sentence[: place.each[place.at].start]))
    passed = re.search(r"v(M)[BbYdoL]*$", left)
    compared = re.match("[^,|]*c", place.codes[place.at + 1 : place.clause.last])
    if place.topic.is_daily or compared:
        return guarded(row, "a run of something else")
    if place.topic.flow == "balance":
        if place.topic.sign is None and (told := _SIGN_OF_BALANCE.search(_words_before(place))):
            return replace(row, condition="sign", direction="1" if told["positive"] else "-1")
        if place.topic.sign is None:
            return guarded(row, "surplus or deficit is not told")
        if "D" in left or behind:
            return guarded(row, "a run of a balance that moves")
        if is_of_ten or "v" in left:
            return guarded(row, "a run of something else")
        return replace(row, condition="sign", direction=str(place.topic.sign))
    if passed:
        over = place.each[place.at - len(left) + passed.start()]
        level = place.each[place.at - len(left) + passed.start(1)]
        if is_of_ten or _BELOW.search(over.text) or (level.kind, level.unit) != ("amount", "USD"):
            return guarded(row, "a run of something else")
        return replace(row, condition="threshold", direction="1", threshold=value(level.text, "USD"))
    topic = place.codes[: place.at - len(left)]
    if re.search("v[^S]*$", left) or _OF_A_CHANGE.match(left) or (_CHANGE_IN.search(topic) and "D" in left):
        return guarded(row, "a run of something else")
    row = replace(row, direction="" if sign is None else str(sign))
    if is_of_ten:
        return replace(row, condition="growth_threshold", threshold=_TEN_PERCENT)
    if record := re.search(r"(R)[BbYdo]*$", left):
        low = re.search("low|worst", place.each[place.at - len(left) + record.start(1)].text, re.IGNORECASE)
        return replace(row, condition="record", direction="-1" if low else "1")
    return guarded(row, "perhaps a run of records") if re.search("R[^,|]*$", left) else replace(row, condition="growth")


def _words_before(place: Place) -> str:
    """What the clause prints between its topic and the figure."""
    first = place.clause.first if place.clause.topic_at is None else place.clause.topic_at
    return place.sentence[place.each[first].end : place.each[place.at].start]


def _begun(row: Proposal, place: Place, end: str) -> Proposal:
    """The run up to `end` with the months that it covers, if it begins where its clause says so."""
    step = _MONTHS[row.unit]
    first = periods.shifted(end, (1 - int(row.value)) * step)
    right = place.codes[place.at + 1 : place.clause.last]
    if re.match(r"[^,|&]*[1rRQhH][^,|&]*[Fi][po]*Y", right):
        return guarded(row, "when another claim begins stands behind")
    begun = re.match(r"[^,|&1rRQhH]*?[Fi][^,|&MPT]{0,4}?(Y)", right)
    if begun and (told := place.each[place.at + begun.end()].iso) != first:
        last = periods.shifted(told or "", (int(row.value) - 1) * step)
        if "F" in begun[0] or not last or len(last) != len(end) or last > end:
            return guarded(row, "the run does not begin where it says")
        return replace(row, period=f"{told}/{last}")  # a run that is over: "fell for six months since March"
    return replace(row, period=f"{first}/{end}" if first != end else end)


def ended_streak(row: Proposal, place: Place) -> Proposal:
    """ "Ending a 15-month shortfall", "after 13 months of decline": the run up to the month before."""
    row = replace(filled(row, place.topic, "streaks"), measure="value", status="ended")
    words = " ".join(re.split(r"[,;.(]", place.words_behind)[0].split()[:6])
    told = {(sign, is_balance) for pattern, sign, is_balance in _RUNS if pattern.search(words)}
    end = periods.month_before(place.period())
    if len(told) != 1 or row.unit != "months" or not end or place.topic.is_daily or place.topic.flow == "trade":
        return guarded(row, "the run is not told whole")
    ((sign, is_balance),) = told
    if is_balance != (place.topic.flow == "balance"):
        return guarded(row, "a run of something else")
    condition = "sign" if is_balance else "growth"
    first = periods.shifted(end, 1 - int(row.value)) if row.value.isdecimal() else None
    row = replace(row, condition=condition, direction=str(sign), period=f"{first}/{end}")
    return row if first else guarded(row, "the run is not told whole")


def _claimed(row: Proposal, place: Place) -> Proposal:
    """What all claims of an extreme have in common; the extreme is of the level unless a direction stands with it."""
    row = replace(filled(row, place.topic, "records"), measure="daily_value" if place.topic.is_daily else "value")
    behind = re.match(r"(?:[BbYd]*k?T)?[oBbL@]*([MP])", place.codes[place.at + 1 : place.clause.last])
    row = replace(row, period=place.period(place.at + behind.end() if behind else None))
    if place.topic.flow == "balance" and place.topic.sign is None:
        return guarded(row, "surplus or deficit is not told")
    near = place.sentence[max(0, row.start - len("annual record of ")) : row.end + len(" annual export volume")]
    if _OF_YEARS.search(near) and not re.fullmatch(r"\d{4}", row.period):
        return guarded(row, "of which years")
    return row


def first_time(row: Proposal, place: Place) -> Proposal:
    row = replace(_claimed(row, place), claim="first_time", scope="since")
    if re.search(r"\bstreaks?\b", place.words_behind) or _DOUBLE_DIGIT.search(place.sentence[: row.start]):
        return guarded(row, "of what it is the first is not told")
    if place.codes[place.at] == "1":
        since = next((one for one in place.each[place.at :] if one.code == "Y"), None)
        row = replace(row, value="1", unit="rank", reference_period=since.iso or "" if since else "")
    if re.search(r"vM[^DTX]*$", place.codes[place.start : place.at]):
        return _with_threshold(row, place)
    if place.topic.flow != "balance":
        row = replace(row, measure="yoy")
        if (
            (place.sign_before is None or (place.start <= place.at and "D" not in place.codes[place.start : place.at]))
            and place.sign_behind is None
            and not re.search(r"growth|gain|increase|rise|decline|drop|fall", _first(place))
        ):
            return guarded(row, "of what it is the first is not told")
    return row


def _first(place: Place) -> str:
    """The words of a first time, which stand before its horizon: "the first fall in 16 months"."""
    before = place.codes.rfind("1", place.clause.first, place.at + 1)
    return place.each[before if before >= 0 else place.at].text


def first_passed(row: Proposal, place: Place) -> Proposal:
    """ "Surpassed $60 billion for the first time": the level that no month had reached before."""
    row = replace(_claimed(row, place), claim="first_time", scope="all_time", value="1", unit="rank")
    within = re.match(r"[BbYdo]*?(Y)", place.codes[place.at + 1 : place.clause.last])
    if re.search(r"\byear\b", place.each[place.at + within.end()].text if within else ""):
        return guarded(row, "the first within a year, perhaps")
    if (
        re.fullmatch(r"\d{4}", row.period)
        and row.period != place.scope.reported
        and not _OF_A_YEAR.search(place.sentence)
    ):
        return guarded(row, "the first month of a year, perhaps")
    return _with_threshold(row, place)


def _with_threshold(row: Proposal, place: Place) -> Proposal:
    """A first time with the level that is passed in its clause."""
    clause = place.codes[place.clause.first : place.clause.last]
    passed = re.search(r"(?P<verb>D?L?)v(?P<level>M)[^MP,|]*$", clause[: place.at - place.clause.first]) or re.search(
        r"(?P<verb>T)[BbYdokL]*v(?P<level>M)[^MP,|]*(?:[,|.].*)?$", clause
    )
    if passed is None:
        return guarded(row, "what is passed is not told")
    over = place.each[place.clause.first + passed.start("level") - 1]
    level = place.each[place.clause.first + passed.start("level")]
    needs_verb = over.text.lower() in ("above", "over")
    if (level.kind, level.unit) != ("amount", "USD") or (needs_verb and not passed["verb"]):
        return guarded(row, "what is passed is not told")
    row = replace(row, threshold=value(level.text, "USD"))
    if _BELOW.search(over.text):
        row = replace(row, direction="-1", is_compared=row.confidence == SURE)
        return guarded(row, "a level passed downwards, which no table holds")
    return row


def extreme(row: Proposal, place: Place) -> Proposal:
    """ "The highest since", "the steepest drop in 26 months", "second-highest ever", "the largest for any May", "a
    19-month high": of the level, or of its change where a direction stands right behind."""
    codes, at, last = place.codes, place.at, place.clause.last
    word_at = at if codes[at] != "h" else max(here for here in range(at) if codes[here] == "r")
    word = place.each[word_at].text
    row = _claimed(row, place)
    row = replace(row, claim=_claim(word), scope="since")
    if re.search("long|short", word, re.IGNORECASE):
        return guarded(row, "an extreme of how long something went on")
    if codes[at] == "r":
        row = replace(row, value="1", unit="rank")
    # "The largest drop since", "the drop was the largest since".
    noun = re.search(r"(D)[BbY]*(?:o[Yk]*T[BbY]*)?L[^DTX,|]*$", codes[place.clause.first : word_at])
    if noun:
        row = _of_change(row, word, int(place.each[place.clause.first + noun.start(1)].key))
    elif moved := re.match(r"[BbYdpn]*(D)", codes[word_at + 1 : last]):
        row = _of_change(row, word, int(place.each[word_at + moved.end()].key))
    elif re.match("most", word, re.IGNORECASE) and re.search("M[BbYo]*,$", codes[place.clause.first : word_at]):
        pass  # "rose 3 percent to $5 billion, the most since"
    elif re.search(r"steep|sharp|fast|quick|slow|\bmost", word, re.IGNORECASE) and (sign := place.sign_before):
        row = _of_change(row, word, sign)  # "fell at the fastest pace in two years"
    elif re.search(r"steep|sharp|fast|quick|slow|weak|strong|most", word, re.IGNORECASE):
        return guarded(row, "an extreme of a change, perhaps")
    elif place.topic.sign == -1:
        row = replace(row, claim="lowest" if row.claim == "highest" else "highest")
    if codes[at] in "hH":
        return row
    words = re.split(r"[,;(]", place.words_behind)[0]
    if _COUNTED.match(words):
        return replace(row, scope="all_time")
    if since := re.match(r"[BbYdpnDotkTL]*?i[^,|;()YXT]{0,6}?[Yj]", codes[at + 1 : last]):
        told = place.each[at + 1 : at + since.end()]
        if any(one.code == "W" and one.text.lower() != "last" for one in told):
            return guarded(row, "since when is told by an event")
        return replace(row, reference_period=place.each[at + since.end()].iso or "")
    if _THIS_YEAR.match(words):
        return replace(row, scope="year")
    if _SAME_MONTH.match(words):
        return replace(row, scope="same_month") if len(row.period) == _MONTH else guarded(row, "of which months")
    if _EVER.match(words) or _BEATS.match(place.words_behind):
        return replace(row, scope="all_time")
    return guarded(row, "among what it is an extreme is not told")


def rank_among_others(row: Proposal, place: Place) -> Proposal:
    """ "China was the largest export market", "chips were the second-largest export item": the name among its kind."""
    name = place.each[place.clause.first]
    kind, key = name.topic.subjects[0] if name.topic and name.topic.is_one and name.key else ("", "")
    if kind not in RANKED:
        return extreme(row, place)
    row = replace(_claimed(row, place), claim=_claim(place.each[place.at].text), scope="among_subjects")
    row = replace(row, subject_kind=kind, subject_id=key)
    if behind := re.match(r"(?:TW?|Wo?T)k?o?(Y)", place.codes[place.at + 1 :]):
        row = replace(row, period=place.each[place.at + behind.end()].iso or "")
    elif "Y" not in place.inside and _AT_ANY_TIME.search(place.text(place.clause.first, place.at)):
        return guarded(row, "a rank of no one time")  # "China is Korea's largest export market"
    if place.codes[place.at] == "r":
        row = replace(row, value="1", unit="rank")
    # "The largest export market in Asia", "for chips", "of the five".
    is_of_all = re.match(r"(?:TW?|Wo?T)k?(?:o?Y)?(?:[.,;]|$)", place.codes[place.at + 1 :])
    if row.flow not in ("exports", "imports") or not is_of_all or not RANKED[kind].match(place.words_behind):
        return guarded(row, "among what it is ranked is not told")
    return row


def _of_change(row: Proposal, word: str, sign: int) -> Proposal:
    """An extreme of a rise or fall: the steepest fall is the lowest growth, the slowest rise too."""
    if row.measure == "daily_value" or row.flow == "balance" or sign == 0:
        return guarded(row, "an extreme of a change of a daily average or balance")
    is_small = _claim(word) == "lowest" and not re.search(r"worst", word, re.IGNORECASE)
    return replace(row, measure="yoy", claim="highest" if (sign > 0) != is_small else "lowest")


def record(row: Proposal, place: Place) -> Proposal:
    row = _claimed(row, place)
    low = bool(re.search(r"low|worst", place.each[place.at].text, re.IGNORECASE)) != (place.topic.sign == -1)
    row = replace(row, value="1", unit="rank", claim="lowest" if low else "highest", scope="all_time")
    if re.match(r"[^,|]{0,4}i", place.codes[place.at + 1 : place.clause.last]):
        return guarded(row, "a record since a time")
    if re.match(r"oW?[kW]*[TX]", place.codes[place.at + 1 : place.clause.last]):
        return guarded(row, "a record of what stands behind")
    before = place.codes[place.clause.first : place.at]
    if not re.search("[LDUTt]", before):
        return guarded(row, "a record in passing")
    # "A record fall", "a record 5 percent fall", "export growth hit a record".
    if re.match(r"[BY]*[DP]", place.codes[place.at + 1 : place.clause.last]) or re.search(r"TD[BbYo]*L[^DT]*$", before):
        return guarded(row, "a record of a change")
    if re.search(r"[Fv][po]*$", before):
        return guarded(row, "an earlier record")
    if re.search("[Qr]$", before):
        return guarded(row, "a record of another rank")  # "its 5th highest monthly record"
    if re.search("So$", before):
        return guarded(row, "a run of records")  # "six months of record exports"
    if _RECORD_OF_A_MONTH.match(re.split(r"[,;(]", place.words_behind)[0]):
        if len(row.period) != _MONTH:
            return guarded(row, "of which months")
        row = replace(row, scope="same_month")
    if place.codes[place.at - 1 : place.at] == "Y" and place.each[place.at - 1].iso == row.period and not row.note:
        return replace(row, scope="same_month") if len(row.period) == _MONTH else guarded(row, "of which months")
    if place.codes[place.at - 1 : place.at] == "Y" or re.search(
        r"previous|earlier|past|old|set in",
        " ".join(one.text.lower() for one in place.each[max(0, place.at - 1) : place.at + 2]),
    ):
        return guarded(row, "an earlier record")
    return row


def _claim(word: str) -> str:
    return "lowest" if re.search(r"low|small|few|least|weak|slow|worst|poor|short", word, re.IGNORECASE) else "highest"
