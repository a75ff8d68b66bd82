"""The pictures in the documents: `make pictures`, from what is published in `KTW_DATA_DIR`, else `data/`.

Belongs here: which page each picture shows, and how much of it. Does not belong here: any assertion. Needs Chromium
and, for the picture of Superset, its environment (`make superset-env`).
"""

from __future__ import annotations

import sys
from typing import Any, Final

from bi.superset import picture as superset_picture
from bi.superset import running as superset
from korea_trade.presentation import parts
from korea_trade.warehouse.settings import PROJECT, Settings
from tools import chromium, dagster_page

FOLDER: Final = PROJECT / "docs" / "pictures"
# Width, height and scheme of the window.
_DASHBOARD: Final = {
    "dashboard.png": (1280, 1180, "light"),
    "dashboard_phone.png": (390, 844, "dark"),
}


def main() -> None:
    """Takes all pictures anew. Ends with exit code 1 and a sentence if something for it is missing."""
    settings = Settings.from_environment()
    for missing, remedy in (
        (not settings.published_database.exists(), "Nothing is published; run `make run` first"),
        (chromium.PATH is None, chromium.MISSING),
        (not superset.PYTHON.exists(), "Superset is not installed; run `make superset-env` first"),
    ):
        if missing:
            sys.exit(remedy)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium.started() as browser:
        _take_dashboard(browser, settings)
        _take_dagster(browser, settings)
    _take_superset(settings)
    for path in sorted(FOLDER.glob("*.png")):
        print(f"{path.stat().st_size / 1024:6.0f} KB  {path}")


def _take_dashboard(browser: Any, settings: Settings) -> None:
    for name, (width, height, scheme) in _DASHBOARD.items():
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto((settings.published / parts.DASHBOARD.entry).as_uri())
        page.locator("html[data-ready]").wait_for(state="attached")
        page.screenshot(path=FOLDER / name)
        page.close()


def _take_dagster(browser: Any, settings: Settings) -> None:
    with dagster_page.running(settings.sources, settings.data) as served:
        page = browser.new_page(viewport={"width": 1900, "height": 700})
        page.goto(f"{served.dagster}/asset-groups")
        page.get_by_text("Materialize all").first.wait_for(timeout=60_000)
        page.wait_for_timeout(3_000)  # the graph moves into place
        nodes = page.locator("text='release'").all()
        rightmost = max((box for box in (node.bounding_box() for node in nodes) if box), key=lambda box: box["x"])
        page.mouse.click(rightmost["x"] + 5, rightmost["y"] + 5)  # opens the group in the graph
        page.wait_for_timeout(3_000)
        page.mouse.dblclick(1_200, 160)  # fits the graph into the window
        page.wait_for_timeout(2_000)
        page.screenshot(path=FOLDER / "dagster.png")
        page.close()


def _take_superset(settings: Settings) -> None:
    assert chromium.PATH is not None  # asked before
    with (
        superset.running(settings.data) as served,
        superset_picture.opened(served, "korea-trade", chromium.PATH) as page,
    ):
        page.wait_for_timeout(1_500)  # bars and legends move into place
        page.screenshot(path=FOLDER / "superset.png", clip={"x": 0, "y": 0, "width": 1600, "height": 1250})


if __name__ == "__main__":
    main()
