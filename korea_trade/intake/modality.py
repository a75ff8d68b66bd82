"""Whether a figure is told as a fact, or as what somebody forecasts, expects or aims at.

Belongs here: which words of a clause govern a figure. Does not belong here: the words themselves (`lexicon.yml`) and
what the row then says (`roles`).

Where a word of forecast stands near and nobody can say whether it governs the figure, the answer is None.
"""

from __future__ import annotations

import re
from typing import Final

from korea_trade.intake import periods
from korea_trade.intake.context import Place
from korea_trade.intake.rules import Rule

ACTUAL: Final = "actual"
# What an open row says until a person decides: a forecast taken for a fact would be the worse mistake.
UNCLEAR: Final = "forecast"
# Words that leave no doubt that the figure has not been counted; "may" and "economists" stand near facts as well.
_CERTAIN: Final = re.compile(
    r"forecast|expect|predict|project|\bwill\b|\bwould\b|\blikely\b|set to|set for|\bseen\b|anticipat|tipped"
    r"|median|consensus|target|goal|aim|plan",
    re.IGNORECASE,
)
_AIMS: Final = re.compile(r"target|goal|aim|plan", re.IGNORECASE)
_OF_MANY: Final = re.compile(r"median|consensus|poll|survey|economists|analysts|market", re.IGNORECASE)
# How a word of forecast governs a figure: its verb stands between ("exports are expected to fall 3 percent", "the
# forecast was for exports to fall 3 percent"), or the figure follows it ("forecast a 3 percent gain in exports and a
# 4 percent rise in imports", "expectations for a surplus of $2 billion").
_GOVERNS: Final = re.compile(
    r"[TX][^DLUMPS,|]*L?f[^,|w]*[DL][^,|TXwf]*$|f[^,|TX]*(?:[TX]t?[^,|TX]*[&]+)*Tt[^,|TX]*[DL][^,|TXwf]*$"
    r"|[TX][BbYk]*L?f$|f[^,|TXDLUMP]*tL[BbYk]*[o@]?(?:Ro?)?$|f[opRBb]*(?:PDo[Yk]*T[,&]+)*$|f[opRBb]*T(?:o|[LY@Bb]+)$"
)
# A clause whose first verb is what somebody forecasts of its topic.
_FORECAST_VERB: Final = re.compile(r"[^DLU]*(?:f[^DLUMPS]*[TX]|[TX][^DLUMPS]*L?f)[^DLUMPS]*[DLU]")
# What shares the verb: "exports are forecast to rise by 3 percent, imports by 2 percent to".
_SHARED_BY: Final = re.compile(r"[,&]T(?:y|yP[Bb]?t)$")
# Who makes a topic do it has it done: "demand led exports to rise".
_CAUSED: Final = re.compile(r"\b(?:led|caused|helped|allowed|prompted|drove|pushed|enabled|forced)\b", re.IGNORECASE)

# A forecast that a comma closed is only compared with: "rose 3 percent, against forecasts of 2 percent, leaving".
_COMPARED: Final = re.compile(r"[cv]p?[oBbpR]*f[^,|TX]*,")
# "Fell 3 percent, a poll showed": who was asked can only guess.
_IN_A_POLL: Final = re.compile(
    r",[^,;]{0,40}\b(?:poll|survey)\b[^,;]*\b(?:show|found|find|indicat|said|suggest)", re.IGNORECASE
)
# What a topic is still to do: "exports to grow 3 percent", as headlines tell a forecast.
_TO_COME: Final = re.compile(r"[TX]t[DLv]")


def of(rule: Rule, place: Place) -> str | None:
    """How the figure at `place` is told, None where it is not clear."""
    codes, at, clause = place.codes, place.at, place.clause
    behind = re.split(r"[,;acvFTXMPS(]|&f", codes[at + 1 : clause.last])[0]
    before = codes[clause.first : at]
    if rule.is_of_another_time:
        before = re.split(r"[acFv](?=[^acFv]*$)|[,|]", before)[-1]
    elif _has_own_verb(place):
        before = codes[clause.topic_at : at]
    else:
        before = _COMPARED.sub(",", before)
    if not rule.is_of_another_time and "f" not in before + behind and _IN_A_POLL.search(place.words_behind):
        return None
    if "f" not in before + behind:
        is_to_come = _TO_COME.search(before) and not _CAUSED.search(_words(place))
        if is_to_come and _is_to_come(place):
            return UNCLEAR
        return None if is_to_come else ACTUAL
    is_governed = rule.is_of_a_forecast or bool(_GOVERNS.search(before)) or _shares_a_verb(place)
    words = " ".join(
        one.text for one in place.each[clause.first : min(at + 1 + len(behind), clause.last)] if one.code == "f"
    )
    is_certain = _CERTAIN.search(words) or (rule.is_of_a_forecast and "estimate" in words.lower())
    if not is_governed or not is_certain:
        return None
    return "target" if _AIMS.search(words) else "consensus" if _OF_MANY.search(words) else "forecast"


def _is_to_come(place: Place) -> bool:
    """Whether the period of the figure is not over when the text comes out: "exports to grow 3 percent next year"."""
    period, published = place.period(), place.scope.known.published
    return bool(period) and published is not None and not periods.has_ended(period, published)


def _words(place: Place) -> str:
    """What the sentence prints before the topic of the figure."""
    topic_at = place.clause.topic_at or 0
    return place.sentence[place.each[place.clause.first].start : place.each[topic_at].start]


def _shares_a_verb(place: Place) -> bool:
    """Whether a participle tells the figure, in a clause whose verb is a forecast: "exports are forecast to rise 3
    percent, with imports falling 2 percent"."""
    codes, first = place.codes, place.clause.first
    verbs = [one.text for one in place.each[first : place.at] if one.code in "DLU"]
    return bool(_FORECAST_VERB.match(codes[first : place.at])) and bool(
        (len(verbs) > 1 and verbs[-1].lower().split()[0].endswith("ing")) or _SHARED_BY.search(codes[first : place.at])
    )


def _has_own_verb(place: Place) -> bool:
    """Whether a comma parts the topic from the words of forecast before it, and a verb follows it: "beating forecasts,
    exports rose"; "with exports rising" shares the verb before."""
    codes, at, first, topic_at = place.codes, place.at, place.clause.first, place.clause.topic_at
    if topic_at is None or codes[topic_at - 1 : topic_at] == "w":
        return False
    return bool(re.search(r"f[^T]*,[^f]*$", codes[first:topic_at]) and re.search("[DL]", codes[topic_at:at]))
