"""`ktw review`: deciding on proposed rows in a terminal.

Belongs here: the commands and what they print. Does not belong here: deciding (`korea_trade.intake.review`).
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import click

from korea_trade.warehouse.settings import Settings

if TYPE_CHECKING:
    # Loaded by each command that needs it: it reads tables with pandas, for which the other commands need not wait.
    from korea_trade.intake.review import Outcome, Review, Row

_ABOUT: Final = ("measure", "flow", "subject_id", "period", "reference_period")
_BY = click.option("--by", metavar="NAME", help="Who decides, the user of this machine if not given.")
_WHY = click.option("--why", metavar="TEXT", default="", help="Why, kept with the decision.")
_ARTICLE = click.argument("article_id", metavar="ARTICLE")
_ROWS = click.argument("rows", metavar="ROW...", nargs=-1, required=True)


@click.group()
def review() -> None:
    """Decide on the rows that texts propose: list, show, accept, reject, edit, undo.

    ROW is the name of a row as `show` prints it. Decisions are kept in sources/decisions/, and accepted rows in
    sources/THEME/ARTICLE.csv, from where `ktw build` takes them.
    """


@review.command("list")
def list_articles() -> None:
    """List the articles that were taken in, with how many rows are open, accepted and rejected."""
    from korea_trade.intake import keeping
    from korea_trade.intake import review as reviewing

    settings = Settings.from_environment()
    for article_id in keeping.articles(settings):
        opened = reviewing.glanced(settings, article_id)
        counts = ", ".join(f"{count} {state}" for state, count in opened.counts().items() if count)
        click.echo(f"{article_id}  {opened.kept.text.title}\n     {counts or 'no rows'}")
    if not keeping.articles(settings):
        click.echo("No text was taken in; `ktw intake FILE` does it.")


@review.command()
@_ARTICLE
def show(article_id: str) -> None:
    """Show an article: its sentences, below each its rows, and what speaks against them."""
    from korea_trade.intake import review as reviewing

    opened = reviewing.opened(Settings.from_environment(), article_id)
    for name, value in opened.article.items():
        click.echo(f"{name:<17} {value}")
    _tell("the article's row", opened.article_problems, f"ktw review article {article_id} COLUMN=VALUE")
    for addition in opened.additions:
        values = " ".join(f"{name}={value!r}" for name, value in addition.values.items() if value)
        state = "added" if addition.is_added else "to add"
        click.echo(f"{state}: {addition.table} {values}")
        if not addition.is_added:
            _tell("  its row", addition.problems, f"ktw review add {article_id} {addition.table} {values}")
    for sentence in opened.kept.text.sentences:
        click.echo(f"\n[{sentence.paragraph}.{sentence.sentence}] {sentence.text}")
        for row in opened.rows_of(sentence):
            _show(row)


def _show(row: Row) -> None:
    about = " ".join(row.values.get(name, "") for name in _ABOUT if row.values.get(name))
    value = f"{row.values['value']} {row.values['unit']}" if row.values.get("value") else row.values.get("reason", "")
    click.echo(f"  {row.state:<9} {row.name}  {row.proposed.figure!r} = {value}  {row.table} {about}".rstrip())
    if row.is_undecided and row.proposed.note:
        click.echo(f"            doubt: {row.proposed.note}")
    for problem in row.problems if row.is_undecided else ():
        click.echo(f"            must be told: {problem}")
    if row.said:
        click.echo(f"            {row.said}")
    if row.decided:
        click.echo(f"            {row.decided.decision} by {row.decided.decided_by} {row.decided.reason}".rstrip())


def _tell(what: str, problems: Sequence[str], remedy: str) -> None:
    for problem in problems:
        click.echo(f"{what}: {problem}")
    if problems:
        click.echo(f"  complete it: {remedy}")


@review.command()
@_ARTICLE
@click.argument("rows", metavar="[ROW]...", nargs=-1)
@click.option("--all-sure", is_flag=True, help="Accept all sure rows, and digits that are no figure.")
@_BY
@_WHY
def accept(article_id: str, rows: Sequence[str], *, all_sure: bool, by: str | None, why: str) -> None:
    """Accept rows as they stand."""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    if not rows and not all_sure:
        raise click.UsageError("name the rows, or say --all-sure")
    if all_sure:
        _answer(opened, reviewing.accept_sure(settings, opened, _who(by)), is_strict=not rows)
        settings, opened = _opened(article_id)
    if rows:
        _answer(opened, reviewing.accept(settings, opened, rows, _who(by), why))


@review.command()
@_ARTICLE
@_ROWS
@_BY
@_WHY
def reject(article_id: str, rows: Sequence[str], by: str | None, why: str) -> None:
    """Reject rows; they stay rejected when the text comes in again."""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    _answer(opened, reviewing.reject(settings, opened, rows, _who(by), why))


@review.command()
@_ARTICLE
@click.argument("row")
@click.argument("changes", metavar="COLUMN=VALUE...", nargs=-1, required=True)
@_BY
@_WHY
def edit(article_id: str, row: str, changes: Sequence[str], by: str | None, why: str) -> None:
    """Accept a row with other values; theme=… says into which table it goes."""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    _answer(opened, reviewing.edit(settings, opened, row, _values(changes), _who(by), why))


@review.command()
@_ARTICLE
@_ROWS
@_BY
@_WHY
def undo(article_id: str, rows: Sequence[str], by: str | None, why: str) -> None:
    """Take back the last decision on rows, or LIST:KEY, what was added to a list."""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    _answer(opened, reviewing.undo(settings, opened, rows, _who(by), why))


@review.command()
@_ARTICLE
@click.argument("changes", metavar="COLUMN=VALUE...", nargs=-1, required=True)
@_BY
def article(article_id: str, changes: Sequence[str], by: str | None) -> None:
    """Fill in the row of the article: publisher=…, subject_agency=…, known_from=…"""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    _answer(opened, reviewing.describe(settings, opened, _values(changes), _who(by)))


@review.command()
@_ARTICLE
@click.argument("table", metavar="LIST")
@click.argument("changes", metavar="COLUMN=VALUE...", nargs=-1, required=True)
@_BY
def add(article_id: str, table: str, changes: Sequence[str], by: str | None) -> None:
    """Add a row to a reference list: an item, a partner, a population that the text names and no list has."""
    from korea_trade.intake import review as reviewing

    settings, opened = _opened(article_id)
    _answer(opened, reviewing.add(settings, opened, table, _values(changes), _who(by)))


def _opened(article_id: str) -> tuple[Settings, Review]:
    from korea_trade.intake import review as reviewing

    settings = Settings.from_environment()
    return settings, reviewing.opened(settings, article_id)


def _who(by: str | None) -> str:
    from korea_trade.intake import review as reviewing

    return reviewing.person(by or getpass.getuser())


def _values(changes: Sequence[str]) -> Mapping[str, str]:
    if wrong := next((change for change in changes if "=" not in change), None):
        raise click.UsageError(f"{wrong!r} is no COLUMN=VALUE")
    return {name.strip(): value for name, _, value in (change.partition("=") for change in changes)}


def _answer(opened: Review, outcome: Outcome, *, is_strict: bool = True) -> None:
    """Tells what was decided and which files changed; exit code 1 where a row that was named is refused."""
    for name in outcome.decided:
        click.echo(f"done     {name}")
    for name, problems in outcome.refused.items():
        for problem in problems:
            click.echo(f"refused  {name}: {problem}", err=True)
    for file in outcome.files:
        click.echo(f"written  sources/{file}")
    if not outcome.decided and not outcome.refused:
        click.echo(f"Nothing is left to decide so; `ktw review show {opened.kept.article_id}` shows the rows.")
    if outcome.refused and is_strict:
        sys.exit(1)
