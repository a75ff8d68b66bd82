"""Where a sentence prints a figure, and in which unit.

Belongs here: the span of an amount, a rate, a count, a rank or a streak. Does not belong here: what it is worth
(`korea_trade.statements.figure` reads it) and what it is about (`grammar`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from korea_trade.intake.taken import Taken

# A comma before one or two digits parts no thousands: "56,1 billion" is 56.1.
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3},\d{1,2}(?![\d,.]*\d)|\d+(?:\.\d+)?"
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_WORD: Final = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_ONES}))?|ten|eleven|"
    rf"twelve|thirteen|fourteen|"
    rf"fifteen|sixteen|seventeen|eighteen|nineteen|{_ONES}|zero)"
)
_ORDINAL: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty)-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    r"nineteenth|twentieth|thirtieth"
)
_SPOKEN: Final = rf"(?:\d+|{_WORD})[\s-](?:point[\s-](?:\d+|(?:{_WORD})(?:-(?:{_WORD}))*)|and-a-half)"
_NUMBER: Final = rf"(?:{_SPOKEN}|{_DIGITS}|{_WORD})"
_SCALE: Final = r"thousand|million|billion|trillion|mln|bln|bn|trln|tn|mil|bil"
_SIGN: Final = r"[+\-−–▲△▼▽]"
_DOLLARS: Final = r"U\.?S\.? dollars?|US dollars?|dollars?|dlrs?|USD"
_OTHERS: Final = r"(?:Korean )?won|yen|yuan|euros?"
_QUALIFIER: Final = (
    r"(?:(?:more than|over|nearly|almost|about|around|approximately|approx\.|roughly|some|less than|"
    r"at least|(?<!add )(?<!added )(?<!adding )up to|just (?:over|under)|"
    r"slightly (?:more|less) than|only|just|close to|an estimated) )?"
)
_NO_TONNES: Final = (
    r"(?!\s*(?:tons?|tonnes|barrels|units|people|vehicles|cars|euros|pounds|sterling|bbl|metric|"
    r"square|subscribers|jobs|"
    r"workers))"
)


_OF_TWO: Final = r".{0,60}\b(?:respectively|each)\b"


@dataclass(frozen=True)
class Quantity:
    """A figure in a sentence: its span, its unit and which kind of token it is to the grammar."""

    start: int
    end: int
    kind: str
    unit: str


_FORMS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, unit)
    for pattern, kind, unit in (
        # A run of months or years is told by its length alone.
        (rf"(?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)|{_WORD}|\d+)[\s-](?:consecutive|straight|successive|"
         rf"running|continuous)[\s-]"
         r"(?:(?:year-on-year|on-year|monthly|annual|yearly)\s)?(?:calendar\s)?(?P<unit>months?|"
         r"monthly|years?|yearly|annual)\b", "streak", ""),
        (rf"(?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)|{_WORD}|\d+)[\s-](?P<unit>months?|years?)[\s,]+(?:in a row|"
         rf"running|straight|on the trot|consecutively|in succession)",
         "streak", ""),
        (rf"(?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)|{_WORD}|\d+)(?=(?:, (?:{_WORD}|{_ORDINAL}|\d+))*,? and (?:"
         rf"{_WORD}|{_ORDINAL}|\d+(?:st|nd|rd|th)?) (?:consecutive|straight) (?P<unit>months?|"
         rf"years?))",
         "streak", ""),
        (rf"\bfor (?:an? |the |its )?(?P<figure>(?!first){_ORDINAL}|\d+(?:st|nd|rd|th)) (?P<unit>month|year)\b(?! of)",
         "streak", ""),
        (rf"(?P<figure>{_WORD}|\d+) (?P<unit>month|year)s? of (?:an? )?(?:(?:on-year|straight|consecutive) )?(?:declin|"
         rf"drop|fall|loss|contraction|deficit|decreas|growth|gain)\w*", "ended_streak", ""),
        (rf"(?:extend|prolong|stretch)\w*\s(?:[\w-]+\s){{1,8}}?(?:to|into) (?:an? |the |its |their )"
         rf"(?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)) (?P<unit>month|year)\b", "streak", ""),
        # "Keeps falling for 11 months to October".
        (rf"(?:continu|keep|kept)\w*\s(?:[\w-]+\s){{1,3}}?for (?P<figure>{_WORD}|\d+) (?P<unit>month)s "
         r"(?=(?:to|through)\s[A-Z])", "streak", ""),
        (rf"(?:mark|enter|log|post)\w*\s(?:its |the |their |an? )?(?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)) "
         r"(?P<unit>month|year) of (?:on-year |annual |positive )?(?:growth|gain|increas|expan|declin|decreas|contract|"
         r"surplus|deficit)", "streak", ""),
        (rf"(?:in|into) (?:its|their|an?) (?P<figure>{_ORDINAL}|\d+(?:st|nd|rd|th)) (?:straight |consecutive )?"
         r"(?P<unit>month|year) of (?:on-year |annual )?(?:growth|gain|increas|expan|declin|decreas|contract)",
         "streak", ""),
        # Only words that say so tell that a run goes on; where none does, it can be one that ended.
        (rf"(?:continu|extend|sustain|maintain|prolong|keep)\w*\s(?:\w+\s){{0,3}}?(?P<figure>{_WORD}|\d+)[\s-]"
         rf"(?P<unit>month|year)[\s-](?:\w+\s)?(?:streak|run|rally)\b", "streak", ""),
        (rf"(?:continu|extend|sustain|maintain|prolong)\w*\s(?:\w+\s){{0,5}}?(?:streak|run|rally)\s(?:[\w-]+\s){{0,3}}?"
         rf"to\s(?P<figure>{_WORD}|\d+)\s(?:consecutive\s|straight\s)?(?P<unit>months?|years?)\b", "streak", ""),
        (rf"(?P<figure>{_WORD}|\d+)[\s-](?P<unit>month|year)[\s-](?:losing |winning |long )?(?:streak|"
         rf"run|rally|slump|slide|winning streak|losing streak|shortfall|decline)\b", "ended_streak", ""),
        (rf"(?P<figure>(?:{_ORDINAL}|\d+(?:st|nd|rd|th))[\s-](?:highest|largest|biggest|best|greatest|strongest|lowest|"
         rf"smallest|worst|weakest|steepest|sharpest|fastest))\b(?!\seconom)", "rank", "rank"),
        (rf"(?P<figure>(?:No\.\s?|#|\bnumber[\s-])(?:\d\d?|{_ONES}))\b", "rank", "rank"),
        (rf"(?P<figure>(?:{_WORD}|\d+)-(?P<unit>month|year) (?:low|high)s?)\b", "since_record", ""),
        (rf"(?:in|in over|in nearly|in about|in more than|(?:over|for|during|in) the (?:past|last)) (?:the )?"
         rf"(?P<figure>{_WORD}|\d+(?:\.\d)?) (?P<unit>months?|years?)\b(?! and (?:a half|\w+ months?))"
         r"(?! (?:to|through|until|ended|ending)\b)",
         "horizon", ""),
        (rf"(?P<figure>{_SIGN}?{_NUMBER}\s?(?:%p\b|percentage[\s-]points?|pct points?|%-?points?|"
         rf"pp\b))", "points", "percentage_point"),
        (rf"(?P<figure>{_QUALIFIER}{_SIGN}?{_NUMBER}-?\s?(?:%|percent\b|per[\s-]cent\b|pct\b|pc\b))(?!\s?p(?:oints?"
         rf")?\b)", "rate", "percent"),
        # "Fell 4.3 and 2.4 percent": the unit stands behind the last one alone.
        (r"(?P<figure>(?<![$,.\d])\d+\.\d+)(?=(?:, \d+\.\d+)*,? and \d+(?:\.\d+)?[\s-]?(?:%|percent\b|per cent\b|pct\b)"
         r"(?!\s?p(?:oints?)?\b))", "rate", "percent"),
        # "1 billion and 10 million dollars" is one amount; two that go to two names are not.
        (rf"(?P<figure>{_QUALIFIER}(?:\$)?(?:{_DIGITS}) (?:billion|trillion) (?:and )?\d{{1,3}} (?:million|billion) "
         rf"(?:{_DOLLARS}))\b(?!{_OF_TWO})", "amount", "USD"),
        (rf"(?P<figure>{_QUALIFIER}(?:US)?\$(?:{_DIGITS}) billion and \d{{1,3}} million)\b{_NO_TONNES}(?!{_OF_TWO})",
         "amount", "USD"),
        (rf"(?P<figure>{_QUALIFIER}(?:{_DIGITS}) billion and \d{{1,3}} million)\b{_NO_TONNES}(?!{_OF_TWO})",
         "bare_amount", "USD"),
        (rf"(?P<figure>{_QUALIFIER}{_SIGN}?(?:US\s?\$|U\.S\.\s?\$|\$|USD\s?){_SIGN}?\s?{_NUMBER}(?:[\s-]?(?:{_SCALE}"
         rf"|[bm])\b)?(?: (?:of )?(?:{_DOLLARS}))?)", "amount", "USD"),
        (rf"(?P<figure>{_QUALIFIER}{_NUMBER}[\s-]?(?:{_SCALE}) (?:{_DOLLARS}))\b", "amount", "USD"),
        (rf"(?P<figure>{_QUALIFIER}(?:KRW|₩)\s?{_NUMBER}(?:[\s-]?(?:{_SCALE})\b)?)", "amount", "KRW"),
        (rf"(?P<figure>{_QUALIFIER}{_NUMBER}[\s-]?(?:(?:{_SCALE})[\s-])?(?:Korean )?won)\b", "amount", "KRW"),
        (rf"(?P<figure>{_QUALIFIER}{_NUMBER}[\s-]?(?:(?:{_SCALE})[\s-])?(?:yen|yuan|euros?|pounds?))\b",
         "other_amount", ""),
        (rf"(?P<figure>(?:€|£|¥|RMB\s?){_NUMBER}(?:[\s-]?(?:{_SCALE})\b)?)", "other_amount", ""),
        (rf"(?P<figure>{_QUALIFIER}(?:{_DIGITS})(?:[\s-](?:{_SCALE}))? "
         r"(?:units|vehicles|cars|metric tons|tons|tonnes|barrels))\b",
         "things", ""),
        (rf"(?P<figure>{_QUALIFIER}(?:{_SPOKEN}|{_DIGITS})[\s-](?:billion|trillion|million|mln|bln|bn))\b{_NO_TONNES}",
         "bare_amount", "USD"),
        (rf"(?P<figure>{_NUMBER}억 ?달러)", "amount", "USD"),
        (rf"(?P<figure>(?:more than |nearly |almost |over )?(?:doubled|tripled|quadrupled|halved|"
         rf"(?:{_WORD}|\d+(?:\.\d+)?)[\s-]?fold|(?:twofold|threefold|fourfold|fivefold|"
         rf"sixfold|tenfold)))", "fold", "ratio"),
        (rf"(?P<figure>{_WORD}|\d+)(?= (?:out )?of (?:the |its |our |Korea's |South Korea's |the country's |"
         rf"the nation's )?(?:top |main |major |key )*(?:{_WORD}|\d+)\b(?!\s?(?:percent|"
         rf"%|billion)))", "members", "count"),
    )
)  # fmt: skip
# Number words that stand alone; "one" and "first" are words of every other sentence and count nothing.
WORDS: Final = re.compile(rf"\b(?:(?!one\b){_WORD}|(?!first\b)(?:{_ORDINAL}))\b", re.IGNORECASE)
_MONTHS_OR_YEARS: Final = {"m": "months", "y": "years", "a": "years"}


def find(sentence: str) -> list[Quantity]:
    """The figures of `sentence`, in order, none within another; an earlier form above has the first claim."""
    found: list[Quantity] = []
    taken = Taken(len(sentence))
    for pattern, kind, unit in _FORMS:
        for match in pattern.finditer(sentence):
            start, end = match.span("figure")
            if _is_within_a_word(sentence, start, end) or not taken.is_free(start, end):
                continue
            own = unit or (_MONTHS_OR_YEARS[match["unit"][0].lower()] if "unit" in match.groupdict() else "")
            found.append(Quantity(start, end, kind, own))
            taken.take(start, end)
    return sorted(found, key=lambda one: one.start)


def _is_within_a_word(sentence: str, start: int, end: int) -> bool:
    before, after = sentence[start - 1 : start], sentence[end : end + 1]
    return (
        before.isalnum()
        or (before in ".,-" and sentence[start - 2 : start - 1].isdigit() and sentence[start].isdigit())
    ) or (after.isalnum() and sentence[end - 1].isalnum())
