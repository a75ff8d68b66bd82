"""Debian's Chromium, as the tests of pages and the pictures start it.

Playwright's own download is not used: who has no Chromium gets it from the distribution.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

MISSING: Final = "Chromium is not installed (Debian: apt-get install chromium)"
PATH: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def started() -> Iterator[Any]:
    """A browser until the block ends; there must be one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=["--no-sandbox"])
        yield browser
        browser.close()
