"""Who may ask a server on loopback, and for what: its own pages and programs of this machine, not the pages of others.

Belongs here: the judgement of one request by its Host, Origin and Sec-Fetch headers. Does not belong here: any server.

A browser lets every page send requests to 127.0.0.1, though it hides the answers. So what changes something is taken
only from pages of this very origin and from programs, which are no browser and send neither header; what only reads is
answered to a page of another origin where a person follows its link, and in no other way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

HOST: Final = "127.0.0.1"
_READING: Final = frozenset({"GET", "HEAD"})
_HTTP_PORT: Final = 80
# What a browser says of a request that no other origin caused.
_OWN_SITE: Final = frozenset({"same-origin", "none"})
_JSON: Final = "application/json"


@dataclass(frozen=True)
class Refusal:
    """The status of the answer, and a sentence with the reason and what to do."""

    status: HTTPStatus
    sentence: str


def hosts(port: int) -> frozenset[str]:
    """What a browser that was led here by nobody else calls a server on `port`."""
    names = (HOST, "localhost")
    return frozenset({f"{name}:{port}" for name in names} | ({*names} if port == _HTTP_PORT else set()))


def misdirected(port: int, headers: Mapping[str, Sequence[str]]) -> Refusal | None:
    """Refuses a request that names another host: a page of that host, whose name was made to lead here, sent it."""
    named = headers.get("host", ())
    if len(named) == 1 and named[0].lower() in hosts(port):
        return None
    return Refusal(HTTPStatus.MISDIRECTED_REQUEST, f"This is {HOST}:{port} and answers to that name only.")


def refusal(method: str, path: str, port: int, headers: Mapping[str, Sequence[str]]) -> Refusal | None:
    """Why a request is not answered, None if it is. Names of headers are in lower case, each with all its values.

    `method` is that of the request, or `WEBSOCKET` for a connection that both sides speak on.
    """
    if (misled := misdirected(port, headers)) is not None:
        return misled
    if not _is_own(headers, port) and not (method in _READING and _is_followed_link(headers)):
        return Refusal(HTTPStatus.FORBIDDEN, "A page of another origin may lead here, and do nothing else.")
    if method in _READING and path.rstrip("/").endswith("/graphql") and not _asks_for_a_page(headers):
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"GraphQL is asked by POST with {_JSON}.")
    if method not in {*_READING, "OPTIONS", "WEBSOCKET"} and not _is_json(headers):
        return Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"What changes something is asked for with {_JSON}.")
    return None


def _is_own(headers: Mapping[str, Sequence[str]], port: int) -> bool:
    """Whether this origin or no page at all caused the request."""
    origins = {f"http://{host}" for host in hosts(port)}
    return all(origin in origins for origin in headers.get("origin", ())) and all(
        site in _OWN_SITE for site in headers.get("sec-fetch-site", ())
    )


def _is_followed_link(headers: Mapping[str, Sequence[str]]) -> bool:
    """Whether the answer becomes a page of its own, not a part of another one."""
    return (
        not headers.get("origin")
        and list(headers.get("sec-fetch-mode", ())) == ["navigate"]
        and list(headers.get("sec-fetch-dest", ())) == ["document"]
    )


def _asks_for_a_page(headers: Mapping[str, Sequence[str]]) -> bool:
    """Dagster answers such a request by its page for queries, and runs no query of the address."""
    return any("text/html" in accepted for accepted in headers.get("accept", ())[:1])


def _is_json(headers: Mapping[str, Sequence[str]]) -> bool:
    """One content type, and that one: what holds it somewhere, as a parameter, any page may send."""
    kinds = headers.get("content-type", ())
    return len(kinds) == 1 and kinds[0].partition(";")[0].strip().lower() == _JSON
