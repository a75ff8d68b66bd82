"""Asking the offices for their newest figures, where whoever runs the warehouse has a key.

Belongs here: asking, asking again, telling an answer from an error, and keeping what came as it came. Does not belong
here: what is asked (`offices`) and what is in a file (`delivery`): an answer is a file like any other.

A key stands in the address that is asked, so no address and no error of the network is ever told, logged or kept.
"""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import quote, unquote

from korea_trade.errors import WarehouseError
from korea_trade.series import delivery, grid
from korea_trade.series.delivery import Delivery
from korea_trade.series.files import write_whole
from korea_trade.series.offices import OFFICES, Meaning, Office, Request
from korea_trade.statements.files import printable

# Seconds before each further try.
PAUSES: Final = (2.0, 8.0)
_TIMEOUT: Final = 30.0
_LARGEST: Final = 50_000_000
# What an office says is repeated up to so many characters.
_QUOTED: Final = 160
_OF_STATUS: Final[dict[int, Meaning]] = {401: "key", 403: "key", 408: "busy"}
_TOLD: Final[dict[Meaning, str]] = {
    "key": "does not take the key ({said}); check {variable}, and that the service was applied for",
    "quota": "answers no more for today, the key has used its quota ({said}); try again tomorrow",
    "busy": "gave no whole answer ({said}); try again later",
    "nothing": "has no figure of these months ({said})",
}


@dataclass(frozen=True)
class Fetched:
    """What became of one question: the file with the answer and what is in it, or why there is none."""

    request: Request
    path: Path | None = None
    delivery: Delivery | None = None
    problem: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether the answer tells something that the folder of series does not."""
        return self.delivery is not None and bool(self.delivery.added or self.delivery.revised)


class _NoAnswerError(Exception):
    """There is no table; `meaning` says what that is, None a question that the office refuses."""

    def __init__(self, meaning: Meaning | None, said: str) -> None:
        super().__init__(said)
        self.meaning = meaning
        self.said = said


def fetch(
    keys: Mapping[str, str], folder: Path, sources: Path, first: date, today: date, address: str | None = None
) -> Iterator[Fetched]:
    """What the preferred of the offices that `keys` opens answers for the months from `first` on.

    `address` is a server to ask in its place.
    """
    for office in OFFICES:
        if key := keys.get(office.variable):
            yield from Client(office, key, address or office.address).fetched(folder, sources, first, today)
            return


def january_before(today: date) -> date:
    """From when on figures are still revised, and so asked for again: January of the year before the last month."""
    return date(_month_before(today).year - 1, 1, 1)


@dataclass(frozen=True)
class Client:
    """Asks one office with a key. `address` is that of the office but in tests."""

    office: Office
    key: str
    address: str
    pauses: Sequence[float] = PAUSES

    def fetched(self, folder: Path, sources: Path, first: date, today: date) -> Iterator[Fetched]:
        """The answers for the months from `first` on, kept in `folder` and held against the series of `sources`.

        An office that has refused the key or the day, or gives no answer, is asked no further.
        """
        last = _month_before(today)
        for request in self.office.requests(first, last):
            try:
                path = self._kept(folder, request, today, self._asked(request))
            except _NoAnswerError as error:
                yield Fetched(request, problem=self._told(request, error))
                if error.meaning in {"key", "quota", "busy"}:
                    return
                continue
            try:
                yield Fetched(request, path, delivery.deliver(path, sources, today, today))
            except WarehouseError as error:
                yield Fetched(request, path, problem=str(error))

    def _asked(self, request: Request) -> bytes:
        """The answer to `request`; of one that may come to nothing by chance the last of several tries counts."""
        for pause in self.pauses:
            try:
                return self._answer(request)
            except _NoAnswerError as error:
                if error.meaning != "busy":
                    raise
            time.sleep(pause)
        return self._answer(request)

    def _answer(self, request: Request) -> bytes:
        content = self._read(request)
        start = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].lower()
        if not start.startswith((b"<", b"{")) or start.startswith((b"<!doctype", b"<html")):
            raise _NoAnswerError(_meant_by(content), _said(content))
        if self._secret in content or unquote(self.key).encode() in content:
            raise _NoAnswerError(None, "the answer repeats the key and is not kept")
        try:
            tables = grid.parsed(Path(request.name + self.office.suffix), content)
        except grid.OfficeError as error:
            raise _NoAnswerError(self.office.codes.get(error.code), error.said) from None
        except grid.NoRecordsError:
            raise _NoAnswerError("nothing", "the answer holds no records") from None
        except grid.UnreadableError:
            raise _NoAnswerError("busy", "the answer was cut off") from None
        for notice in (notice for table in tables for notice in table.notices):
            raise _NoAnswerError("busy", notice)
        return content

    def _read(self, request: Request) -> bytes:
        address = self.address + request.path.format(key=self._secret.decode())
        handlers: list[Any] = [_NoRedirection()]
        if not self.address.startswith("https:"):
            handlers.append(urllib.request.ProxyHandler({}))
        try:
            # The address is one of `offices`, or loopback.
            with urllib.request.build_opener(*handlers).open(address, timeout=_TIMEOUT) as answer:
                content: bytes = answer.read(_LARGEST)
                length = answer.headers.get("Content-Length")
        except urllib.error.HTTPError as error:
            raise self._refused(error) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None)
            kind = type(reason if isinstance(reason, Exception) else error).__name__
            raise _NoAnswerError("busy", f"the network says {kind}") from None
        if length and length.isdecimal() and len(content) < int(length):
            raise _NoAnswerError("busy", f"{len(content)} of {length} bytes came")
        return content

    def _refused(self, error: urllib.error.HTTPError) -> _NoAnswerError:
        try:
            body = error.read(_LARGEST)
        except (OSError, HTTPException):
            body = b""
        meaning = _OF_STATUS.get(error.code) or ("busy" if error.code >= 500 else None)
        if error.code == 429:
            meaning = _meant_by(body) if b"quota" in body.lower() else "busy"
        return _NoAnswerError(meaning, f"status {error.code} {_said(body)}".strip())

    @property
    def _secret(self) -> bytes:
        """The key as an address holds it; the data portal gives it out plain, and quoted already."""
        return quote(unquote(self.key), safe="").encode()

    def _told(self, request: Request, error: _NoAnswerError) -> str:
        text = _TOLD[error.meaning] if error.meaning else "refuses the question ({said})"
        said = error.said
        for secret in (self.key, unquote(self.key), self._secret.decode()):
            said = said.replace(secret, "…")
        return f"{request.name}: {self.office.title} {text.format(said=said, variable=self.office.variable)}"

    def _kept(self, folder: Path, request: Request, today: date, content: bytes) -> Path:
        """The file with the answer. One that came before is not kept again: its name says from when it was known."""
        digest = hashlib.sha256(content).hexdigest()[:8]
        for path in sorted(folder.glob(f"{request.name}-*-{digest}{self.office.suffix}")):
            return path
        path = folder / f"{request.name}-{today}-{digest}{self.office.suffix}"
        write_whole(path, content)
        return path


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    """Follows no office elsewhere: the key is for its own host."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _meant_by(content: bytes) -> Meaning:
    """What a text says that is no table: the gateways of the offices answer so, also with the status 200."""
    words = content[:1000].lower()
    if b"quota" in words:
        return "quota"
    return "key" if any(word in words for word in (b"unauthorized", b"forbidden", b"not registered")) else "busy"


def _said(content: bytes) -> str:
    text = printable(" ".join(content.decode("utf-8", errors="replace").split()))
    is_page = content.lstrip()[:1] == b"<"
    return "a web page" if is_page else text[:_QUOTED]


def _month_before(today: date) -> date:
    return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
