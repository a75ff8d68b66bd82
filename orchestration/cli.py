"""`ktw`, the command line for people who live in a terminal.

Belongs here: the group of the commands, and how it ends where something is wrong. Does not belong here: any command
(`orchestration.commands`).
"""

from __future__ import annotations

import sys
from typing import Any

import click
import duckdb

from korea_trade import console
from korea_trade.errors import WarehouseError
from korea_trade.warehouse import causes
from korea_trade.warehouse.settings import Settings
from orchestration.commands import interruption
from orchestration.commands.build import build
from orchestration.commands.check import check
from orchestration.commands.customs import customs
from orchestration.commands.fetch import fetch
from orchestration.commands.intake import intake
from orchestration.commands.pages import dashboard, docs, ui
from orchestration.commands.postgres import postgres
from orchestration.commands.query import metrics, sql, tables
from orchestration.commands.releases import list_releases, rollback, status
from orchestration.commands.review import review
from orchestration.commands.series import series
from orchestration.commands.verify import verify
from orchestration.instance.interruption import is_behind


class _Group(click.Group):
    """Tells in a sentence what a user can cause, and keeps the stack trace for what nobody should."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # Bytes that are no text in the encoding of the locale come as halves of characters.
        if any("\ud800" <= character <= "\udfff" for argument in args for character in argument):
            raise click.UsageError(
                f"what was typed is no text in {sys.getfilesystemencoding()}, the encoding that the locale names; "
                "where the terminal writes UTF-8, say so by LC_ALL=C.UTF-8"
            )
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        console.take_any_character()
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            interruption.end()
        except BrokenPipeError:  # whoever reads the output has enough, which click ends quietly
            raise
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except WarehouseError as error:
            raise click.ClickException(str(error)) from error
        except Exception as error:
            if is_behind(error):
                interruption.end()
            sentence = causes.told(error, Settings.from_environment())
            if sentence is None and not isinstance(error, (OSError, duckdb.Error)):
                raise
            raise click.ClickException(sentence or str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="korea-trade-warehouse")
def main() -> None:
    """Korea Trade Warehouse: figures read in the press, each traceable to the sentence that printed it.

    KTW_SOURCES_DIR and KTW_DATA_DIR point everything at other folders than the project's sources/ and data/.
    """


for command in (
    build,
    intake,
    review,
    check,
    verify,
    status,
    list_releases,
    rollback,
    sql,
    tables,
    metrics,
    series,
    customs,
    fetch,
    dashboard,
    docs,
    postgres,
    ui,
):
    main.add_command(command)
