"""The page on which people decide on the rows that texts propose: the application, for a server on loopback.

Belongs here: the addresses, what each shows and takes, and the token that only its pages know. Does not belong here:
deciding (`korea_trade.intake.review`), who may ask at all (`origins`), and starting the server (`ktw ui`).

A request that changes something is JSON, names the version of the decisions that its page showed, and carries the token
of the page: a page of another origin cannot read it. Where somebody else has decided on the row meanwhile, nothing is
written and the page says so.
"""

from __future__ import annotations

import getpass
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from korea_trade.errors import WarehouseError
from korea_trade.intake import keeping
from korea_trade.intake import review as reviewing
from korea_trade.intake.decisions import ConflictError
from korea_trade.intake.keeping import IntakeError
from korea_trade.intake.lists import Lists
from korea_trade.intake.review import Outcome, Review, Row
from korea_trade.presentation.look import templates
from korea_trade.statements import declaration
from korea_trade.statements.article import Sentence
from korea_trade.warehouse.settings import Settings

_FOLDER: Final = Path(__file__).with_name("review_page")
_TOKEN: Final = "x-ktw-token"  # noqa: S105 (the name of a header)
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_NO_REQUEST: Final = "the request is not one of this page; load it again"
# What a page may ask for, each part of the kind that it must be.
_NOTHING_ASKED: Final[Mapping[str, Any]] = {
    "version": 0, "action": "", "rows": [], "values": {}, "by": "", "reason": "", "table": "", "file": "",
}  # fmt: skip
# The largest request that a page sends: a text that somebody pasted.
_MOST_BYTES: Final = 2_000_000


def application(settings: Settings) -> Starlette:
    """The application over the folders of `settings`, with a token of its own."""
    pages = _Pages(settings, secrets.token_urlsafe(32))
    return Starlette(
        routes=[
            Route("/", pages.index),
            Route("/articles/{article_id}", pages.article),
            Route("/articles/{article_id}/decisions", pages.decide, methods=["POST"]),
            Route("/texts", pages.take_in, methods=["POST"]),
            Route("/review.js", pages.file("review.js", "text/javascript")),
            Route("/review.css", pages.file("review.css.j2", "text/css")),
        ],
        exception_handlers={WarehouseError: _told},
    )


def _told(_: Request, error: Exception) -> Response:
    """What a user caused is told in its sentence."""
    status = 409 if isinstance(error, ConflictError) else 404 if isinstance(error, IntakeError) else 400
    return JSONResponse({"error": str(error)}, status, _HEADERS)


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence: words, or a figure with the row that accounts for it."""

    text: str
    row: Row | None = None


def segments(sentence: Sentence, rows: list[Row]) -> Iterator[Segment]:
    """The sentence cut at its figures; of figures that overlap the longest is marked."""
    at = 0
    for row in sorted(rows, key=lambda row: (row.proposed.start, -row.proposed.end)):
        if row.proposed.start < at:
            continue
        yield Segment(sentence.text[at : row.proposed.start])
        yield Segment(sentence.text[row.proposed.start : row.proposed.end], row)
        at = row.proposed.end
    yield Segment(sentence.text[at:])


def _grouped(value: str) -> str:
    """A number with its thousands apart."""
    try:
        return f"{Decimal(value):,}"
    except InvalidOperation:
        return value


@dataclass(frozen=True)
class _Pages:
    settings: Settings
    token: str

    @cached_property
    def _templates(self) -> Any:
        return templates.environment(_FOLDER)

    def file(self, name: str, kind: str) -> Callable[[Request], Response]:
        """Answers with a file of the page, in the colours of all pages."""

        def answer(_: Request) -> Response:
            return Response(self._templates.get_template(name).render(), 200, _HEADERS, kind)

        return answer

    def index(self, _: Request) -> Response:
        known = keeping.articles(self.settings)
        reviews = [reviewing.glanced(self.settings, article_id) for article_id in known]
        files = {review.kept.text.file for review in reviews}
        inbox = [path.name for path in keeping.texts_of_inbox(self.settings) if path.name not in files]
        return self._page("index.html.j2", reviews=reviews, inbox=inbox, folder=self.settings.inbox)

    def article(self, request: Request) -> Response:
        review = reviewing.opened(self.settings, request.path_params["article_id"])
        declared = declaration.load()
        sentences = [
            (sentence, list(segments(sentence, rows)), rows)
            for sentence in review.kept.text.sentences
            for rows in [review.rows_of(sentence)]
        ]
        return self._page(
            "article.html.j2",
            review=review,
            counts=review.counts(),
            sentences=sentences,
            tables=declared.tables,
            themes=[*(table.name for table in declared.statement_tables), "digit_exceptions"],
            vocabularies=declared.vocabularies,
            grouped=_grouped,
            keys=self._keys(),
        )

    def _keys(self) -> dict[str, list[tuple[str, str]]]:
        """What a person may choose from where a row names something of a list: the keys of each with their labels."""
        declared, lists = declaration.load(), Lists(self.settings.sources)
        named = {
            column.references
            for table in declared.statement_tables
            for column in table.columns
            if column.references and not column.references.startswith("articles.")
        }
        keys = {place: [(row[place.split(".")[1]], row.get("label", "")) for row in lists.rows(place.split(".")[0])]
                for place in sorted(named | set(declared.subjects.values()))}  # fmt: skip
        subjects = {key for place in declared.subjects.values() for key in keys[place]}
        return {place.split(".")[0]: listed for place, listed in keys.items()} | {"subjects": sorted(subjects)}

    async def decide(self, request: Request) -> Response:
        asked = await self._asked(request)
        return await run_in_threadpool(self._decide, request.path_params["article_id"], asked)

    def _decide(self, article_id: str, asked: Mapping[str, Any]) -> Response:
        review = reviewing.opened(self.settings, article_id)
        outcome = self._outcome(replace(review, version=asked["version"]), asked)
        return JSONResponse(
            {"decided": outcome.decided, "refused": dict(outcome.refused), "files": outcome.files}, 200, _HEADERS
        )

    def _outcome(self, review: Review, asked: Mapping[str, Any]) -> Outcome:
        by = reviewing.person(" ".join(asked["by"].split()) or getpass.getuser())
        names, values, reason = asked["rows"], asked["values"], asked["reason"]
        match asked["action"]:
            case "accept":
                return reviewing.accept(self.settings, review, names, by, reason)
            case "accept_sure":
                return reviewing.accept_sure(self.settings, review, by)
            case "reject":
                return reviewing.reject(self.settings, review, names, by, reason)
            case "undo":
                return reviewing.undo(self.settings, review, names, by, reason)
            case "edit" if len(names) == 1:
                return reviewing.edit(self.settings, review, names[0], values, by, reason)
            case "describe":
                return reviewing.describe(self.settings, review, values, by)
            case "add":
                return reviewing.add(self.settings, review, asked["table"], values, by)
        raise WarehouseError(_NO_REQUEST)

    async def take_in(self, request: Request) -> Response:
        asked = await self._asked(request)
        return await run_in_threadpool(self._take_in, asked)

    def _take_in(self, asked: Mapping[str, Any]) -> Response:
        """Takes in a text of the inbox, by its name there and nothing else."""
        path = next((one for one in keeping.texts_of_inbox(self.settings) if one.name == asked["file"]), None)
        if path is None:
            raise WarehouseError("the inbox holds no such text; load the page again")
        taken = [review.kept.article_id for review, _ in reviewing.take_in(self.settings, path)]
        return JSONResponse({"articles": taken}, 200, _HEADERS)

    async def _asked(self, request: Request) -> Mapping[str, Any]:
        """What a page of ours asks for. Raises WarehouseError for what none would send."""
        if not hmac.compare_digest(request.headers.get(_TOKEN, "").encode(), self.token.encode()):
            raise WarehouseError("the page is older than the server; load it again")
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > _MOST_BYTES:
                raise WarehouseError("the request is too long")
        try:
            asked = json.loads(body)
        except ValueError as error:
            raise WarehouseError(_NO_REQUEST) from error
        if not isinstance(asked, dict):
            raise WarehouseError(_NO_REQUEST)
        asked = {**_NOTHING_ASKED, **asked}
        texts = [asked[name] for name in ("action", "by", "reason", "table", "file")]
        texts += [*asked["rows"]] if isinstance(asked["rows"], list) else [None]
        texts += [*asked["values"].values()] if isinstance(asked["values"], dict) else [None]
        if not isinstance(asked["version"], int) or not all(isinstance(text, str) for text in texts):
            raise WarehouseError(_NO_REQUEST)
        return asked

    def _page(self, name: str, **shown: Any) -> HTMLResponse:
        text = self._templates.get_template(name).render(token=self.token, reviewer=getpass.getuser(), **shown)
        return HTMLResponse(text, 200, _HEADERS)
