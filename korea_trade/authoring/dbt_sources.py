"""What dbt knows of the source tables, written from their declaration, so that nothing is declared or described twice.

Belongs here: the dbt sources, the staging models with their contracts and tests, and the doc blocks of their columns.
Does not belong here: what staging does to a row (the macros of the dbt project), the series, which are no declared
table and of which only the doc blocks come from here, and the marts that follow from the declaration (`dbt_marts`).

`make generate` writes the files after a change of the declaration.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from korea_trade.authoring import dbt_marts
from korea_trade.authoring.dbt_columns import DERIVED, NOTICE, PERIOD_PARTS, STAGED, doc, shared, staged, staged_types
from korea_trade.authoring.dbt_yaml import document
from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import declaration, reader
from korea_trade.statements.declaration import Declaration, SourceTable
from korea_trade.warehouse.settings import DBT_PROJECT


def render(declared: Declaration) -> dict[str, str]:
    """The files by their path within the dbt project."""
    staging = "models/staging"
    files = {
        f"{staging}/_sources.yml": document("sources", [_source(declared)], NOTICE),
        f"{staging}/_staging.yml": document(
            "models", (_model(table, declared) for table in declared.tables.values()), NOTICE
        ),
        f"{staging}/_columns.md": _doc_blocks(declared),
    }
    for table in declared.tables.values():
        macro = "stage_statements" if table.kind == "statement" else "stage_reference"
        files[f"{staging}/stg_{table.name}.sql"] = f"{{{{ {macro}('{table.name}') }}}}\n"
    return files | dbt_marts.render(declared, DBT_PROJECT)


def differences(project: Path = DBT_PROJECT) -> list[str]:
    """The files that are not what the declaration asks for, those of no declared table included."""
    files = render(declaration.load())
    generated = ("models/staging/stg_*.sql", *(f"{folder}/*" for folder in dbt_marts.FOLDERS))
    found = {path.relative_to(project).as_posix() for pattern in generated for path in project.glob(pattern)}
    stray = found - set(files) - {f"models/staging/stg_{SERIES_FOLDER}.sql"}
    changed = {name for name, text in files.items() if _read(project / name) != text}
    return sorted(stray | changed)


def write(project: Path = DBT_PROJECT) -> None:
    for name, text in render(declaration.load()).items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _source(declared: Declaration) -> dict[str, Any]:
    return {
        "name": "raw",
        "description": "The source tables as read, one row per line",
        "tables": [
            {
                "name": table.name,
                "description": table.description,
                "columns": [
                    {"name": name, "data_type": kind, "description": doc(table, name, declared)}
                    for name, kind in reader.sql_types(table).items()
                ],
            }
            for table in declared.tables.values()
        ],
    }


def _model(table: SourceTable, declared: Declaration) -> dict[str, Any]:
    model: dict[str, Any] = {
        "name": f"stg_{table.name}",
        "description": f"{table.description}, staged",
        "config": {"contract": {"enforced": True}},
        "constraints": [{"type": "primary_key", "columns": list(table.key)}],
    }
    model["columns"] = [staged(table, name, declared) for name in staged_types(table)]
    return model


def _doc_blocks(declared: Declaration) -> str:
    blocks = {f"derived__{name}": text for name, text in DERIVED.items()}
    blocks |= {f"staged__{name}": text for name, text in STAGED.items()}
    blocks |= {f"{SERIES_FOLDER}__{name}": text for name, (_, text) in observed.COLUMNS.items()}
    for table in declared.tables.values():
        common = shared(table, declared)
        for name, text in _descriptions(table):
            blocks[f"{'statement' if name in common else table.name}__{name}"] = text
    texts = [f"{{% docs {name} %}}\n{text}\n{{% enddocs %}}\n" for name, text in blocks.items()]
    return "\n".join([f"<!-- {NOTICE} -->\n", *texts])


def _descriptions(table: SourceTable) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        yield column.name, column.description
        if column.type == "period":
            for part, text in PERIOD_PARTS.items():
                yield f"{column.name}_{part}", text.format(name=f"the {column.name.replace('_', ' ')}")
