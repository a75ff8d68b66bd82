"""A client of Superset's REST API, as scripts and other tools use it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from bi.superset.running import Superset
from tests.integration.workshop import PATIENCE


class RefusedError(Exception):
    """Superset answered with an error; the text is its own."""


class Client:
    """Logged in from the start; one client is for one thread."""

    def __init__(self, superset: Superset) -> None:
        self._address = superset.address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._headers: dict[str, str] = {}
        user = {"username": superset.user, "password": superset.password, "provider": "db"}
        self._headers["Authorization"] = f"Bearer {self.ask('security/login', user)['access_token']}"
        self._headers["X-CSRFToken"] = self.ask("security/csrf_token/")["result"]
        self._headers["Referer"] = self._address

    def ask(self, path: str, content: dict[str, Any] | None = None) -> Any:
        """The answer to a GET, or to a POST of `content`. Raises RefusedError."""
        request = urllib.request.Request(f"{self._address}/api/v1/{path}", headers=self._headers)  # noqa: S310
        if content is not None:
            request.data = json.dumps(content).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise RefusedError(f"{error.code}: {error.read().decode(errors='replace')}") from error

    def ids(self, kind: str, name: str) -> dict[str, int]:
        """The numbers that Superset gave to all things of a kind, by the field `name`."""
        return {thing[name]: thing["id"] for thing in self.ask(f"{kind}/?q=(page_size:100)")["result"]}

    def chart_data(self, chart_id: int) -> list[dict[str, Any]]:
        """The rows that a chart draws."""
        [result] = self.ask(f"chart/{chart_id}/data/")["result"]
        return result["data"]

    def sql(self, database_id: int, statement: str) -> list[dict[str, Any]]:
        """The rows of a query in SQL Lab."""
        return self.ask("sqllab/execute/", {"database_id": database_id, "sql": statement, "runAsync": False})["data"]
