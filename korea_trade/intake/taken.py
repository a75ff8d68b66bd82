"""Which characters of a sentence are taken, so that nothing is read twice.

Belongs here: taking and asking, at a cost that does not grow with what is taken. Does not belong here: who takes what.
"""

from __future__ import annotations


class Taken:
    """The characters of a sentence of `length` that are taken; none at first."""

    def __init__(self, length: int) -> None:
        self._characters = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Whether none from `start` to before `end` is taken."""
        return self._characters.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        self._characters[start:end] = b"\x01" * (end - start)
