"""Takes a picture of the dashboard: `python -m bi.superset.picture FILE.png`, from the environment of the project.

Starts Superset on what is published in `KTW_DATA_DIR`, else `data/`, on a free port, and ends it again. Needs Chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bi.superset.running import FOLDER, Superset, running

_WIDTH, _HEIGHT = 1600, 1000
_MINUTE = 60_000


@contextmanager
def opened(
    superset: Superset, dashboard: str, chromium: str, on_response: Callable[[Any], None] = lambda _: None
) -> Iterator[Page]:
    """A dashboard in a browser, with all of its charts drawn, in a window as high as it is."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) as browser,
    ):
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        page.set_default_timeout(2 * _MINUTE)
        page.goto(f"{superset.address}/login/")
        page.fill("#username", superset.user)
        page.fill("#password", superset.password)
        page.keyboard.press("Enter")
        page.wait_for_url("**/welcome/")
        page.on("response", on_response)
        page.goto(f"{superset.address}/superset/dashboard/{dashboard}/")
        page.wait_for_selector("[data-test='dashboard-component-chart-holder']")
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": _WIDTH, "height": height})  # charts below the window are not drawn
        drawn = "document.querySelectorAll('[data-test=slice-container]').length"
        page.wait_for_function(
            "() => { const all = document.querySelectorAll('[data-test=dashboard-component-chart-holder]').length;"
            f" return all > 0 && {drawn} === all && !document.querySelector('[data-test=loading-indicator]'); }}"
        )
        page.wait_for_load_state("networkidle")
        yield page


def main() -> None:
    """Exit code 1 with a sentence without Chromium."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is not installed (Debian: apt-get install chromium)")
    data = Path(os.environ.get("KTW_DATA_DIR") or FOLDER.parents[1] / "data").absolute()
    with running(data) as superset, opened(superset, "korea-trade", chromium) as page:
        page.wait_for_timeout(1_500)  # bars and legends move into place
        page.screenshot(path=sys.argv[1])


if __name__ == "__main__":
    main()
