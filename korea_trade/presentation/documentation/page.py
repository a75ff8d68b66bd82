"""The pages in the folder `docs`: an entry page, one page a relation, and the pages of the gates with a way back.

Belongs here: rendering the templates and where each page lies. Does not belong here: what stands on them (`catalogue`,
`release`). Pages refer to each other and to the rest of the release by relative addresses and to nothing else.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2

from korea_trade.modelling.catalogue import Catalogue, Place, Relation
from korea_trade.presentation import parts, wording
from korea_trade.presentation.documentation import release as releases
from korea_trade.presentation.findings import VERDICTS
from korea_trade.presentation.look import templates

_TEMPLATES: Final = Path(__file__).with_name("template")
_COPIED: Final = ("style.css", "search.js")
# From what readers query back to the sources: the sections by the stage of their relations, or by their form where that
# tells them apart within a stage. Each with its title, what is counted in it, and what a reader should know of it.
_SECTIONS: Final = {
    "marts": ("Marts", "table", "What readers query: in the published file they stand in schema main."),
    "Table macro": ("Marts on a day", "table macro", "What readers call with arguments, in schema main as well."),
    "intermediate": ("Intermediate", "table", "Steps on the way to several marts."),
    "staging": ("Staging", "table", "The source tables with corrections applied and periods taken apart."),
    "raw": ("Sources", "source file", "The source files as read, typed, with file and line of each row."),
    "Official series": ("Official series", "table", "The values of all files of observed/, with file and line."),
}
# The page of a gate is made to stand alone; in a release it leads back.
_BACK: Final = '<body>\n<p><a href="../index.html#checks">Back to the documentation of the release</a></p>'


def write(release: Path, catalogue: Catalogue, gates: Mapping[str, Path]) -> Path:
    """Writes the pages into the folder `release`, in the place of those it had; returns the entry page.

    They lead to the documentation of the models, which the caller puts to `docs/models.html` afterwards.
    `gates` are the Data Docs pages of the judges whose verdicts the release rests on, by the name that the manifest of
    the release gives the judge. Raises OSError or duckdb.Error where `release` is no release.
    """
    contents = releases.read(release)
    folder = (release / parts.DOCUMENTATION.entry).parent
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "checks").mkdir(parents=True, exist_ok=True)
    for page in gates.values():
        html = page.read_text(encoding="utf-8").replace("<body>", _BACK, 1)
        (folder / "checks" / page.name).write_text(html, encoding="utf-8")
    for name in _COPIED:
        shutil.copyfile(_TEMPLATES / name, folder / name)
    environment = _environment(catalogue)
    rows = {f"marts.{name}": table.rows for name, table in contents.manifest.tables.items()}
    for relation in catalogue.relations:
        target = folder / relation.stage / f"{relation.name}.html"
        target.parent.mkdir(exist_ok=True)
        html = environment.get_template("relation.html.j2").render(
            relation=relation, rows=rows, manifest=contents.manifest, root="../", section=_section(relation)
        )
        target.write_text(html, encoding="utf-8")
    html = environment.get_template("index.html.j2").render(
        contents=contents,
        manifest=contents.manifest,
        rows=rows,
        gates={judge: f"checks/{page.name}" for judge, page in gates.items()},
        forms={
            relation.full_name: [
                form.removeprefix(relation.name)
                for form in contents.manifest.macros
                if form.startswith(f"{relation.name}(")
            ]
            for relation in catalogue.relations
        },
        sections=[
            (*told, [relation for relation in catalogue.relations if _section(relation) == told])
            for told in _SECTIONS.values()
        ],
        verdicts=[
            f"{_number(count)} {VERDICTS[verdict][count != 1]}"
            for verdict, count in contents.findings.counts.items()
            if count
        ],
        columns={
            each.full_name: [(column.name, column.description) for column in each.columns]
            for each in catalogue.relations
        },
        untraced=[relation for relation in catalogue.relations if relation.untraced],
        root="",
    )
    entry = release / parts.DOCUMENTATION.entry
    entry.write_text(html, encoding="utf-8")
    return entry


def _section(relation: Relation) -> tuple[str, str, str]:
    return _SECTIONS[relation.form if relation.form in _SECTIONS else relation.stage]


def _environment(catalogue: Catalogue) -> jinja2.Environment:
    environment = templates.environment(_TEMPLATES)
    environment.globals |= {
        "address": address,
        "documented": catalogue.by_name,
        "sources": lambda relation, column: _by_file(catalogue, relation, column),
        "uses": lambda relation, column: catalogue.uses(Place(relation.full_name, column.name)),
    }
    environment.filters["number"] = _number
    environment.filters["count"] = wording.count
    return environment


def _number(value: float) -> str:
    """With separators of thousands, and four decimals where it has any."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def address(place: Place, root: str) -> str:
    """Where a column stands on the page of its relation, one of the catalogue; `root` leads to the folder `docs`."""
    stage, name = place.relation.split(".")
    return f"{root}{stage}/{name}.html#{place.column}"


def _by_file(catalogue: Catalogue, relation: Relation, column: Any) -> Mapping[str, Sequence[str]]:
    """The columns of source files behind a column, by file."""
    found = defaultdict(list)
    for place in sorted(catalogue.sources(Place(relation.full_name, column.name))):
        found[place.relation].append(place.column)
    return found
