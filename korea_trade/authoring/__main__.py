"""`make generate`: writes every committed file that follows from another one, or tells which of them differ.

Belongs here: the list of generators and the command. Does not belong here: what a file holds (its generator), and
docs/findings.md, which follows from a published file (`findings_page`).
"""

from __future__ import annotations

import sys
from typing import Final

from korea_trade.authoring import dbt_sources

GENERATORS: Final = (dbt_sources,)


def main(arguments: list[str]) -> int:
    """Writes all files; with `--check` it writes none and returns 1 if any differs."""
    if arguments == ["--check"]:
        differing = [name for generator in GENERATORS for name in generator.differences()]
        print("\n".join(f"{name} differs; run `make generate`" for name in differing) or "generated files are current")
        return 1 if differing else 0
    for generator in GENERATORS:
        generator.write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
