"""An article under review: its proposed rows with what was decided, what speaks against each, and deciding on them.

Belongs here: the state of a row, and accepting, editing, rejecting and undoing, the same for the terminal, the page and
the rule. Does not belong here: the log (`decisions`), the files that follow (`acceptance`), and any page or command.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from korea_trade.intake import acceptance, conformity, decisions, keeping, lists, proposal, published, whole_files
from korea_trade.intake.acceptance import ARTICLES, EXCEPTIONS
from korea_trade.intake.decisions import ACCEPT, EDIT, REJECT, UNDO, Decision
from korea_trade.intake.keeping import IntakeError, Kept
from korea_trade.intake.lists import Lists
from korea_trade.intake.proposal import COLUMNS, EXCEPTION, OPEN, SURE, Proposal
from korea_trade.intake.published import Said
from korea_trade.statements import declaration, figure
from korea_trade.statements.article import Sentence
from korea_trade.statements.files import table_files
from korea_trade.warehouse.settings import Settings

ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
# The sources have the figure already, and no decision put it there.
ENTERED: Final = "entered"
STATES: Final = (SURE, OPEN, EXCEPTION, ACCEPTED, REJECTED, ENTERED)
# What decides where nobody looks: the name that its decisions carry.
RULE: Final = "rule"
_ARTICLE: Final = re.compile(r"a[0-9]+")
# The column that holds what a sentence prints, in each table that has one.
_PRINTED: Final = ("figure", "text")
# Columns of a proposal that no table of the sources has.
_OF_THE_PROPOSAL: Final = ("theme", "confidence", "rule", "note")


@dataclass(frozen=True)
class Row:
    """A proposed row: where it stands, its values as proposed or decided, and what a reviewer should know.

    `name` is how a person calls it: the statement id as proposed, which does not change with the values. `problems`
    keep it from being accepted; `said` is what the published release says of it as proposed.
    """

    name: str
    key: str
    table: str
    state: str
    values: Mapping[str, str]
    proposed: Proposal
    decided: Decision | None
    problems: tuple[str, ...] = ()
    said: Said | None = None

    @property
    def is_contradicted(self) -> bool:
        return self.said is not None and self.said.is_against

    @property
    def is_undecided(self) -> bool:
        return self.state in (SURE, OPEN, EXCEPTION)


@dataclass(frozen=True)
class ListRow:
    """A row that a reference list lacks: which rows of the article ask for it, and what it would say."""

    table: str
    key: str
    values: Mapping[str, str]
    problems: tuple[str, ...]
    asked_by: tuple[str, ...]
    is_added: bool = False

    @property
    def name(self) -> str:
        return f"{self.table}:{self.key}"


@dataclass(frozen=True)
class Review:
    """The article, its rows in the order of the text, what it would add to lists, and the version of its decisions."""

    kept: Kept
    article: Mapping[str, str]
    article_problems: tuple[str, ...]
    rows: tuple[Row, ...]
    additions: tuple[ListRow, ...]
    version: int

    def counts(self) -> dict[str, int]:
        return {state: sum(row.state == state for row in self.rows) for state in STATES}

    def rows_of(self, sentence: Sentence) -> list[Row]:
        """The rows of one sentence."""
        place = (sentence.paragraph, sentence.sentence)
        return [row for row in self.rows if (row.proposed.paragraph, row.proposed.sentence) == place]

    def find(self, name: str) -> Row:
        """The row that a person calls `name`, or that has it as its key."""
        for row in self.rows:
            if name in (row.name, row.key):
                return row
        article_id = self.kept.article_id
        raise IntakeError(f"{article_id} has no proposed row {name!r}; `ktw review show {article_id}` lists them")


@dataclass(frozen=True)
class Outcome:
    """What a request came to: the names of the rows decided, why others were refused, and the files that changed."""

    decided: tuple[str, ...] = ()
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def person(name: str) -> str:
    """The name that a person decides under. Raises IntakeError for that of the rule, which nobody else can have."""
    bare = " ".join(name.split())
    if bare.casefold() == RULE:
        raise IntakeError(
            f"nobody can decide as {bare!r}: decisions under that name are made without a person; write yours"
        )
    return bare


def take_in(settings: Settings, path: Path, published: date | None = None) -> Iterator[tuple[Review, bool]]:
    """Takes in each text of the file `path`, and tells whether it had come in before.

    Where the settings say so, its sure rows that nothing contradicts are accepted by the rule.
    """
    for kept, was_known in keeping.take_in(settings, path, published):
        review = opened(settings, kept.article_id)
        if settings.accepts_by_rule:
            accept_sure(settings, review, RULE, uncontradicted=True)
            review = opened(settings, kept.article_id)
        yield review, was_known


def opened(settings: Settings, article_id: str) -> Review:
    """The article as it stands. What a killed process decided and did not write is written first."""
    kept, log = _settled(settings, article_id)
    return _review(settings, kept, log, published.about(settings, kept))


def glanced(settings: Settings, article_id: str) -> Review:
    """The same, but for what the published release says, which takes its time."""
    kept, log = _settled(settings, article_id)
    return _review(settings, kept, log, {})


def _settled(settings: Settings, article_id: str) -> tuple[Kept, list[Decision]]:
    if not _ARTICLE.fullmatch(article_id):
        raise IntakeError(f"{article_id!r} is no id of an article; it is like a11")
    kept = keeping.load(settings, article_id)
    log = decisions.load(settings, article_id)
    if log:
        with decisions.locked(settings, article_id):
            log = decisions.load(settings, article_id)
            acceptance.write(settings, article_id, log)
    return kept, log


def accept(settings: Settings, review: Review, names: Iterable[str], by: str, reason: str = "") -> Outcome:
    """Accepts rows as they stand; one that breaks a rule is refused, and the others are accepted."""
    rows = [review.find(name) for name in dict.fromkeys(names)]
    refused = {row.name: _refusal(review, row) for row in rows if _refusal(review, row)}
    good = [row for row in rows if row.name not in refused]
    new = [_decision(row.table, row.key, ACCEPT, _entered(row.values, by), by, reason) for row in good]
    return _decided(settings, review, good, new, refused, by)


def accept_sure(settings: Settings, review: Review, by: str, *, uncontradicted: bool = False) -> Outcome:
    """Accepts all undecided rows that are sure, and digits that are no figure; if asked only the `uncontradicted`."""
    names = [
        row.name
        for row in review.rows
        if row.state in (SURE, EXCEPTION) and not (uncontradicted and (row.is_contradicted or row.problems))
    ]
    return accept(settings, review, names, by) if names else Outcome()


def edit(
    settings: Settings, review: Review, name: str, changes: Mapping[str, str], by: str, reason: str = ""
) -> Outcome:
    """Accepts a row with other values: of its columns, or of `theme`, the table that it goes into."""
    row = review.find(name)
    table = changes.get("theme", row.table)
    if table not in declaration.load().tables:
        return Outcome(refused={name: tuple(conformity.problems(None, {}, Lists(settings.sources), ""))})
    columns = [column.name for column in declaration.load().tables[table].columns]
    unknown = sorted(changes.keys() - {"theme", *columns})
    if unknown:
        raise IntakeError(f"{table} has no column {unknown[0]!r}; it has {', '.join(columns)}")
    values = {**row.values, **{column: text.strip() for column, text in changes.items() if column != "theme"}}
    if "statement_id" not in changes and table not in (EXCEPTIONS,):
        values["statement_id"] = _statement_id(review, row, values)
    known = _lists(settings, _log(settings, review))
    edited = _judged(replace(row, table=table, values=values, state=OPEN), known, review.article.get("known_from", ""))
    if edited.problems or review.article_problems:
        return Outcome(refused={name: _refusal(review, edited)})
    decision = _decision(table, row.key, EDIT, _entered(edited.values, by), by, reason)
    return _decided(settings, review, [edited], [decision], {}, by)


def reject(settings: Settings, review: Review, names: Iterable[str], by: str, reason: str = "") -> Outcome:
    """Rejects rows; a rejected row stays so when the text comes in again."""
    rows = [review.find(name) for name in names]
    new = [_decision(row.table, row.key, REJECT, row.values, by, reason) for row in rows]
    return _decided(settings, review, rows, new, {}, by)


def undo(settings: Settings, review: Review, names: Iterable[str], by: str, reason: str = "") -> Outcome:
    """Takes back the last decision on each of the rows, or on what was added to a list."""
    new: list[Decision] = []
    for name in names:
        added = next((one for one in review.additions if one.name == name and one.is_added), None)
        if added:
            if users := [row for row in added.asked_by if review.find(row).state == ACCEPTED]:
                return Outcome(refused={name: (f"accepted rows name it: {', '.join(users)}; undo them first",)})
            new.append(_decision(added.table, added.key, UNDO, added.values, by, reason))
            continue
        row = review.find(name)
        if row.decided is None:
            return Outcome(refused={name: ("nothing was decided on it that could be undone",)})
        new.append(_decision(row.decided.table, row.key, UNDO, row.decided.row, by, reason))
    return _written(settings, review, new, {}, tuple(each.row.get("statement_id", each.key) for each in new))


def describe(settings: Settings, review: Review, changes: Mapping[str, str], by: str) -> Outcome:
    """Fills in the row of the article, before or after rows of it are accepted."""
    columns = [column.name for column in declaration.load().tables[ARTICLES].columns]
    if unknown := sorted(changes.keys() - set(columns)):
        raise IntakeError(f"articles has no column {unknown[0]!r}; it has {', '.join(columns)}")
    if review.kept.is_listed:
        raise IntakeError(f"{review.kept.article_id} stands in articles.csv already; change its row there")
    values = {**review.article, **{column: text.strip() for column, text in changes.items()}}
    # Nothing wrong is written; what is missing may be filled in later, while no row of the article is accepted.
    found = conformity.problems(declaration.load().tables[ARTICLES], values, Lists(settings.sources), "")
    is_written = any(row.state == ACCEPTED for row in review.rows)
    wrong = [one for one in found if is_written or changes.get(re.split(r"\W", one)[0])]
    if wrong:
        return Outcome(refused={review.kept.article_id: tuple(wrong)})
    decision = _decision(ARTICLES, review.kept.article_id, EDIT, values, by, "")
    return _written(settings, review, [decision], {}, (review.kept.article_id,))


def add(settings: Settings, review: Review, table: str, values: Mapping[str, str], by: str) -> Outcome:
    """Adds a row to a reference list, as the person says it is."""
    declared = declaration.load().tables
    if table not in declared or declared[table].kind != "reference" or table == ARTICLES:
        raise IntakeError(f"{table!r} is no reference list")
    key = lists.key(declared[table], values)
    proposed = next((one for one in review.additions if (one.table, one.key) == (table, key)), None)
    row = {**(proposed.values if proposed else {}), **values}
    found = conformity.problems(declared[table], row, _lists(settings, _log(settings, review)), "")
    if found:
        return Outcome(refused={f"{table}:{key}": tuple(found)})
    return _written(settings, review, [_decision(table, key, ACCEPT, row, by, "")], {}, (f"{table}:{key}",))


def _log(settings: Settings, review: Review) -> list[Decision]:
    return decisions.load(settings, review.kept.article_id)


def _review(settings: Settings, kept: Kept, log: Sequence[Decision], said: Mapping[str, Said]) -> Review:
    standing = decisions.standing(log)
    described = standing.get((ARTICLES, kept.article_id))
    article = dict(described.row) if described else dict(kept.article)
    known = _lists(settings, log)
    table = declaration.load().tables[ARTICLES]
    problems = () if kept.is_listed else tuple(conformity.problems(table, article, known, ""))
    proposed = _keyed(kept.rows)
    entered = _entered_figures(settings, kept.article_id, [standing[one] for one in proposed if one in standing])
    rows = [_row(key, each, standing.get(("", key)), entered) for (_, key), each in proposed.items()]
    rows += [
        _row(one[1], _proposed(each), each, {}) for one, each in standing.items() if not one[0] and one not in proposed
    ]
    judged = tuple(
        replace(_judged(row, known, article.get("known_from", "")), said=said.get(row.name))
        for row in sorted(rows, key=lambda row: (row.proposed.paragraph, row.proposed.sentence, row.proposed.start))
    )
    return Review(kept, article, problems, judged, tuple(_additions(kept, judged, standing, known)), len(log))


def _keyed(rows: Iterable[Proposal]) -> dict[tuple[str, str], Proposal]:
    """The proposed rows as decisions name them."""
    numbers: Counter[tuple[str, int]] = Counter()
    found = {}
    for each in rows:
        at = (each.sentence_sha256, each.start)
        numbers[at] += 1
        found["", decisions.place(*at, numbers[at])] = each
    return found


def _proposed(decided: Decision) -> Proposal:
    """The row that was decided on, where nobody proposes it any more: the rules, or the text, have changed since."""
    row = decided.row
    figure, start = row.get("figure", row.get("text", "")), int(decided.key.split("-")[1])
    return Proposal(
        theme=decided.table,
        statement_id=row.get("statement_id", decided.key),
        article_id=row["article_id"],
        paragraph=int(row["paragraph"]),
        sentence=int(row["sentence"]),
        sentence_sha256=row["sentence_sha256"],
        figure=figure,
        start=start,
        end=start + len(figure),
    )


def _row(key: str, each: Proposal, decided: Decision | None, entered: Mapping[str, list[str]]) -> Row:
    if decided:
        state = ACCEPTED if decided.is_accepted else REJECTED
        return Row(each.statement_id, key, decided.table, state, dict(decided.row), each, decided)
    is_entered = any(figure.is_part(each.figure, one) for one in entered.get(each.sentence_sha256, []))
    return Row(
        each.statement_id, key, each.theme, ENTERED if is_entered else each.confidence, _values(each), each, None
    )


def _judged(row: Row, known: Lists, known_from: str) -> Row:
    table = declaration.load().tables.get(row.table)
    problems = () if row.state == ENTERED else conformity.problems(table, row.values, known, known_from)
    return replace(row, problems=tuple(problems))


def _values(each: Proposal) -> dict[str, str]:
    """The values of a proposal by the columns of its table; its note is the grammar's doubt, no remark on the row."""
    if each.theme == EXCEPTIONS:
        columns = ("article_id", "paragraph", "sentence", "sentence_sha256")
        return {name: str(getattr(each, name)) for name in columns} | {
            "text": each.figure,
            "reason": each.rule.capitalize(),
        }
    return {name: str(getattr(each, name)) for name in COLUMNS if name not in _OF_THE_PROPOSAL} | {"note": ""}


def _lists(settings: Settings, log: Iterable[Decision]) -> Lists:
    added: dict[str, list[Mapping[str, str]]] = {}
    for (table, _), each in decisions.standing(log).items():
        if table not in ("", ARTICLES) and each.is_accepted:
            added.setdefault(table, []).append(each.row)
    return Lists(settings.sources, added)


def _additions(
    kept: Kept, rows: Iterable[Row], standing: Mapping[tuple[str, str], Decision], known: Lists
) -> Iterable[ListRow]:
    """What rows that are not rejected name and no list has, and what was added for them."""
    asked: dict[tuple[str, str], list[str]] = {}
    bare = Lists(known.sources, without=kept.article_id)
    added = {one for one, each in standing.items() if one[0] not in ("", ARTICLES) and each.is_accepted}
    for row in rows:
        table = declaration.load().tables.get(row.table)
        if table is None or row.state in (REJECTED, ENTERED):
            continue
        for place, value in conformity.missing(table, row.values, bare):
            asked.setdefault((place, value), []).append(row.name)
    for place, value in asked:
        table = declaration.load().tables[place.split(".")[0]]
        is_added = (table.name, value) in added
        values = standing[table.name, value].row if is_added else lists.proposed(place, value)
        problems = () if is_added else tuple(conformity.problems(table, values, known, ""))
        if is_added or not known.find(place, value):
            yield ListRow(table.name, value, values, problems, tuple(asked[place, value]), is_added)
    named = {(place.split(".")[0], value) for place, value in asked}
    for name, key in sorted(added - named):
        yield ListRow(name, key, standing[name, key].row, (), (), is_added=True)


def _entered_figures(settings: Settings, article_id: str, standing: Iterable[Decision]) -> dict[str, list[str]]:
    """The figures of the article that the sources have and no decision put there, by the hash of the sentence."""
    found: dict[str, list[str]] = {}
    for table in declaration.load().tables.values():
        printed = next((column.name for column in table.columns if column.name in _PRINTED), None)
        if printed is None:
            continue
        for path in table_files(settings.sources, table.name):
            for row in whole_files.read_table(path):
                if row.get("article_id") == article_id:
                    found.setdefault(row.get("sentence_sha256", ""), []).append(row.get(printed, ""))
    for each in standing:
        here = found.get(each.row.get("sentence_sha256", ""), [])
        if each.is_accepted and (figure := each.row.get("figure", each.row.get("text"))) in here:
            here.remove(str(figure))
    return found


def _refusal(review: Review, row: Row) -> tuple[str, ...]:
    if row.state == ENTERED:
        return ("the sources have this figure already",)
    if row.state == ACCEPTED:
        return ("it is accepted already",)
    return (*(f"the article's row: {problem}" for problem in review.article_problems), *row.problems)


def _entered(values: Mapping[str, str], by: str) -> dict[str, str]:
    return {**values, "entry": "rule" if by == RULE else "reviewed"} if "statement_id" in values else dict(values)


def _statement_id(review: Review, row: Row, values: Mapping[str, str]) -> str:
    """An id that says what the row says now, unlike that of any other row."""
    said = replace(
        row.proposed,
        subject_id=values.get("subject_id", ""),
        flow=values.get("flow", ""),
        measure=values.get("measure", ""),
    )
    name = proposal.named([said])[0].statement_id
    taken = {one.values.get("statement_id") for one in review.rows if one.key != row.key}
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def _decision(table: str, key: str, what: str, row: Mapping[str, str], by: str, reason: str) -> Decision:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(table, key, what, by, now, reason, {name: text for name, text in row.items() if text})


def _decided(
    settings: Settings,
    review: Review,
    rows: Sequence[Row],
    new: Sequence[Decision],
    refused: Mapping[str, tuple[str, ...]],
    by: str,
) -> Outcome:
    """Records decisions on rows, and with the first acceptance the row of the article as it stands."""
    article_id = review.kept.article_id
    accepts = any(each.is_accepted for each in new)
    if accepts and not review.kept.is_listed:
        standing = decisions.standing(_log(settings, review))
        if (ARTICLES, article_id) not in standing:
            new = [_decision(ARTICLES, article_id, ACCEPT, review.article, by, ""), *new]
    return _written(settings, review, new, refused, tuple(row.name for row in rows))


def _written(
    settings: Settings,
    review: Review,
    new: Sequence[Decision],
    refused: Mapping[str, tuple[str, ...]],
    names: tuple[str, ...],
) -> Outcome:
    if not new:
        return Outcome((), refused)
    article_id = review.kept.article_id
    with decisions.locked(settings, article_id):
        log = decisions.add(settings, article_id, new, review.version)
        files = acceptance.write(settings, article_id, log)
    return Outcome(names, refused, (f"decisions/{article_id}.csv", *files))
