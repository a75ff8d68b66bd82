"""What a person should look at before a row counts: the doubts that keep it open.

Belongs here: bringing the doubts of a row together, each one sentence: about whom and what it is (`subject`), the words
around it (`words`), and when it was (`period`). Does not belong here: what a role misses (`roles`).

A doubt costs a row that is right; a missing one costs the trust in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from korea_trade.intake.context import Place
from korea_trade.intake.doubts import period, subject, words
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.rules import Rule


def of(row: Proposal, rule: Rule, place: Place) -> Iterator[str]:
    """The doubts about a row that `rule` read at `place`; a row without one is sure."""
    yield from subject.of(row, rule, place)
    yield from words.of(row, rule, place)
    yield from period.of(row, rule, place)
