"""What the offices are asked for over the network, and what their answers mean.

Belongs here: the address of each service, what to ask it for the months of a span, and its codes. Does not belong here:
asking (`fetching`), and what is in an answer that is a table (`grid`, `layout`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

# `key`: the office does not take the key. `quota`: the key has asked often enough for today. `busy`: asking again may
# help. `nothing`: the office has no figure of these months yet.
Meaning = Literal["key", "quota", "busy", "nothing"]


@dataclass(frozen=True)
class Request:
    """One question: the name that its answer is kept under, and its path, with `{key}` where the key goes."""

    name: str
    path: str


@dataclass(frozen=True)
class Office:
    """A service: its name, the variable that holds its key, its address, its questions, and what its codes mean."""

    title: str
    variable: str
    address: str
    suffix: str
    requests: Callable[[date, date], Iterator[Request]]
    codes: Mapping[str, Meaning]


def _of_the_data_portal(first: date, last: date) -> Iterator[Request]:
    """Totals, and all countries; the service answers for twelve months at most."""
    for year in range(first.year, last.year + 1):
        since, until = max(first, date(year, 1, 1)), min(last, date(year, 12, 1))
        for name, service in (("totals", "Newtrade/getNewtradeList"), ("countries", "nationtrade/getNationtradeList")):
            months = f"strtYymm={since:%Y%m}&endYymm={until:%Y%m}"
            yield Request(f"data_portal_{name}_{year}", f"/1220000/{service}?serviceKey={{key}}&{months}")


def _of_ecos(first: date, last: date) -> Iterator[Request]:
    """Exports and imports of table 901Y118; one answer has room for eighty years."""
    for name, item in (("exports", "T002"), ("imports", "T004")):
        months = f"M/{first:%Y%m}/{last:%Y%m}"
        yield Request(f"ecos_{name}", f"/api/StatisticSearch/{{key}}/json/kr/1/1000/901Y118/{months}/{item}")


# In the order in which they are preferred: both tell of the same totals, and the later one would seem to revise them.
OFFICES: Final = (
    Office(
        title="the data portal",
        variable="KTW_DATA_PORTAL_KEY",
        address="https://apis.data.go.kr",
        suffix=".xml",
        requests=_of_the_data_portal,
        codes={
            "01": "busy", "02": "busy", "03": "nothing", "04": "busy", "05": "busy",
            "20": "key", "21": "key", "22": "quota", "30": "key", "31": "key", "32": "key", "33": "key",
        },
    ),
    Office(
        title="ECOS",
        variable="KTW_ECOS_KEY",
        address="https://ecos.bok.or.kr",
        suffix=".json",
        requests=_of_ecos,
        codes={
            "INFO-100": "key", "INFO-200": "nothing", "ERROR-400": "busy", "ERROR-500": "busy", "ERROR-600": "busy",
            "ERROR-601": "busy", "ERROR-602": "quota",
        },
    ),
)  # fmt: skip
