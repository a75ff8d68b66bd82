"""Which item or partner a table means: by its names in the reference lists and by codes.

Belongs here: looking up a name or code, and the row to add for one that is not known. Does not belong here: the names
(`items.csv`, `partners.csv`, `aliases.csv` and, for codes of offices, `codes.yml`).
"""

from __future__ import annotations

import csv
import gettext
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

import pycountry

from korea_trade import declarations
from korea_trade.errors import WarehouseError
from korea_trade.series import words
from korea_trade.series.grid import plain
from korea_trade.statements import declaration, reader

Kind = Literal["item", "partner"]
Scheme = Literal["hs", "mti"]
CODES: Final = Path(__file__).with_name("codes.yml")
_CODE: Final = re.compile(
    r"\s*[(\[](?P<code>[0-9]{1,10}|[A-Z]{2,3})[)\]]$|^[(\[](?P<first>[0-9]{1,10}|[A-Z]{2,3})[)\]]\s*"
)
# A listed code before a name.
_BARE: Final = re.compile(r"(?P<code>[0-9]{2,10})[\s.:]+(?=\D)")
# A name within a line that is no part of a longer word by chance, and what names a currency and no country.
_WITHIN: Final = re.compile(r"[가-힣]{2,}|\w{5,}")
_CURRENCY: Final = re.compile(r"(United States|\w+)\s?(달러|dollars?)", re.IGNORECASE)
_NO_CODE: Final = frozenset({"-", "--"})
_BETWEEN: Final = re.compile(r"[\s·ㆍ・,]+")
# The number or the mark of a footnote behind a name.
_NOTE: Final = re.compile(r"(?<=\D)\s*(\d{1,2}\)|\*+|†)$")


@dataclass(frozen=True)
class Unknown:
    """A name that no list knows, and what to do: the row to add, and where."""

    kind: Kind
    name: str
    remedy: str


@dataclass(frozen=True)
class Names:
    """The names of items and partners, as they are compared, with the subject that each names, and the keys of both."""

    items: dict[str, str]
    partners: dict[str, str]
    keys: tuple[list[str], list[str]]

    def subject(self, kind: Kind, name: str, code: str, codes: str | None) -> str | Unknown | None:
        """The subject that a name and a code name, None for the sum of all."""
        # `NA` is Namibia, where a figure that is not there would be written so too.
        name, code = ("" if each in _NO_CODE else _NOTE.sub("", each) for each in (name, code))
        if words.is_total(name) or (not name and words.is_total(code)):
            return None
        if (
            kind == "item"
            and codes
            and not code
            and (bare := _BARE.match(name))
            and bare["code"] in _codes(CODES, codes)
        ):
            name, code = name[bare.end() :], bare["code"]
        if codes == "hs" and code.isdecimal() and len(code) % 2:
            code = f"0{code}"  # Such codes have an even number of digits: a spreadsheet cut the zero off.
        if not name and not code:
            return Unknown(kind, "", "say in the row which it is of, or that it is of all")
        code = code or _code(name)
        listed = self.items if kind == "item" else self.partners
        by_name = listed.get(_key(name)) or listed.get(_key(_CODE.sub("", name)))
        # The name of a customs code is wider or narrower than the item that is called so.
        by_name = None if kind == "item" and codes == "hs" else by_name
        if kind == "item" and codes and (whole := _whole(codes, code)):
            rule = f"{codes} {code} is a part of {whole}: add its item to items.csv, and the code to codes.yml"
            return Unknown(kind, f"{name} ({code})", rule)
        by_code = _codes(CODES, codes or "").get(code) if kind == "item" else listed.get(_key(code))
        if by_name and by_code and by_name != by_code:
            return Unknown(
                kind, f"{name} ({code})", f"the name is that of {by_name}, the code that of {by_code}: correct one"
            )
        return by_name or by_code or self._unknown(kind, name, code, codes)

    def within(self, line: str, kind: Kind) -> str | None:
        """The item or partner that a line names, None if none or the sum of all."""
        bare = _key(_CURRENCY.sub("", line))
        known = self.items if kind == "item" else self.partners
        found = [name for name in known if _WITHIN.fullmatch(name) and name in bare and not words.is_total(name)]
        return known[max(found, key=len)] if found else None

    def _unknown(self, kind: Kind, name: str, code: str, codes: str | None) -> Unknown:
        bare = _CODE.sub("", name)
        told = " ".join(filter(None, (bare, f"({code})" if code else "")))
        if kind == "item" and codes and code:
            return Unknown(kind, told, f'add to {codes} in korea_trade/series/codes.yml: "{code}": <item_id>')
        if kind == "partner" and (country := _country(bare, code)):
            known = self.partners.get(_key(country.alpha_2))
            name_of = getattr(country, "common_name", country.name)
            place = re.sub(r"\W+", "_", name_of.lower()).strip("_")
            row = _row(place, name_of, "country", country.alpha_2, country.alpha_3, "false")
            return Unknown(
                kind,
                told,
                f"add to aliases.csv: {_row('partner', bare, known)}" if known else f"add to partners.csv: {row}",
            )
        return Unknown(kind, told, f"add to aliases.csv: {_row(kind, bare or code, f'<{kind}_id>')}")


def load(sources: Path) -> Names:
    """The names that the reference lists of `sources` know."""
    tables = declaration.load().tables
    lists: dict[str, dict[str, str]] = {"item": {}, "partner": {}}
    keys: dict[str, list[str]] = {}
    for kind, table, columns in (
        ("item", "items", ("item_id", "label")),
        ("partner", "partners", ("partner_id", "label", "iso_alpha2", "iso_alpha3")),
    ):
        frame = reader.read(tables[table], sources)
        keys[kind] = list(frame[columns[0]])
        for row in frame[list(columns)].astype(object).fillna("").to_numpy().tolist():
            lists[kind] |= {_key(name): row[0] for name in row if name}
    aliases = reader.read(tables["aliases"], sources)[["alias_kind", "alias", "subject_id"]]
    for alias_kind, alias, subject in aliases.to_numpy().tolist():
        if alias_kind in lists:
            lists[alias_kind][_key(alias)] = subject
    _check_codes(set(lists["item"].values()))
    for country in pycountry.countries:
        if listed := lists["partner"].get(_key(country.alpha_2)):
            for name in _names(country):
                lists["partner"].setdefault(_key(name), listed)
    return Names(lists["item"], lists["partner"], (keys["item"], keys["partner"]))


def _country(name: str, code: str) -> Any | None:
    """The country that a name or an ISO code is of, listed or not."""
    keys = {_key(each) for each in (name, code) if each}
    known = (country for country in pycountry.countries if keys & {_key(each) for each in _names(country)})
    return next(known, None)


def _names(country: Any) -> list[str]:
    own = [getattr(country, each, "") for each in ("name", "common_name", "official_name", "alpha_2", "alpha_3")]
    return [each for each in (*own, _korean().gettext(country.name)) if each]


@cache
def _korean() -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["ko"])


def _whole(scheme: str, code: str) -> str | None:
    """The listed code that an unlisted one is a part of, whatever its name is."""
    listed = _codes(CODES, scheme)
    return next((known for known in listed if code != known and code.startswith(known) and code not in listed), None)


def _code(name: str) -> str:
    found = _CODE.search(name)
    return (found["code"] or found["first"]) if found else ""


def _key(name: str) -> str:
    return _BETWEEN.sub("", plain(name)).casefold()


def _row(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


@cache
def _codes(file: Path, scheme: str) -> dict[str, str]:
    content: dict[str, dict[str, str]] = declarations.content(file, file.name)
    return content.get(scheme) or {}


def _check_codes(items: Collection[str]) -> None:
    """Refuses a code that is no text, which no code of a table would be equal to, and an item that is not listed."""
    for scheme in get_args(Scheme):
        for code, item in _codes(CODES, scheme).items():
            place = f"{CODES.name}, {scheme}, {code!r}"
            if not isinstance(code, str):
                raise WarehouseError(f"{place}: the code is a number; quote it, so that it keeps its zeros")
            if item not in items:
                raise WarehouseError(f"{place}, value {item!r}: it is no item of items.csv; correct it or add the item")
