"""Texts whose sentences are made up, and the rows that are proposed for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from korea_trade.intake import grammar, lexicon
from korea_trade.intake.proposal import Proposal
from korea_trade.statements import texts
from korea_trade.warehouse.settings import PROJECT
from tests.quick.intake.made_up import LEAD, PUBLISHED, Propose


@pytest.fixture
def rows(tmp_path: Path) -> Propose:
    words = lexicon.load(PROJECT / "sources")

    def propose(*paragraphs: str, title: str = "A report on trade", lead: str = LEAD) -> list[Proposal]:
        file = tmp_path / "text.txt"
        file.write_text("\n".join([title, lead, *paragraphs]), encoding="utf-8")
        (text,) = texts.read(file)
        return grammar.propose(text, words, "a99", PUBLISHED)

    return propose
