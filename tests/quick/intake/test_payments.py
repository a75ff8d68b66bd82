"""Trade counted by the balance of payments: told as such, and never taken for trade by customs."""

from __future__ import annotations

import pytest

from korea_trade.intake.proposal import SURE
from tests.quick.intake.made_up import Propose

ACCOUNT = {
    "title": "Korea's current account surplus widens in June",
    "lead": "South Korea's current account surplus widened in June on rising exports, central bank data showed.",
}


@pytest.mark.parametrize(
    ("sentences", "facts"),
    [
        (
            ["Its goods account surplus narrowed to $7 billion from $8.3 billion a year earlier."],
            [("$7 billion", "balance", "balance_of_payments"), ("$8.3 billion", "balance", "balance_of_payments")],
        ),
        (["The goods account logged a $3 billion surplus."], [("$3 billion", "balance", "balance_of_payments")]),
        (
            ["Exports slipped 0.2 percent on-year to $46.9 billion, with imports falling 0.3 percent."],
            [
                ("0.2 percent", "exports", "balance_of_payments"),
                ("$46.9 billion", "exports", "balance_of_payments"),
                ("0.3 percent", "imports", "balance_of_payments"),
            ],
        ),
        (["Exports to China fell 4 percent."], [("4 percent", "exports", "")]),
        (
            ["On a customs clearance basis, exports fell 3 percent.", "Imports slipped 2 percent."],
            [("3 percent", "exports", "")],
        ),
        (["The current account surplus came to $6 billion."], []),
        (["The surplus was the largest since May 2028."], []),
        (["The trade surplus was $5 billion."], []),
        (["Service exports rose 5 percent."], []),
    ],
)
def test_only_goods_are_told_by_the_balance_of_payments(
    rows: Propose, sentences: list[str], facts: list[tuple[str, ...]]
) -> None:
    found = rows(*sentences, **ACCOUNT)

    sure = [row for row in found if row.paragraph > 1 and row.confidence == SURE and row.theme != "directions"]
    assert [(row.figure, row.flow, row.definition) for row in sure] == facts


def test_the_goods_account_is_one_of_the_balance_of_payments_in_any_text(rows: Propose) -> None:
    found = rows("The goods account surplus came to $3 billion. The trade surplus came to $4 billion.")

    sure = [(row.figure, row.definition) for row in found if row.paragraph > 1 and row.confidence == SURE]
    assert sure == [("$3 billion", "balance_of_payments"), ("$4 billion", "")]
