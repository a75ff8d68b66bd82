"""Customs detail in a release: the months that the store holds, and the file of views on just these.

Belongs here: what a release says of its months, and `customs.duckdb` beside its tables. Does not belong here: making
months (`korea_trade.customs`), and a release of new ones (`amendment`).

Months stay in the store, where they are named by what they were made from and never change: a release names them, and
whoever removes months keeps what a release names. They are not linked into its folder: a copy of the data folder would
then hold the history once for each release.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from korea_trade.customs import catalogue, folders, relations
from korea_trade.releases import history, layout
from korea_trade.releases.history import ReleaseError
from korea_trade.releases.manifest import Customs
from korea_trade.warehouse.settings import Settings


def of_store(settings: Settings) -> Customs | None:
    """The months that the store holds now, None without any. Raises ReleaseError if one of them is not whole."""
    store = catalogue.load(settings)
    if not store.months:
        return None
    for month, built in sorted(store.months.items()):
        if flaw := folders.flaw(store.month_folder(month, built.key)):
            raise ReleaseError(f"customs detail is damaged: {flaw}; {history.MAKES_MONTHS_ANEW}")
    months = {str(month): built.key for month, built in sorted(store.months.items())}
    return Customs(str(store.folder), months, tuple(store.items))


def write(customs: Customs, release: Path) -> Customs:
    """Puts the views on these months into the folder of a release that has its tables; the same with its checksum."""
    file = release / layout.CUSTOMS
    months = history.month_folders(customs, Path(customs.folder))
    relations.write(file, months, customs.items, release / layout.DATABASE)
    return replace(customs, database_sha256=history.checksum(file))


def difference(before: Customs | None, after: Customs | None) -> dict[str, tuple[str, ...]]:
    """The months that were added, changed and withdrawn, those kinds that there are."""
    earlier, later = (customs.months if customs else {} for customs in (before, after))
    found = {
        "added": sorted(later.keys() - earlier.keys()),
        "changed": sorted(month for month in later.keys() & earlier.keys() if later[month] != earlier[month]),
        "withdrawn": sorted(earlier.keys() - later.keys()),
    }
    return {kind: tuple(months) for kind, months in found.items() if months}
