"""Files are read and written as they are meant, whatever encoding the locale names."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from korea_trade.warehouse.settings import PROJECT

# The narrowest locale there is: what holds more than ASCII fails in it, as Korean does in one of Western Europe.
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "program",
    [
        "from korea_trade.statements import declaration, units; declaration.load(); units.load()",
        "from korea_trade.warehouse import fingerprint; fingerprint.code_version()",
        "from korea_trade import console; console.take_any_character(); print('\\ud55c\\uad6d \\u2260')",
    ],
)
def test_in_a_locale_of_ascii_the_same_is_read_and_written(program: str) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | own, cwd=PROJECT, capture_output=True, check=True
        ).stdout.decode()
        for own in (ASCII, {"PYTHONUTF8": "1"})
    ]

    assert said[0] == said[1]
