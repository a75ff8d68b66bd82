"""Ctrl-C, the same for every command.

Belongs here: ending at once and saying so. Does not belong here: noticing it.
"""

from __future__ import annotations

import atexit
import os
from typing import Any, Final, NoReturn

import click

# 128 and the number of the signal, as a shell tells it.
_INTERRUPTED: Final = 130


def end(*_: Any) -> NoReturn:
    """Says so and ends at once: threads of dbt may yet be at work in DuckDB, which no orderly end survives."""
    click.echo("\nInterrupted; `ktw status` tells what is published.", err=True)
    atexit._run_exitfuncs()
    os._exit(_INTERRUPTED)
