"""docs/findings.md, written from the published file by `make findings`.

Belongs here: the command. Does not belong here: what the page says (`korea_trade.presentation.findings`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from korea_trade.presentation import findings_page
from korea_trade.releases import reading
from korea_trade.warehouse.settings import PROJECT, Settings

FINDINGS_FILE: Final = PROJECT / "docs" / "findings.md"


def current(settings: Settings) -> str:
    """The findings of what is published."""
    with reading.opened(settings.published_database) as connection:
        return findings_page.render(connection)


def main(arguments: list[str], file: Path = FINDINGS_FILE) -> int:
    """Writes the file; with `--check` it writes nothing and returns 1 if the file differs."""
    text = current(Settings.from_environment())
    if arguments == ["--check"]:
        differs = not file.exists() or file.read_text(encoding="utf-8") != text
        print(f"{file.name} {'differs from' if differs else 'is'} what the published file says")
        return 1 if differs else 0
    file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
