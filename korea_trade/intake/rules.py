"""The rules: what stands around a figure, and the role that it then has.

Belongs here: the table of rules, finding the one that reads a figure, and its topic. Does not belong here: what a role
says (`roles`).

A rule is a regular expression over the codes of `token.CODES`, left and right of the figure in its clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from korea_trade.intake import claims, earlier, roles, shares
from korea_trade.intake.context import TOTAL, Carried, Clause, Place
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.token import Token, Topic


@dataclass(frozen=True)
class Rule:
    """How a figure of one code is read.

    `behind` is how the topic stands behind the figure where it does, `behind_else` the same for a rule that looks there
    only if no topic stands before it. `is_of_another_time` tells that the figure is not of the period of its topic, and
    `is_next` that it is a further one of a list; `is_in_brackets` that it may stand in them, `is_of_a_forecast` that
    the words around it tell a forecast.
    """

    name: str
    code: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    role: Callable[[Proposal, Place], Proposal]
    behind: re.Pattern[str] | None = None
    behind_else: re.Pattern[str] | None = None
    is_of_another_time: bool = False
    is_next: bool = False
    is_in_brackets: bool = False
    is_of_a_forecast: bool = False

    def fits(self, code: str, clause: Clause) -> bool:
        """Whether it reads a figure of the code `code` in its clause."""
        return self.code == code and bool(self.left.search(clause.left)) and bool(self.right.search(clause.right))


def _rule(
    name: str,
    code: str,
    left: str,
    right: str,
    role: Callable[[Proposal, Place], Proposal],
    *,
    behind: str = "",
    behind_else: str = "",
    is_of_another_time: bool = False,
    is_next: bool = False,
    is_in_brackets: bool = False,
    is_of_a_forecast: bool = False,
) -> Rule:
    return Rule(
        name,
        code,
        re.compile(left + r"$"),
        re.compile("^" + right),
        role,
        re.compile(behind) if behind else None,
        re.compile(behind_else) if behind_else else None,
        is_of_another_time,
        is_next,
        is_in_brackets,
        is_of_a_forecast,
    )


# "After rising 7 percent in May to a record".
_EARLIER_RATE: Final = r"aDy?P[BbYo]*t(?:[RH]o?)?"
# "Since May 2028, when it hit", "since the country posted" would be of no time that is told.
_SINCE_WHEN: Final = r"(?:io?|V[Lo]*)Y,?w[pk]?(?:T[BbYd]*)?(?:L[@ot]*|Dt)"

# The first rule that fits reads the figure.
RULES: Final = (
    _rule(
        "rate in brackets behind its period",
        "P",
        r"Y\(",
        r"\)",
        roles.rate_of_period,
        is_of_another_time=True,
        is_in_brackets=True,
    ),
    _rule(
        "rate in brackets with its period",
        "P",
        r"\(YL",
        r"[Bb]*\)",
        roles.rate_of_period,
        is_of_another_time=True,
        is_in_brackets=True,
    ),
    _rule(
        "level in brackets with its period",
        "M",
        r"\(YL",
        r"(?:k?T)?[)|]",
        roles.level_of_period,
        behind="k?[TX]",
        is_of_another_time=True,
        is_in_brackets=True,
    ),
    _rule(
        "rate in brackets",
        "P",
        r"(?:[TM][BbY]*\(|T\(M,)D?y?",
        r"(?:,?tM)?[BbY]*\)",
        roles.rate_in_brackets,
        is_in_brackets=True,
    ),
    _rule("share of a name", "P", r"eno?[Yk]*T[BbYo]*(?:D[BbY]*t|L)", r"", shares.share_of_a_name),
    _rule("share of a name in a whole", "P", r"no?e[oYk]*T[BbYo]*(?:D[BbY]*t|L)", r"", shares.share_of_a_name),
    _rule(
        "earlier share of a name",
        "P",
        r"eno?[Yk]*T[BbY]*D[BbY]*tP[BbY]*F",
        r"[Bb]",
        shares.share_of_a_name,
        is_of_another_time=True,
    ),
    _rule(
        "earlier share of a flow",
        "P",
        r"T[BbYdo]*s[@ut]?Po?[Yk]*T[oYkBb]*,?[cF][pR]*",
        r"B",
        shares.earlier_share,
        is_of_another_time=True,
    ),
    _rule("share of a flow", "P", r"s[@ut]?", r"o?[Yk]*T", shares.share),
    _rule(
        "rate of a forecast",
        "P",
        r"[acv,&]p?[oBbpRf]*|c(?:Do)?",
        r"[BbdY]*D?[BbY]*f",
        roles.rate_of_a_forecast,
        is_of_another_time=True,
        is_of_a_forecast=True,
    ),
    _rule(
        "rate of a forecast",
        "P",
        r"f[obBpR]*L?",
        r"",
        roles.rate_of_a_forecast,
        behind="[BbdY]*Do[Yk]*[TX]",
        is_of_another_time=True,
        is_of_a_forecast=True,
    ),
    _rule(
        "rate after an earlier one", "P", r"[ac]p?L?[BbYo]*(?:Do)?", r"", earlier.prior_rate, is_of_another_time=True
    ),
    _rule("rate after an earlier one", "P", r"Db", r"D", earlier.prior_rate, is_of_another_time=True),
    _rule("rate after an earlier one", "P", r"aDy?", r"[Bb]?o?[Yb]", earlier.prior_rate, is_of_another_time=True),
    _rule("rate after an earlier one", "P", r"Fp?", r"[dB]*D", earlier.prior_rate, is_of_another_time=True),
    _rule(
        "next rate after an earlier one",
        "P",
        r"a(?:p?P[dB]*Do?Y[,&]+)+p?",
        r"[dB]*Do?Y",
        earlier.prior_rate,
        is_of_another_time=True,
    ),
    _rule("rate before a name", "P", r"D[BbYdk]*", r"[ot]?k?e(?:[,&]+P[ot]?k?e)+", roles.rate_before_a_name),
    _rule("rate before a name", "P", r"D[BbYdk]*(?:P[ot]?k?e[,&]+)+", r"[ot]?k?e", roles.rate_before_a_name),
    _rule("rate before its direction", "P", r"[^sn]*", r"[BbdY]*D", roles.rate_before, behind="[BbdY]*Do[Yk]*[TX]"),
    _rule(
        "rate after its direction",
        "P",
        r"D[BbYdk]*(?:[yo@]|@o)?[BbY]*",
        r"",
        roles.rate_after,
        behind_else="[BbYd]*Lk?[TX]",
    ),
    _rule("rate behind by", "P", r"D[BbYdkSo,]*y", r"", roles.rate_after),
    # "Exports rose by 3 percent to $5 billion, imports by 2 percent to $4 billion": the verb is the one before.
    _rule("rate of the next topic", "P", r"D[^DLUTX|(]*P[^DLUTX|(]*[,&]+Ty", r"", roles.rate_after),
    _rule(
        "rate of the next name",
        "P",
        r"D[BbYdk]*y?P[BbYo]*(?:[,&]+t?k?ey?P[BbY]*)*[,&]+t?k?ey?",
        r"",
        roles.rate_of_a_name,
    ),
    _rule(
        "next rate of a list",
        "P",
        r"D[BbYdk]*[yo@]?P[B]?(?:tM)?(?:[,&]+P[B]?(?:tM)?)*[,&]+",
        r"",
        roles.rate_after,
        is_next=True,
    ),
    _rule("rate of the next period", "P", r"D[BbYdk]*y?P[B]?o?Y(?:[,&]+P[B]?o?Y)*[,&]+", r"[Bb]?o?Y", roles.rate_after),
    _rule("next level of a list", "M", r"DP[B]?tM(?:[,&]+P[B]?tM)*[,&]+P[B]?t", r"", roles.level, is_next=True),
    _rule(
        "level in brackets behind its period",
        "M",
        r"[YB]\(",
        r"\)",
        roles.level_of_period,
        is_of_another_time=True,
        is_in_brackets=True,
    ),
    _rule("level in brackets", "M", r"T\((?:D?P[BbY]*,)?", r"[,)]", roles.level, is_in_brackets=True),
    _rule("level in brackets behind its rate", "M", r"\(D[BbY]*y?P[BbY]*,?t", r"\)", roles.level, is_in_brackets=True),
    _rule("change behind by", "M", r"D[BbYP,]*y", r"", roles.change),
    _rule("change of a direction", "M", r"D[BbY]*o", r"", roles.change),
    _rule("change before its base", "M", r"T[BbYdkL]*D", r"(?:[Bb]|Fo?Y(?!t(?!M)))", roles.change),
    _rule("base of a comparison", "M", r"[cF][pR]*(?:To)?", r"", earlier.base, behind="k?T", is_of_another_time=True),
    _rule("base of a comparison", "M", r"a[pR]*(?:To)?", r"[oL]*[YBb]", earlier.base, is_of_another_time=True),
    _rule(
        "base of a comparison", "M", r"a[pR]*", r"k?T[oL]*[YBb]", earlier.base, behind="k?T", is_of_another_time=True
    ),
    _rule("level behind an earlier rate", "M", _EARLIER_RATE, r"", earlier.level_beside, is_of_another_time=True),
    _rule(
        "base of a comparison behind its period",
        "M",
        r"[acF][pR]*Y(?:To?)?",
        r"",
        earlier.base_of_period,
        is_of_another_time=True,
    ),
    _rule(
        "next base of a comparison",
        "M",
        r"[acF][pR]*(?:To)?M[oBbY]+[&,]+w?(?:To)?",
        r"[oBbY]",
        earlier.base,
        is_of_another_time=True,
    ),
    _rule("level of an earlier record", "M", r"(?:Vo?|i)", r"[Lo]*Y", earlier.earlier_record, is_of_another_time=True),
    _rule(
        "level of an earlier record",
        "M",
        r"^V,?[Fo]?Y,?L@?",
        r"[.,]?$",
        earlier.earlier_record,
        is_of_another_time=True,
    ),
    _rule(
        "level of a forecast",
        "M",
        r"f[obBpR]*L?(?:PDo[Yk]*T[BbY]*[,&]+)+",
        r"(?:o[Yk]*)?T",
        roles.level_of_a_forecast,
        behind="(?:o[Yk]*)?[TX]",
        is_of_another_time=True,
        is_of_a_forecast=True,
    ),
    _rule("level since when", "M", _SINCE_WHEN, r"(?!k?T)", earlier.level_since, is_of_another_time=True),
    _rule("level since when", "M", _SINCE_WHEN, r"", earlier.level_since, behind="k?T", is_of_another_time=True),
    _rule("threshold", "M", r"v", r"", roles.threshold),
    _rule(
        "balance behind its amount", "M", r"(?:^|[^v])", r"k?T(?![o@LBbYd]*M)", roles.balance_before, behind="k?[TX]"
    ),
    _rule("level in brackets behind won", "M", r"M\(", r"\)", roles.level_beside_won, is_in_brackets=True),
    _rule("level behind from and to", "M", r"F[po]*M[oBbY]*t(?:Ro?)?", r"", roles.level),
    _rule(
        "level behind to",
        "M",
        r"(?:[DUK][^TXWM|(]*t(?:[RH]o?)?|DP[BbY]*@|tD@|D[BbY]*y?M(?:[Bb]|Fo?Y)*(?:\(P[Bb]?\))?t"
        r"|D[^DLUTX|(]*P[^DLUTX|(]*[,&]+TyP[Bb]?t)",
        r"",
        roles.level,
    ),
    _rule("level of the next period", "M", r"M[oBb]*Y[,&]+t?", r"[oBb]*Y", roles.level),
    _rule("next level of a list", "M", r"M(?:[,&]+M)*[,&]+", r"", roles.level, is_next=True),
    _rule("level before its topic", "M", r"^[^TXM]*L(?:[RH]o?)?", r"o[Yk]*T", roles.level, behind=r"o[Yk]*[TX]"),
    _rule("level behind a record", "M", r"L[BbYdo]*[RrH][BbYdo]*[w@]", r"(?!e)", roles.level_with_a_record),
    _rule("level behind a verb", "M", r"L[BbYk,]*[o@t]?(?:[RH]p?o?)?", r"", roles.level),
    _rule("level with a partner", "M", r"T[BbYko(]*[@t]?(?:Ro?)?", r"we(?!E)", roles.level_with_partner),
    _rule("level of a topic", "M", r"T[BbYko(]*[@t]?(?:Ro?)?", r"", roles.level),
    _rule("level before its topic", "M", r"", r"o[Yk]*T", roles.level, behind="o[Yk]*[TX]"),
    _rule("level of the base before it", "M", r"[Bb]", r"", earlier.level_of_base, is_of_another_time=True),
    _rule("growth as a multiple", "K", r"T[BbYdk]*", r"", roles.multiple),
    _rule("rate of a topic", "P", r"T[BbYok]*[Ly]?", r"(?:[BbYoT&]*(?:[,(].*)?$)", roles.rate_after),
    _rule(
        "run before a turn",
        "S",
        r"a(?:D|L?[BbYdR]*T)?[BbYdo]*",
        r"",
        claims.earlier_streak,
        behind="o[BbYd]*k?[TX]",
        is_of_another_time=True,
    ),
    _rule(
        "run of months",
        "S",
        r"",
        r"",
        claims.streak,
        behind="o[op]*k?[TX]",
        behind_else="(?:,k,|,?[kLBbdYowpD])*,?[TX]",
    ),
    _rule("run that ended", "Z", r"[Ca][BbYdo]*", r"", claims.ended_streak, is_of_another_time=True),
    _rule("first time over a level", "1", r"vM[BbYdoL@]*", r"(?![^,|]{0,6}[hi])", claims.first_passed),
    _rule(
        "first time that a level is passed",
        "1",
        r"^[pY]L",
        r"[Wpw]*T[BbYdokL]*vM",
        claims.first_passed,
        behind="[Wpw]*T",
    ),
    _rule("first in so long", "h", r"1[BbY]*D?(?:o?[Yk]*T)?o?v?", r"", claims.first_time),
    _rule(
        "first since",
        "1",
        r"",
        r"[BbYdokT]*i[BbYdo]*Y",
        claims.first_time,
        behind_else="[BbYd]*o?k?[TX]|i[BbYdo]*Y[Wkp]*L?[TX]",
    ),
    _rule("extreme in so long", "h", r"r[BbYdpn]*D?[BbYdo]*k?T?[BbYdL]*[po]*v?", r"", claims.extreme),
    _rule("extreme in so long", "H", r"", r"", claims.extreme),
    _rule("record", "R", r"", r"", claims.record, behind="(?:Mo)?k?[TX]"),
    _rule("rank among others", "Q", r"^TLk?", r"(?:TW?|Wo?T)", claims.rank_among_others, behind="T|Wo?T"),
    _rule("rank among others", "r", r"^TLk?", r"(?:TW?|Wo?T)", claims.rank_among_others, behind="T|Wo?T"),
    _rule("extreme", "Q", r"", r"", claims.extreme, behind="[BbYdpD]*o?k?[TX]"),
    _rule("extreme", "r", r"", r"", claims.extreme, behind="[BbYdpD]*o?k?[TX]"),
)

# The codes of figures that a rule can read, and those of words that need one to be a figure.
CODES: Final = "".join(sorted({rule.code for rule in RULES}))
WORDS: Final = "1"


def reading(code: str, clause: Clause) -> Rule | None:
    """The first rule that reads a figure of the code `code` in its clause."""
    return next((rule for rule in RULES if rule.fits(code, clause)), None)


def topic_of(rule: Rule, each: Sequence[Token], clause: Clause, at: int, carried: Carried) -> tuple[Topic | None, bool]:
    """The topic of the figure at `at`, None where it is unknown, and whether another clause named it."""
    behind = (rule.behind, rule.behind_else if clause.topic_at is None else None)
    if any(one.match(clause.right) for one in behind if one):
        return next(
            one.topic if one.code == "T" else None for one in each[at + 1 : clause.last] if one.code in "TX"
        ), False
    if clause.topic_at is not None:
        found = each[clause.topic_at]
        if found.topic and found.topic.is_one and _is_on_a_daily_basis(each, clause, at):
            return (replace(found.topic, is_daily=True) if found.code == "T" else None), False
        return (found.topic if found.code == "T" else None), False
    # The clause starts with a verb, or with a word that stands for the topic before.
    return _daily(each[clause.first], carried.topic), True


def _daily(first: Token, topic: Topic | None) -> Topic | None:
    """The topic of a clause that begins with `first`: "the daily average" is that of the whole spoken of before."""
    is_average = first.code == "d" and "average" in first.text.lower() and topic is not None
    return replace(topic, is_daily=True) if topic and is_average and topic.parts[0][1] == TOTAL else topic


def _is_on_a_daily_basis(each: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether the clause begins, or the figure ends, with words that make it one of a day: "on a daily basis"."""
    behind = re.match(r"[BbYo]*d", clause.right)
    first = each[at + behind.end()] if behind else each[clause.first]
    return first.code == "d" and (
        first.text.lower().endswith("basis") or (bool(behind) and "average" in first.text.lower())
    )
