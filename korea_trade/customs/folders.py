"""Folders of Parquet files that are taken in whole and never change: the detail of a month, and what was built of it.

Belongs here: taking a finished folder in, and telling one that is no longer what was taken in. Does not belong here:
where folders are and what they are named by (`catalogue`).

Each says what it holds, for what is made again of the same has the same rows, and not always the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Final

from korea_trade.warehouse.disk import sync

# Engines pass over what begins with an underscore.
_CONTENTS: Final = "_contents.json"


def take_in(made: Path, place: Path) -> None:
    """Moves a finished folder to its place, once all of it is on disk; what is damaged there gives way."""
    if flaw(place) is None:  # made from the same
        return
    parquet = sorted(made.glob("*.parquet"))
    contents = {path.name: path.stat().st_size for path in parquet}
    (made / _CONTENTS).write_text(json.dumps(contents) + "\n", encoding="utf-8")
    for path in (*parquet, made / _CONTENTS, made):
        sync(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    os.replace(made, place)
    sync(place.parent)


def flaw(place: Path) -> str | None:
    """What is wrong with the folder in its place; None if all its files are there in full."""
    try:
        contents = json.loads((place / _CONTENTS).read_text(encoding="utf-8"))
        for name, size in contents.items():
            if (found := (place / name).stat().st_size) != size:
                return f"{place / name} has {found} bytes, not {size}"
    except FileNotFoundError as error:
        return f"{error.filename} is missing"
    except (OSError, ValueError, AttributeError) as error:
        return f"{place} cannot be read ({error})"
    return None
