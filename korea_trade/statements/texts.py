"""A text as somebody has it: its title, address, day of publication and sentences, whatever the file looks like.

Belongs here: the encoding of a file, taking the article out of a saved page, and finding title, address and day. Does
not belong here: cutting sentences (`korea_trade.statements.article`), what surrounds the articles of one publisher
(`korea_trade.statements.layouts`), and what a sentence says (`korea_trade.intake`).

A file holds one text, or several where a title and an address line stand above each. A text file starts with the title;
an address and a day may stand on lines of their own near it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from korea_trade.statements import article, layout
from korea_trade.statements.article import Line, Sentence
from korea_trade.statements.files import is_of_a_program
from korea_trade.statements.layout import Layout
from korea_trade.statements.reader import Problem, SourceError

ENDINGS: Final = (".txt", ".md", ".html", ".htm")
_ADDRESS: Final = re.compile(r"<?(https?://[^\s>]+)>?")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAYS: Final = (
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-./]\s?(?P<number>0?[1-9]|1[0-2])\s?[-./]\s?(?P<day>[0-3]?\d)(?!\d)"
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH[:-4]}[- ](?P<day>[0-3]?\d)[- ](?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
)
# In an address: "/2024/04/01/", "ud=20240401000048", "AEN20240401002451320".
_DAY_OF_ADDRESS: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<between>[-/]?)(?P<number>0[1-9]|1[0-2])(?P=between)(?P<day>[0-3]\d)"
)
_DATELINE: Final = re.compile(
    rf"^[A-Z][A-Za-z ,./]{{2,40}}[,:]\s+{_MONTH}\s+(?P<day>\d{{1,2}})\b[^.]{{0,40}}?(?:--|[-–—)])"
)
# How plain text marks bold words.
_EMPHASIS: Final = re.compile(r"\*\*|__")
_MONTH_ONLY: Final = re.compile(r"((?:19|20)\d\d)[-./](0[1-9]|1[0-2])")
# Longer ones are what a page holds beside its text, such as a picture in letters.
_LONGEST_WORD: Final = 2_000
# A line above the body that is no sentence: day, byline, address.
_SHORT: Final = 100


class TextError(SourceError):
    """The file holds no text that can be read; its one problem says why and what to do."""

    def __init__(self, path: Path, rule: str, remedy: str, line: int | None = None) -> None:
        super().__init__([Problem(path.name, rule, remedy, line)])


@dataclass(frozen=True)
class Text:
    """One article as somebody has it; `published` is None where neither text nor address gives the day."""

    file: str
    title: str
    address: str
    published: date | None
    published_basis: str
    sentences: tuple[Sentence, ...]

    @property
    def publisher(self) -> str:
        """The host of the address, empty where none stands in the text."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def sha256(self) -> str:
        """What tells the same text that comes in twice, however its lines are broken."""
        return hashlib.sha256(" ".join(each.text for each in self.sentences).encode()).hexdigest()


def read(path: Path) -> list[Text]:
    """The texts of the file `path`, in order. Raises TextError."""
    if path.suffix.lower() not in ENDINGS:
        raise TextError(path, f"the ending {path.suffix!r} is not read", f"save it as {', '.join(ENDINGS)}")
    content = _decoded(path)
    if path.suffix.lower() in (".html", ".htm"):
        return [_page(path, content)]
    lines = [
        (number, text)
        for number, line in enumerate(content.splitlines(), start=1)
        if (text := " ".join(_EMPHASIS.sub("", line).split()))
    ]
    if not lines:
        raise TextError(path, "the file is empty", "put the title and the body of an article into it")
    found: list[Text] = []
    before: Layout | None = None
    for part in _parts(lines):
        found.append(_text(path, part, before))
        before = _layout(found[-1].address)
    return found


def read_all(path: Path) -> Iterator[Text]:
    """The texts of a file, or of all files of a folder; what cannot be read raises SourceError, after what can."""
    files = [path]
    if path.is_dir():
        files = [one for one in sorted(path.iterdir()) if one.suffix.lower() in ENDINGS and not is_of_a_program(one)]
    problems: list[Problem] = []
    for file in files:
        try:
            yield from read(file)
        except TextError as error:
            problems += error.problems
    if not files:
        remedy = f"put files into it that end with {', '.join(ENDINGS)}"
        problems.append(Problem(path.name, "the folder holds no text", remedy))
    if problems:
        raise SourceError(problems)


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TextError(path, str(error.strerror), "name a file that can be read") from error
    for encoding in ("utf-8-sig", "cp949") if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-16",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TextError(path, "the text is neither UTF-8 nor cp949", "save it as UTF-8")


def _page(path: Path, content: str) -> Text:
    import trafilatura  # 0.5 s, which a text file does not need

    found = trafilatura.bare_extraction(content, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise TextError(path, "no article was found in the page", "save its text as .txt, the title first")
    title = " ".join((found.title or "").split())
    body = [
        (number, text) for number, line in enumerate(found.text.splitlines(), 1) if (text := " ".join(line.split()))
    ]
    if body and body[0][1] == title:
        body = body[1:]
    published, basis = None, "inferred"
    if found.date:
        published, basis = date.fromisoformat(found.date), "stated"
    return _assembled(path, (1, title or body[0][1]), found.url or "", published, basis, body, None)


def _parts(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each text; several stand in one file where address lines follow their titles."""
    titles = [at - 1 for at, (_, line) in enumerate(lines) if at > 0 and _ADDRESS.fullmatch(line)]
    if len(titles) < 2:
        return [lines]
    return [lines[start:end] for start, end in zip(titles, [*titles[1:], len(lines)], strict=True)]


def _text(path: Path, lines: Sequence[Line], before: Layout | None) -> Text:
    """The text of `lines`; that of the layout `before` stands above it."""
    title = (lines[0][0], lines[0][1].lstrip("# ").strip())
    address, published, month_only, body = "", None, None, list(lines[1:])
    while body:
        line = body[0][1]
        if match := _ADDRESS.fullmatch(line):
            address = address or match[1]
        elif len(line) > _SHORT:
            break
        elif match := _ADDRESS.search(line):
            address = address or match[1]
        elif day := _day(line):
            published = published or day
        elif match := _MONTH_ONLY.fullmatch(line):
            month_only = date(int(match[1]), int(match[2]), 1)
        elif not re.match(r"(?:by|written by|reporter|published|updated|posted)\b", line, re.IGNORECASE):
            break
        body.pop(0)
    basis = "stated" if published else "inferred"
    if published is None and (match := _DAY_OF_ADDRESS.search(address)):
        published = _calendar(match)
    published = published or month_only
    return _assembled(path, title, address, published, basis, body, before)


def _layout(address: str) -> Layout:
    return layout.of(urlsplit(address).hostname or "")


def _assembled(
    path: Path, head: Line, address: str, published: date | None, basis: str, body: Sequence[Line],
    before: Layout | None,
) -> Text:  # fmt: skip
    for number, line in body:
        if longest := max((len(word) for word in line.split() if len(word) > _LONGEST_WORD), default=0):
            raise TextError(path, f"{longest:,} characters without a blank are no text", "take them out", number)
    own = _layout(address)
    number, title = head
    try:
        # Where the text before ended without a line end, its footer and the title stand on one line.
        title = article.behind_footer(before or own, title)
    except ValueError as error:
        raise TextError(path, str(error), "put the title on its own line", number) from error
    kept = list(article.body(own, body))
    sentences = [Sentence(0, 1, title, number)] + [
        Sentence(paragraph, at, text, number)
        for paragraph, (number, line) in enumerate(kept, start=1)
        for at, text in enumerate(article.split(line), start=1)
    ]
    if published is None:
        published, basis = _of_dateline([line for _, line in kept]), "stated"
    return Text(path.name, title, address, published, basis if published else "inferred", tuple(sentences))


def _of_dateline(lines: Sequence[str]) -> date | None:
    """The day of "SEOUL, July 1 (Yonhap) --" in the year that the text names, if it names one."""
    for line in lines[:3]:
        if match := _DATELINE.match(line):
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            years = {int(year) for text in lines for year in re.findall(r"\b((?:19|20)\d\d)\b", text)}
            named = re.search(r"(?:19|20)\d\d", match[0])
            if named or len(years) == 1:
                return date(int(named[0]) if named else min(years), month, int(match["day"]))
    return None


def _day(line: str) -> date | None:
    for pattern in _DAYS:
        if (match := pattern.search(line)) and (day := _calendar(match)):
            return day
    return None


def _calendar(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    number = parts.get("number")
    month = int(number) if number else _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
