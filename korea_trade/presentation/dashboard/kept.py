"""Drawings that are kept from release to release: of most charts nothing has changed, and drawing takes the most time.

Belongs here: finding a drawing by all that it follows from, and keeping it. Does not belong here: how it is drawn
(`drawing`, `pictures`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from korea_trade.warehouse import fingerprint


class Drawings:
    """The drawings in a folder, a file each, named by the hash of what is drawn and of the code that draws."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._code = fingerprint.presentation_version()
        self._used: set[str] = set()

    def drawn(self, draw: Callable[..., bytes], *what: Any) -> bytes:
        """`draw(*what)`, which is drawn only if it is not kept; `what` is such that JSON can tell it."""
        text = json.dumps([self._code, draw.__qualname__, *what], sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()
        file = self._folder / name
        self._used.add(name)
        if not file.exists():
            unfinished = file.with_name(f".{name}.{os.getpid()}")
            unfinished.write_bytes(draw(*what))
            os.replace(unfinished, file)
        return file.read_bytes()

    def forget_others(self) -> None:
        """Removes what was not asked for."""
        for file in self._folder.iterdir():
            if file.name not in self._used:
                file.unlink(missing_ok=True)
