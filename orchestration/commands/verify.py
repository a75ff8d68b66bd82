"""`ktw verify`.

Belongs here: the command and what it prints. Does not belong here: any rule (`korea_trade.statements.entries`,
`korea_trade.statements.verification`, `korea_trade.intake.rereading`).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Final

import click

from korea_trade.warehouse.settings import Settings

# What a finding needs the other rows or the last release for is left to the gate.
_HELD: Final = (
    "every row has the form that is declared, and every value is that of its figure; "
    "gate 1 of `ktw build` holds the rows against each other and the last release"
)


@click.command()
@click.argument("texts", required=False, type=click.Path(path_type=Path))
@click.option(
    "--sources", type=click.Path(path_type=Path), metavar="FOLDER", help="The source tables, sources/ if not given."
)
@click.option("--hashes", is_flag=True, help="Print place, hash and text of each sentence of TEXTS instead, as CSV.")
def verify(texts: Path | None, sources: Path | None, *, hashes: bool) -> None:
    """Hold the source tables against their declaration and, where TEXTS is given, against the articles themselves.

    TEXTS is a text file of articles or a folder of such files. Each finding is a line that names file, line, value,
    rule and remedy; ends with 1 if there is one. Nothing is built and nothing is written.
    """
    from korea_trade.intake import rereading
    from korea_trade.statements import entries, verification

    folder = sources or Settings.from_environment().sources
    if hashes:
        if texts is None:
            raise click.UsageError("--hashes needs TEXTS, whose sentences it prints")
        rows = csv.writer(sys.stdout, lineterminator="\n")
        rows.writerow(["article_id", "paragraph", "sentence", "sentence_sha256", "text"])
        rows.writerows(verification.places(texts, folder))
        return
    # A table that cannot be read is one finding, not one more for each who wants to read it.
    found = entries.problems(folder)
    if texts:
        found = [*found, *verification.verify(texts, folder), *rereading.problems(texts, folder)]
    problems = list(dict.fromkeys(found))
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.exceptions.Exit(1)
    click.echo(_HELD)
    if texts:
        click.echo("every row is printed where it says, and every number of the articles is accounted for")
        click.echo("what the program reads in the articles speaks against none of the rows")
