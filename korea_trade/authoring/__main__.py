"""`make generate`: writes every committed file that follows from another one, or tells which of them differ.

A source file follows from the declaration by its header only, and only as long as it is not there.

Belongs here: the command. Does not belong here: which generators there are (`generators`), what a file holds (its
generator), and docs/findings.md, which follows from a published file (`findings_page`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from korea_trade.errors import WarehouseError


def main(arguments: list[str]) -> int:
    """Writes all files and names those that differed; with `--check` it writes none and returns 1 if any differs."""
    try:
        from korea_trade.authoring import generators

        differing = _differing(generators.GENERATORS)
        if arguments == ["--check"]:
            told = "\n".join(f"{name} differs; run `make generate`" for name in differing)
            print(told or "generated files are current")
            return 1 if differing else 0
        for generator in generators.GENERATORS:
            generator.write()
        left = _differing(generators.GENERATORS)
        written = [name for name in differing if name not in left]
        print("\n".join(f"{name} is written" for name in written) or "no generated file was written")
        if left:
            print(
                "\n".join(f"{name} follows from nothing that is declared; remove it" for name in left), file=sys.stderr
            )
            return 1
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _differing(among: Iterable[Any]) -> list[str]:
    return [name for generator in among for name in generator.differences()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
