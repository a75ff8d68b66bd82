"""`ktw`, the command line for people who live in a terminal.

Belongs here: the group of the commands, and how it ends where something is wrong. Does not belong here: any command
(`orchestration.commands`).
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click
import duckdb

from korea_trade.errors import WarehouseError
from korea_trade.warehouse import causes
from korea_trade.warehouse.settings import Settings
from orchestration.commands import interruption
from orchestration.commands.build import build
from orchestration.commands.pages import dashboard, docs, ui
from orchestration.commands.postgres import postgres
from orchestration.commands.query import metrics, sql, tables
from orchestration.commands.releases import list_releases, rollback, status
from orchestration.instance.interruption import is_behind


class _Group(click.Group):
    """Tells in a sentence what a user can cause, and keeps the stack trace for what nobody should."""

    def invoke(self, ctx: click.Context) -> Any:
        # What is published holds more than ASCII, whatever the locale says.
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
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


for command in (build, status, list_releases, rollback, sql, tables, metrics, dashboard, docs, postgres, ui):
    main.add_command(command)


if __name__ == "__main__":
    main()
