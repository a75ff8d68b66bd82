"""A flow that says less than it means, because of what stands before it in its sentence.

Belongs here: giving a flow the partner, the item or the account that the topic before it has. Does not belong here: the
topics themselves (`tokens`), and what a bare flow means in its text (`meant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from korea_trade.intake.token import Token

_ALL: Final = (("total", "all"),)


def of(made: Token, out: list[Token]) -> Token:
    """The topic `made`, behind the tokens `out`; a topic that it is one with is taken from them."""
    made = _beside(made, out)
    for step in (_of_the_partner, _of_the_item, _of_the_account):
        made = step(made, out)
    return made


def _beside(made: Token, out: list[Token]) -> Token:
    """Two topics with nothing but "and" between them are one topic of both."""
    seen = [one for one in out if one.kind != "filler"]
    if len(seen) < 2 or seen[-1].kind != "conjunction" or seen[-2].kind != "topic" or made.topic is None:
        return made
    del out[out.index(seen[-2]) :]
    return replace(made, start=seen[-2].start, topic=replace(made.topic, beside=seen[-2].topic))


def _of_the_partner(made: Token, out: Sequence[Token]) -> Token:
    """In "trade with Zembla came to $5 billion, with exports rising" the exports are those to Zembla."""
    topic, seen = made.topic, [one for one in out if one.kind != "filler"]
    if topic is None or topic.subjects != _ALL or topic.is_whole or topic.beside or not seen:
        return made
    # "Its balance with Zembla has been in the black".
    told = [one for one in seen if one.topic and (one.topic.flow, one.topic.subjects) != ("balance", topic.subjects)]
    before = told[-1].topic if told and told[-1].kind == "topic" else None
    if before is None or not before.is_one or before.subjects[0][0] != "partner":
        return made
    is_part = before.flow == "trade" and seen[-1].text.lower() == "with"
    # "Its balance with Zembla was in the black, recording surpluses of $5 billion".
    is_told = (
        before.flow == topic.flow == "balance" and seen[-1].kind == "level" and seen[-1].text.lower().endswith("ing")
    )
    if not is_part and not is_told:
        return made
    return replace(made, topic=replace(topic, subjects=before.subjects))


def _of_the_item(made: Token, out: Sequence[Token]) -> Token:
    """In "chips saw exports fall" the exports are those of chips; a partner sees its own."""
    topic, seen = made.topic, [one for one in out if one.kind != "filler"]
    if topic is None or topic.subjects != _ALL or topic.is_whole or topic.beside or len(seen) < 2:
        return made
    name, verb = seen[-2:]
    is_seen = verb.kind == "level" and name.kind == "topic" and name.topic is not None and name.topic.is_one
    if not is_seen or name.topic is None or not name.key or name.topic.subjects[0][0] != "item":
        return made
    return replace(made, topic=replace(topic, subjects=name.topic.subjects))


def _of_the_account(made: Token, out: Sequence[Token]) -> Token:
    """In "the goods account logged a surplus" the surplus is that of the account."""
    before = next((one.topic for one in reversed(out) if one.topic), None)
    is_told = before is not None and before.definition and made.topic is not None and made.topic.flow == before.flow
    if not is_told or before is None or made.topic is None:
        return made
    return replace(made, topic=replace(made.topic, definition=before.definition))
