"""The texts that were taken in, each with the rows that it proposes, in `data/intake/<article>/`.

Belongs here: which article a text is, the row of the article, and keeping both with the proposed rows until and after a
person has decided. Does not belong here: what a text says (`grammar`) and what was decided (`decisions`).

The folder of an article holds `reading.json`, from which the rest follows, and for people the article's row
(`article.csv`) and the proposed rows (`proposals.csv`). Texts are other people's: nothing of it is committed.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from korea_trade.errors import WarehouseError
from korea_trade.intake import decisions, lexicon, official, proposal, whole_files
from korea_trade.intake.proposal import SURE, Proposal
from korea_trade.intake.reading import Reading
from korea_trade.statements import declaration
from korea_trade.statements.article import Sentence
from korea_trade.statements.files import is_of_a_program, table_files
from korea_trade.statements.texts import ENDINGS, Text
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import Settings

ARTICLES: Final = "articles"
_READING: Final = "reading.json"
_NUMBER: Final = re.compile(r"a([0-9]+)")
_NOTES: Final = {
    "stated": "The text gives the day",
    "inferred": "The address of the text holds the day, or who took it in gave it",
}


class IntakeError(WarehouseError):
    """A text or an article cannot be taken in or reviewed; the message says why and what to do."""


@dataclass(frozen=True)
class Kept:
    """A text that was taken in: the article that it is or becomes, with its row, and the rows that it proposes."""

    article_id: str
    text: Text
    article: Mapping[str, str]
    is_listed: bool
    rows: tuple[Proposal, ...]


def texts_of_inbox(settings: Settings) -> list[Path]:
    """The texts that people put into the inbox, by name."""
    files = sorted(settings.inbox.glob("*")) if settings.inbox.is_dir() else []
    return [file for file in files if file.suffix.lower() in ENDINGS and not is_of_a_program(file) and file.is_file()
            and file.name != "README.md"]  # fmt: skip


def inbox_checksums(settings: Settings) -> dict[str, str]:
    """SHA-256 of each text of the inbox, by its name."""
    return fingerprint.checksums(settings.inbox, [path.name for path in texts_of_inbox(settings)])


def take_in(settings: Settings, path: Path, published: date | None) -> Iterator[tuple[Kept, bool]]:
    """Keeps each text of the file `path`, and tells whether it had come in before."""
    for each in official.read(path, settings.sources, published):
        known = _known(settings, each)
        kept = _kept(settings, each, known or _next_id(settings))
        _write(settings, kept)
        yield kept, known is not None


def load(settings: Settings, article_id: str) -> Kept:
    """The text that was taken in as `article_id`. Raises IntakeError if there is none."""
    path = settings.intake / article_id / _READING
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        text = content["text"]
        sentences = tuple(Sentence(**each) for each in text.pop("sentences"))
        published = text.pop("published")
        return Kept(
            content["article_id"],
            Text(**text, sentences=sentences, published=published and date.fromisoformat(published)),
            content["article"],
            content["is_listed"],
            tuple(Proposal(**row) for row in content["rows"]),
        )
    except FileNotFoundError:
        known = ", ".join(articles(settings)) or "none"
        raise IntakeError(
            f"no text was taken in as {article_id!r}; there are: {known}. `ktw intake FILE` takes one in"
        ) from None
    except (ValueError, TypeError, KeyError) as error:
        raise IntakeError(f"{path} was written by another version; take the text in again: ktw intake FILE") from error


def state(settings: Settings, article_id: str) -> int:
    """A number that changes when the text is taken in anew."""
    return (settings.intake / article_id / _READING).stat().st_mtime_ns


def articles(settings: Settings) -> list[str]:
    """The ids of the articles of which a text was taken in, in their order."""
    found = [path.parent.name for path in settings.intake.glob(f"*/{_READING}")]
    return sorted(found, key=lambda name: int(_NUMBER.sub(r"\1", name)))


def _known(settings: Settings, each: Reading) -> str | None:
    """The id that the text has already: in the list of articles, from when it came in before, or by its decisions."""
    if each.is_known:
        return each.article_id
    for article_id in articles(settings):
        try:
            before = load(settings, article_id).text
        except IntakeError:
            continue
        if before.sha256 == each.text.sha256 or _head(before) == _head(each.text):
            return article_id
    hashes = {sentence.sha256 for sentence in each.text.sentences}
    return next(
        (one for one in decisions.articles(settings) if decisions.are_about(decisions.load(settings, one), hashes)),
        None,
    )


def _head(text: Text) -> tuple[str, str, date | None]:
    """What stays where the body of a text is corrected. The title alone may be that of every month."""
    return text.title, text.publisher, text.published


def _next_id(settings: Settings) -> str:
    listed = [
        row["article_id"] for path in table_files(settings.sources, ARTICLES) for row in whole_files.read_table(path)
    ]
    taken = [*listed, *articles(settings), *decisions.articles(settings)]
    number = max((int(match[1]) for one in taken if (match := _NUMBER.fullmatch(one))), default=0) + 1
    return f"a{number:02d}"


def _kept(settings: Settings, each: Reading, article_id: str) -> Kept:
    rows = tuple(
        replace(row, article_id=article_id, statement_id=article_id + row.statement_id.removeprefix(each.article_id))
        for row in each.rows
    )
    # The row of an article that came in by a review is its own to change.
    by_review = any(one.table == ARTICLES for one in decisions.load(settings, article_id))
    return Kept(article_id, each.text, _article(settings, each, article_id), each.is_known and not by_review, rows)


def _article(settings: Settings, each: Reading, article_id: str) -> dict[str, str]:
    """The row of the article as it is listed, or as the text proposes it; what nobody knows is empty."""
    if each.is_known:
        listed = (row for path in table_files(settings.sources, ARTICLES) for row in whole_files.read_table(path))
        return next(row for row in listed if row["article_id"] == article_id)
    periods = Counter(row.period for row in each.rows if row.confidence == SURE and row.period)
    return {
        "article_id": article_id,
        "title": each.text.title,
        "publisher": each.text.publisher,
        "subject_agency": _agency(settings, each.text),
        "reference_period": periods.most_common(1)[0][0] if periods else "",
        "known_from": each.known_from.isoformat() if each.known_from else "",
        "known_from_basis": each.known_from_basis,
        "known_from_note": _NOTES[each.known_from_basis],
    }


def _agency(settings: Settings, text: Text) -> str:
    """The first agency or association that the text names, by its name in the list of organisations."""
    words = lexicon.load(settings.sources)
    labels = {
        row["organisation_id"]: row["label"]
        for path in table_files(settings.sources, "organisations")
        for row in whole_files.read_table(path)
    }
    for sentence in text.sentences:
        for pattern in words.patterns["organisation"]:
            if match := pattern.search(sentence.text):
                return labels.get(lexicon.key(words, "organisation", match[0]), match[0])
    return ""


def _write(settings: Settings, kept: Kept) -> None:
    folder = settings.intake / kept.article_id
    stream = io.StringIO()
    proposal.write_csv(kept.rows, stream)
    whole_files.write(folder / "proposals.csv", stream.getvalue())
    columns = [column.name for column in declaration.load().tables[ARTICLES].columns]
    whole_files.write_table(folder / "article.csv", columns, [kept.article])
    content = asdict(kept)
    content["text"]["published"] = kept.text.published and kept.text.published.isoformat()
    whole_files.write(folder / _READING, json.dumps(content, ensure_ascii=False, indent=1))
