"""`make quick`: the changed files are linted and the tests without heavy imports run, for the loop of every edit.

Belongs here: which files have changed, and what is run on them. Does not belong here: any rule (pyproject.toml,
.sqlfluff).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from korea_trade.warehouse.settings import PROJECT

_PROGRAMS: Final = Path(sys.executable).parent
# What lints and checks files, by their ending; each command gets the changed files at its end.
_LINTERS: Final = {
    ".py": (["ruff", "check"], ["ruff", "format", "--check"]),
    ".sql": (["sqlfluff", "lint", "--disable-progress-bar", "--nocolor"],),
}
_LINTED_SQL: Final = ("dbt_project/models", "dbt_project/tests")


def main() -> int:
    """Runs everything, also after a failure; returns 1 if anything failed."""
    failed = False
    for ending, commands in _LINTERS.items():
        files = [name for name in _changed() if name.endswith(ending) and (ending == ".py" or _is_linted(name))]
        for command in commands if files else ():
            failed |= _run([*command, *files])
    failed |= _run(["pytest", "tests/quick", "--numprocesses", "2"])
    return int(failed)


def _changed() -> list[str]:
    """The files that differ from the last commit, new ones included, those removed left out."""
    listing = ["git", "ls-files", "--modified", "--others", "--exclude-standard", "--deduplicate"]
    staged = ["git", "diff", "--cached", "--name-only"]
    names = {name for command in (listing, staged) for name in _output(command)}
    return sorted(name for name in names if (PROJECT / name).is_file())


def _is_linted(name: str) -> bool:
    """Whether a file of SQL is linted: macros are templates that sqlfluff cannot read alone."""
    return name.startswith(_LINTED_SQL)


def _output(command: list[str]) -> list[str]:
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.splitlines()


def _run(command: list[str]) -> bool:
    """Runs a program of the environment; returns whether it failed."""
    return subprocess.run([str(_PROGRAMS / command[0]), *command[1:]], cwd=PROJECT, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
