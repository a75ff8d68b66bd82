"""The texts of articles, in one file or in a folder of files.

Belongs here: which files are texts, and what is said of those that cannot be read. Does not belong here: cutting a text
into articles (`korea_trade.statements.article`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from korea_trade.statements import article
from korea_trade.statements.article import Article
from korea_trade.statements.files import is_of_a_program
from korea_trade.statements.reader import Problem, SourceError

_ENDINGS: Final = (".txt", ".md")


@dataclass(frozen=True)
class Text:
    """An article as printed, and the file that it stands in."""

    file: str
    article: Article


def read(path: Path) -> Iterator[Text]:
    """Each article of a text file, or of all text files of a folder. Raises SourceError after what could be read."""
    files = [path]
    if path.is_dir():
        files = [file for file in sorted(path.iterdir()) if file.suffix in _ENDINGS and not is_of_a_program(file)]
    problems: list[Problem] = []
    for file in files:
        try:
            for one in article.articles(file):
                yield Text(file.name, one)
        except (OSError, ValueError) as error:
            rule = f"the articles cannot be read ({error})"
            problems.append(Problem(file.name, rule, "name the text file of the articles, or a folder of such files"))
    if not files:
        endings = " or ".join(_ENDINGS)
        problems.append(Problem(path.name, "the folder holds no text", f"put files into it that end with {endings}"))
    if problems:
        raise SourceError(problems)
