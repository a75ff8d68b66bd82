"""Tokens of a sentence that says a plain thing otherwise, brought into the order that the rules read.

Belongs here: rewriting tokens before names and flows make topics: lists, abbreviations, and verbs that tell a flow
("shipped $5 billion worth of chips" is $5 billion of exports of chips). Does not belong here: which words make one
token and the topics (`tokens`), and which figure belongs to which topic (`grammar`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake.token import Token

_BULLETS: Final = ("-", "–", "—", "*", "•", "·", "▲", "△", "○", "□", "ㅇ", ",")
# Verbs that tell of Korea what it traded.
_VERBS: Final = {"shipped": "exports", "exported": "exports", "imported": "imports"}
_FIGURES: Final = ("amount", "bare_amount", "rate", "points", "streak", "direction", "superlative", "record", "period")
_SENT: Final = ("shipped", "exported")
_ABROAD: Final = ("abroad", "overseas")
# What a partner is to Korea.
_ROLES: Final = ("partner", "market", "destination", "buyer", "customer", "supplier", "source")
# What an item is among its kind.
_GOODS: Final = ("item", "items", "product", "products", "good")
_COMPARED: Final = {"less": "-1", "more": "1", "lower": "-1", "higher": "1"}
_IS: Final = ("is", "are", "was", "were")
_PASSED: Final = ("filler", "korea")
_BEFORE_AN_OBJECT: Final = ("filler", "record", "superlative", "period")
_TO_SOMEBODY: Final = ("to", "by", "from", "for")


def plain(each: list[Token]) -> list[Token]:
    """The tokens in the order that the rules read."""
    out = _as_list(each)
    for step in (
        _in_one_list,
        _without_abbreviations,
        _without_shares,
        _between_countries,
        _named_directly,
        _told_by_a_verb,
        _shipped_abroad,
        _with_its_flow,
        _less_or_more,
        _topmost,
    ):
        out = step(out)
    return [_recorded(out, at) for at in range(len(out))]


def _as_list(each: list[Token]) -> list[Token]:
    """The tokens of "- Exports: $56.6 billion" as those of a sentence: no mark before, a verb for the colon."""
    out = each[1:] if each and each[0].text in _BULLETS else each
    return [
        replace(one, kind="level") if one.text == ":" and _is_told_behind(out, at) else one
        for at, one in enumerate(out)
    ]


def _is_told_behind(each: Sequence[Token], at: int) -> bool:
    """Whether the colon at `at` stands between a name or flow and its figure, or within brackets between a period and
    the figure of it: "(May: +5%)"."""
    before = next((one.kind for one in reversed(each[:at]) if one.kind not in ("filler", "period")), "")
    if [one.kind for one in each[max(0, at - 2) : at]] == ["(", "period"]:
        return at + 1 < len(each) and each[at + 1].kind in ("amount", "rate")
    behind = next((one.kind for one in each[at + 1 :] if one.kind not in ("filler", "direction")), "")
    return before in ("flow", "item", "partner", ")") and behind in ("amount", "rate")


def _in_one_list(each: list[Token]) -> list[Token]:
    """The tokens of "to Zembla rose 5 percent; Atlantis, 2 percent; and Utopia, 3 percent" as those of a plain list."""
    out: list[Token] = []
    at = 0
    while at < len(each):
        name = at + 1 + (at + 1 < len(each) and each[at + 1].kind == "conjunction")
        kinds = [one.kind for one in each[name : name + 3]]
        if each[at].kind == ";" and kinds in (["partner", ",", "rate"], ["item", ",", "rate"]):
            out += [replace(each[at], kind=","), each[name], each[name + 2]]
            at = name + 3
            continue
        out.append(each[at])
        at += 1
    return out


def _without_abbreviations(each: list[Token]) -> list[Token]:
    """The tokens without a name in brackets that says the one before it once more: "the European Union (EU)", "the
    European Union (EU, -5%)"."""
    gone = {
        step
        for at in range(1, len(each) - 2)
        if each[at].kind == "("
        and each[at + 2].kind in (")", ",")
        and each[at + 1].kind in ("item", "partner")
        and each[at - 1].kind == each[at + 1].kind
        and each[at - 1].key == each[at + 1].key
        for step in (range(at, at + 3) if each[at + 2].kind == ")" else (at + 1, at + 2))
    }
    return [one for at, one in enumerate(each) if at not in gone]


def _without_shares(each: list[Token]) -> list[Token]:
    """The tokens without a remark that tells without a figure what part a name is: "chips, which account for a large
    part of exports, fell"."""
    for at in range(1, len(each) - 3):
        if (each[at].kind, each[at + 1].text.lower()) != (",", "which") or each[at - 1].kind not in ("item", "partner"):
            continue
        end = next(
            (here for here in range(at + 2, len(each)) if each[here].kind in (",", ".", *_FIGURES)), len(each) - 1
        )
        verb = next((one.kind for one in each[end + 1 :] if one.kind != "filler"), "")
        is_share = any(one.kind == "share" for one in each[at:end])
        if each[end].kind == "," and is_share and verb in ("direction", "level", "turned"):
            flow = next((one.key for one in each[at:end] if one.kind == "flow"), "")
            is_head = at == 1 or each[at - 2].kind in (",", "conjunction", "strong")
            name = _flow_of(each[at - 1], flow) if is_head and flow else [each[at - 1]]
            return [*each[: at - 1], *name, *each[end + 1 :]]
    return each


def _between_countries(each: list[Token]) -> list[Token]:
    """The tokens with "trade with Zembla" and "trade between Korea and Zembla" as trade with a partner.

    "Trade" alone is a word of every other name ("the trade ministry", "a free trade pact")."""
    out: list[Token] = []
    for at, one in enumerate(each):
        behind = each[at + 1].text.lower() if at + 1 < len(each) else ""
        is_free = at > 0 and each[at - 1].text.lower() in ("free", "fair")
        is_amount = [other.kind for other in each[max(0, at - 2) : at]] == ["amount", "of"] and behind in (",", ".", "")
        if one.kind == "word" and one.text.lower() == "trade" and not is_free:
            is_trade = behind in ("with", "between") or is_amount  # "$5 billion in trade"
            one = replace(one, kind="flow", key="trade") if is_trade else one
        is_beside = [other.kind for other in out[-2:]] == ["filler", "partner"] and one.kind == "conjunction"
        if one.kind == "korea" and len(out) > 1 and out[-1].kind == "conjunction" and _is_between(out[:-1]):
            out.pop()  # "between Zembla and Korea"
            continue
        if one.kind == "conjunction" and out and out[-1].kind == "korea" and _is_between(out) and not is_beside:
            continue  # "between Korea and Zembla"
        out.append(one)
    return out


def _is_between(out: Sequence[Token]) -> bool:
    """Whether the tokens end with "trade between" and one name."""
    seen = [one for one in out if one.kind != "filler" or one.text.lower() == "between"]
    return len(seen) > 2 and (seen[-3].key, seen[-2].text.lower()) == ("trade", "between")


def _named_directly(each: list[Token]) -> list[Token]:
    """The tokens without what a partner is to Korea before its name: "exports to its largest trading partner Zembla",
    "to its top market, Zembla, fell"."""
    at = next((at for at in range(len(each)) if each[at].kind in ("superlative", "rank")), None)
    if at is None or at == 0:
        return each
    role = next((here for here in range(at + 1, min(at + 4, len(each))) if each[here].text.lower() in _ROLES), None)
    link = next((here for here in reversed(range(at)) if each[here].kind not in _PASSED), 0)
    if role is None or each[link].kind not in ("to", "from") or any(one.kind != "word" for one in each[at + 1 : role]):
        return each
    name = role + 1 + (role + 1 < len(each) and each[role + 1].kind == ",")
    if name >= len(each) or each[name].kind != "partner":
        return each
    end = name + 1
    if name > role + 1:
        if end >= len(each) or each[end].kind != ",":
            return each
        end += 1
    return [*each[: link + 1], each[name], *each[end:]]


def _shipped_abroad(each: list[Token]) -> list[Token]:
    """The tokens with a flow for what was done with an item: "chips shipped abroad rose" tells of exports of chips."""
    for at in range(len(each) - 2):
        is_sent = (
            each[at].kind == "item" and each[at + 1].text.lower() in _SENT and each[at + 2].text.lower() in _ABROAD
        )
        is_head = at == 0 or each[at - 1].kind in (",", "conjunction", ";", "strong", "filler")
        if is_sent and is_head:
            return [*each[:at], *_flow_of(each[at], "exports"), *each[at + 3 :]]
    return each


def _less_or_more(each: list[Token]) -> list[Token]:
    """The tokens with a direction for "3 percent less than a year earlier", "3 percent higher than in April"."""
    out: list[Token] = []
    for at, one in enumerate(each):
        word, _, than = one.text.lower().partition(" ")
        sign = _COMPARED.get(word) if at and each[at - 1].kind == "rate" else None
        behind = [other.kind for other in each[at + 1 : at + 3]]
        moved = replace(one, kind="direction", key=sign or "")
        if sign and not than and behind[:1] in (["base_year"], ["base_month"]):
            out.append(moved)
        elif sign and than == "than" and (behind[:1] == ["period"] or behind == ["of", "period"]):
            end = one.start + len(word)
            out += [replace(moved, end=end, text=word), replace(one, kind="from", start=end + 1, text=than)]
        else:
            out.append(one)
    return out


def _topmost(each: list[Token]) -> list[Token]:
    """The tokens with a rank for "the top export item", where "top" passes no level."""
    return [
        replace(one, kind="superlative") if one.text.lower() == "top" and _is_of_a_rank(each, at) else one
        for at, one in enumerate(each)
    ]


def _is_of_a_rank(each: Sequence[Token], at: int) -> bool:
    """Whether "the" stands before it and what is ranked behind: "export item", "export market"."""
    words = [one.text.lower() for one in each[at + 1 : at + 4]]
    owner = each[at - 1].text.lower() if at else ""
    is_owned = owner in ("the", "its", "as the", "as its") or (at > 0 and each[at - 1].kind == "korea")
    is_of_a_flow = words[:1] in (["export"], ["import"]) and words[1:2] != [] and words[1] in (*_ROLES, *_GOODS)
    return is_owned and (is_of_a_flow or (words[:1] != [] and words[0] in _ROLES and words[1:2] in (["for"], ["of"])))


def _recorded(each: Sequence[Token], at: int) -> Token:
    """The token at `at`, a verb where "record" is one: "chip exports record 5 percent growth"."""
    one = each[at]
    behind = next((other.kind for other in each[at + 1 :] if other.kind != "filler"), "")
    before = each[at - 1] if at else one
    is_verb = one.text.lower() == "record" and before.kind == "flow" and before.text.lower().endswith("s")
    return replace(one, kind="level") if is_verb and behind in ("amount", "bare_amount", "rate") else one


def _told_by_a_verb(each: list[Token]) -> list[Token]:
    """The tokens with a flow for the verb that tells it: "Korea shipped $5 billion worth of chips", "$5 billion worth
    of chips were exported". What was shipped to somebody, or by somebody, is another thing."""
    for at, one in enumerate(each):
        flow = _VERBS.get(one.text.lower())
        if flow is None:
            continue
        behind = next((here for here in range(at + 1, len(each)) if each[here].kind not in _PASSED), len(each))
        amount = at + 1
        if amount < len(each) and each[amount].kind == "amount" and at and each[at - 1].kind == "korea":
            name = _name_of_worth(each, amount)
            if name and not _is_to_somebody(each, name + 1):
                rest = _followed(each[name + 1 :], flow)
                return [*each[:at], *each[amount : amount + 2], *_flow_of(each[name], flow), *rest]
        verb = next((here for here in reversed(range(at)) if each[here].kind != "filler"), 0)
        if each[verb].text.lower() in ("was", "were") and each[verb - 1].kind == "item":
            name = verb - 1
            amount = next((here for here in reversed(range(name)) if each[here].kind == "amount"), name)
            if _name_of_worth(each, amount) == name and not _is_to_somebody(each, behind):
                rest = each[at + 1 :]
                return [*each[: amount + 2], *_flow_of(each[name], flow), *rest]
    return each


def _followed(each: list[Token], flow: str) -> list[Token]:
    """The tokens with the flow for further items: "followed by $3 billion of ships and $2 billion of cars"."""
    out: list[Token] = []
    words = [one.text.lower() for one in each]
    passed = [at for at in range(len(each) - 1) if words[at : at + 2] == ["followed", "by"]]
    each = [one for at, one in enumerate(each) if at not in passed and at - 1 not in passed]
    for at, one in enumerate(each):
        before = [other.kind for other in each[max(0, at - 2) : at]]
        following = each[at + 1].text.lower() if at + 1 < len(each) else "."
        is_next = one.kind == "item" and before == ["amount", "of"] and following in (",", "and", ".", ";")
        out += _flow_of(one, flow) if is_next else [one]
    return out


def _name_of_worth(each: Sequence[Token], amount: int) -> int | None:
    """Where the name of the item stands whose worth the amount is: "$5 billion worth of Korean chips"."""
    if amount + 1 >= len(each) or "worth of" not in each[amount + 1].text.lower():
        return None
    name = next((here for here in range(amount + 2, len(each)) if each[here].kind not in _PASSED), None)
    return name if name is not None and each[name].kind == "item" else None


def _is_to_somebody(each: Sequence[Token], at: int) -> bool:
    """Whether to, from or by somebody stands there, or a further name of a list."""
    if at + 1 >= len(each):
        return False
    is_link = each[at].text.lower() in _TO_SOMEBODY or each[at].kind in ("conjunction", ",", "word")
    return is_link and each[at + 1].kind in ("item", "partner", "word", "foreign", "filler", "korea")


def _flow_of(name: Token, flow: str) -> list[Token]:
    """The tokens of "exports of chips" for a name."""
    start = replace(name, kind="flow", text=flow, end=name.start, key=flow)
    return [start, replace(start, kind="of", text="of", key=""), name]


def _with_its_flow(each: list[Token]) -> list[Token]:
    """The tokens with the flow that a name is the subject of: "chips reached their highest exports, with $5 billion"
    is told of the exports of chips."""
    for at, one in enumerate(each):
        is_head = at == 0 or each[at - 1].kind in (",", "conjunction", "|", ";", "strong", "filler")
        if one.kind != "item" or not is_head or at + 1 >= len(each) or each[at + 1].kind != "level":
            continue
        if each[at + 1].text.lower() in _IS:
            continue  # "chips were the largest export products"
        there = next((here for here in range(at + 2, len(each)) if each[here].kind not in _BEFORE_AN_OBJECT), 0)
        if not there or each[there].kind != "flow" or each[there].key not in ("exports", "imports"):
            continue
        behind = [one.kind for one in each[there + 1 : there + 3]]
        is_more = behind[:1] != [] and behind[0] in ("of", "to", "from", "item", "partner", "word")
        is_more = is_more and behind != ["of", "amount"]
        if not is_more:
            rest = [*each[at + 1 : there], *each[there + 1 :]]
            return [*each[:at], *_flow_of(one, each[there].key), *rest]
    return each
