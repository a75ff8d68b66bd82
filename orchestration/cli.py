"""`ktw`, the command line for people who live in a terminal.

Belongs here: the group of the commands, and how it ends where something is wrong. Does not belong here: any command
(`orchestration.commands`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pkgutil import resolve_name
from typing import Any, Final

import click

from korea_trade import console
from korea_trade.errors import WarehouseError
from korea_trade.warehouse import causes
from korea_trade.warehouse.settings import Settings, SettingsError
from orchestration.commands import interruption
from orchestration.instance.interruption import is_behind

# Where each command is. It is loaded when it is asked for: most of the time of a short one would go into all others.
_COMMANDS: Final = {
    "build": "build:build",
    "check": "check:check",
    "customs": "customs:customs",
    "dashboard": "pages:dashboard",
    "docs": "pages:docs",
    "fetch": "fetch:fetch",
    "intake": "intake:intake",
    "metrics": "query:metrics",
    "postgres": "postgres:postgres",
    "releases": "releases:list_releases",
    "review": "review:review",
    "rollback": "releases:rollback",
    "series": "series:series",
    "sql": "query:sql",
    "status": "releases:status",
    "tables": "query:tables",
    "ui": "pages:ui",
    "verify": "verify:verify",
}


class _Group(click.Group):
    """Tells in a sentence what a user can cause, and keeps the stack trace for what nobody should."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = resolve_name(f"orchestration.commands.{_COMMANDS[cmd_name]}")
        return command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        # `--help` and `--version` print here, where the command line is read.
        with _told():
            return super().make_context(*args, **kwargs)

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
        with _told():
            return super().invoke(ctx)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        interruption.end()
    except BrokenPipeError:  # whoever reads the output has enough, which click ends quietly
        raise
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except WarehouseError as error:
        raise click.ClickException(str(error)) from error
    except Exception as error:
        import duckdb

        if is_behind(error):
            interruption.end()
        sentence = _cause(error)
        if sentence is None and not isinstance(error, (OSError, duckdb.Error)):
            raise
        raise click.ClickException(sentence or str(error)) from error


def _cause(error: Exception) -> str | None:
    try:
        return causes.told(error, Settings.from_environment())
    except SettingsError as unusable:  # a command that needs no folder has not looked at them
        return str(unusable)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="korea-trade-warehouse")
def main() -> None:
    """Korea Trade Warehouse: figures read in the press, each traceable to the sentence that printed it.

    KTW_SOURCES_DIR and KTW_DATA_DIR point everything at other folders than the project's sources/ and data/.
    """
