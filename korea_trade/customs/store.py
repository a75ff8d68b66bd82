"""The store of customs detail as a whole: brought up to date with its sources.

Belongs here: the order of the parts. Does not belong here: any of the parts, and what readers see (`relations`).
"""

from __future__ import annotations

from datetime import date

from korea_trade.customs import catalogue, details, files, months, reference
from korea_trade.customs.engine import Engine
from korea_trade.warehouse.settings import Settings


def bring_up_to_date(settings: Settings, engine: Engine) -> list[date]:
    """Makes the store what the sources say, and returns the months that were built.

    Raises SourceError if a file is at fault; then the store stays as it was. One build at a time, beside any other run.
    """
    with catalogue.lock(settings):
        store = catalogue.load(settings)
        store.begin()
        lists = reference.read(settings.sources)
        details.bring_up_to_date(store, settings.sources, lists)
        built = months.bring_up_to_date(store, lists.item_codes, engine)
        store.items = lists.definitions()
        store.save()
    return built


def is_asked_for(settings: Settings) -> bool:
    """Whether there is customs detail, or was."""
    return bool(files.detail_files(settings.sources)) or bool(catalogue.load(settings).details)
