"""A text as a newspaper could print it, about the month after that of the smallest corpus; nobody printed it."""

from __future__ import annotations

from pathlib import Path

from korea_trade.warehouse.settings import Settings
from tests.corpora import five_statements

TITLE = "Exports of Korea rise 4.2 percent in June"
TEXT = f"""{TITLE}
https://news.example/2019/07/01/june
July 1, 2019

Exports of South Korea rose 4.2 percent from a year earlier to $47.15 billion in June, the Korea Customs Service said.

Imports climbed 1.5 percent to $44.02 billion, and the country posted a trade surplus of $3.13 billion.

Shipments seemed to recover. Officials spoke of a plan for 2025.
"""
EXPORTS = "a02-p1-s1-exports-value"
IMPORTS = "a02-p2-s1-imports-value"
SURPLUS = "a02-p2-s1-balance-value"


def delivered(folder: Path) -> Settings:
    """The smallest corpus in a folder, with the text in its inbox."""
    settings = Settings(five_statements.write(folder / "sources"), folder / "data")
    write(settings.inbox)
    return settings


def write(folder: Path, name: str = "june.txt", text: str = TEXT) -> Path:
    """Puts the text into the folder, which need not be there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
