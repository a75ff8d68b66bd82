"""Prints place, hash and text of each sentence, as a row about it begins: for whoever enters an article.

Belongs here: the command alone. Does not belong here: how a text is cut and a sentence hashed
(`korea_trade.statements.article`).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from korea_trade import console
from korea_trade.statements import texts
from korea_trade.statements.reader import SourceError


def main(arguments: Sequence[str]) -> int:
    """Prints the sentences of all texts as CSV, in the columns and the order of a source table."""
    if len(arguments) != 1:
        print("usage: python -m korea_trade.statements.places FILE_OR_FOLDER_OF_TEXTS", file=sys.stderr)
        return 2
    console.take_any_character()
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["paragraph", "sentence", "sentence_sha256", "text"])
    try:
        for text in texts.read(Path(arguments[0])):
            for each in text.article.sentences:
                rows.writerow([each.paragraph, each.sentence, each.sha256, each.text])
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
