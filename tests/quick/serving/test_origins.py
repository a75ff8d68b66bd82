"""Who may ask a server on loopback: each way that a page of another origin has, and what must go on to work."""

from __future__ import annotations

import pytest

from korea_trade.serving import origins

PORT = 3000
OWN = "http://127.0.0.1:3000"
JSON = {"content-type": "application/json"}


def _status(method: str, path: str, headers: dict[str, str], host: str = "127.0.0.1:3000") -> int | None:
    """The status of the refusal, None if there is none."""
    listed = {name: [value] for name, value in {"host": host, **headers}.items()}
    refused = origins.refusal(method, path, PORT, listed)
    return None if refused is None else refused.status.value


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:3000", "127.0.0.1", "127.0.0.1:3001", "127.0.0.1:3000.evil.example", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "WEBSOCKET"])
def test_a_foreign_name_is_answered_by_nobody(host: str, method: str) -> None:
    assert _status(method, "/server_info", JSON, host) == 421


def test_no_name_and_two_names_are_answered_by_nobody() -> None:
    for named in ([], ["127.0.0.1:3000", "evil.example"]):
        assert origins.refusal("GET", "/", PORT, {"host": named}) is not None


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "localhost:3000", "LocalHost:3000"])
def test_the_names_of_this_machine_are_answered(host: str) -> None:
    assert _status("GET", "/runs", {}, host) is None


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/runs", {}),
        ("GET", "/runs", {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}),
        ("GET", "/runs", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}),
        ("GET", "/runs", {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}),
        ("GET", "/graphql", {"accept": "text/html,*/*"}),
        ("POST", "/graphql", JSON),
        ("POST", "/graphql", {"content-type": "application/json; charset=utf-8", "origin": OWN}),
        ("POST", "/graphql", JSON | {"origin": "http://localhost:3000", "sec-fetch-site": "same-origin"}),
        ("WEBSOCKET", "/graphql", {}),
        ("WEBSOCKET", "/graphql", {"origin": OWN}),
    ],
)
def test_own_pages_programs_and_followed_links_are_answered(method: str, path: str, headers: dict[str, str]) -> None:
    assert _status(method, path, headers) is None


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:8000", "https://127.0.0.1:3000", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "WEBSOCKET"])
def test_a_page_of_another_origin_is_refused(origin: str, method: str) -> None:
    assert _status(method, "/graphql", JSON | {"origin": origin}) == 403


@pytest.mark.parametrize("where", ["same-site", "cross-site"])
@pytest.mark.parametrize("part", ["image", "iframe", "script", "empty"])
def test_no_page_of_another_origin_has_an_answer_in_it(where: str, part: str) -> None:
    mode = "navigate" if part == "iframe" else "no-cors"
    headers = {"sec-fetch-site": where, "sec-fetch-mode": mode, "sec-fetch-dest": part}

    assert _status("GET", "/runs", headers) == 403
    assert _status("POST", "/graphql", headers | JSON) == 403


@pytest.mark.parametrize("path", ["/graphql", "/graphql/", "//graphql"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_address_runs_no_query(path: str, method: str) -> None:
    assert _status(method, path, {}) == 405


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "application/graphql",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/graphql", "/report_asset_materialization/release"])
def test_what_a_form_can_send_changes_nothing(kind: str, path: str) -> None:
    assert _status("POST", path, {"content-type": kind}) == 415
    assert _status("POST", path, {}) == 415
