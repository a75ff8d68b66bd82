"""A rule that each row of a delivery keeps.

Belongs here: what a rule is. Does not belong here: the rules of monthly series (`observed`) and of customs detail
(`korea_trade.customs.delivery`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowRule:
    """What breaks a rule, as SQL on a row that was read, and how it is told."""

    column: str
    broken: str
    rule: str
    remedy: str
