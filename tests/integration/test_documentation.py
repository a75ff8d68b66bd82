"""The documentation of a release: that it is whole, that every column leads to its sources, and how it is reached."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dagster as dg
import pytest

from korea_trade.modelling import dbt_catalogue, lineage
from korea_trade.modelling.catalogue import Catalogue, Place
from korea_trade.statements import declaration
from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration

# Columns of marts whose values no source file holds: they are counted, ranked, or say how a value came about.
_GENERATED = set(
    "article_count basis bound_kind change compared_count counting_convention derivation_id direction_count end_edge "
    "end_is_exact evidence figure_no frequency importance is_borne_out is_open length_rank month_count reason relation "
    "revised_count sign_agreement_percent source_file source_line start_edge start_is_exact subject_kind theme verdict "
    "version vintage_count vintage_no working_days year_ago_working_days".split()
)
# The total is its own subject, whatever the sources name.
_OF_THE_TOTAL = {
    f"{table}.subject_id" for table in ("fct_trade_month", "fct_trade_month_first", "fct_trade_month_latest")
}
# Lists that are written down beside the models that they name, not in a source file.
_OF_THE_MODELS = {"dim_identity", "dim_derivation"}


@dataclass
class Page(HTMLParser):
    """A page with the addresses that it leads to or loads, and its anchors."""

    path: Path
    addresses: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"}:
                self.addresses.append(value or "")
            elif name == "id":
                self.anchors.add(value or "")


@pytest.fixture(scope="module")
def release(first_build: Any) -> Path:
    return first_build.as_built.settings.published.resolve()


@pytest.fixture(scope="module")
def manifest_json(first_build: Any) -> Path:
    [found] = first_build.as_built.settings.dbt_target.glob("manifest-*/manifest.json")
    return found


@pytest.fixture(scope="module")
def catalogue(manifest_json: Path) -> Catalogue:
    return dbt_catalogue.catalogue(manifest_json)


@pytest.fixture(scope="module")
def pages(release: Path) -> dict[Path, Page]:
    """All pages but dbt's own, which its script makes."""
    return {path: Page(path) for path in (release / "docs").rglob("*.html") if path.name != "models.html"}


def test_the_columns_of_every_model_are_traced(manifest_json: Path) -> None:
    models = lineage.load(manifest_json)
    nodes = json.loads(manifest_json.read_text(encoding="utf-8"))["nodes"].values()

    assert {name: model.untraced for name, model in models.items() if model.untraced} == {}
    assert models.keys() == {node["unique_id"] for node in nodes if node["resource_type"] == "model"}


def test_every_published_column_leads_to_a_source_file_or_is_known_to_be_generated(
    release: Path, catalogue: Catalogue
) -> None:
    tables = json.loads((release / "manifest.json").read_text(encoding="utf-8"))["tables"]
    lost = {
        f"{table}.{column}"
        for table, described in tables.items()
        for column in described["columns"]
        if not catalogue.sources(Place(f"marts.{table}", column))
        and not column.endswith("_basis")
        and column not in _GENERATED
        and table not in _OF_THE_MODELS
    }

    assert lost == _OF_THE_TOTAL


def test_all_ways_end_at_columns_that_the_source_files_have(catalogue: Catalogue, built: Warehouse) -> None:
    # A file may leave out a column that has a default.
    headers = {
        table.file_name: [column.name for column in table.columns] for table in declaration.load().tables.values()
    }
    for path in built.sources.glob("*.csv"):
        assert set(path.read_text("utf-8-sig").split("\n")[0].split(",")) <= set(headers[path.name])
    ends = {
        place
        for relation in catalogue.relations
        for column in relation.columns
        for place in catalogue.sources(Place(relation.full_name, column.name))
        if place.relation != "observed/*"
    }

    assert ends
    assert {place for place in ends if place.column not in headers[place.relation]} == set()


@pytest.mark.parametrize(
    ("column", "behind"),
    [
        (Place("marts.dim_item", "label"), {Place("items.csv", "label")}),
        (Place("marts.fct_trade_month", "known_from"), {Place("articles.csv", "known_from")}),
    ],
)
def test_a_copied_column_leads_to_the_one_that_it_is_copied_from(
    catalogue: Catalogue, column: Place, behind: set[Place]
) -> None:
    assert catalogue.sources(column) == behind


def test_the_exports_of_a_month_lead_to_what_was_printed_and_to_what_corrects_it(catalogue: Catalogue) -> None:
    sources = catalogue.sources(Place("marts.fct_trade_month", "exports_usd"))

    assert {Place("trade_totals.csv", "value"), Place("corrections.csv", "corrected_value")} <= sources
    assert Place("trade_totals.csv", "note") not in sources


def test_there_is_a_page_of_every_relation_with_every_column(
    release: Path, catalogue: Catalogue, pages: dict[Path, Page]
) -> None:
    for relation in catalogue.relations:
        page = pages[release / "docs" / relation.stage / f"{relation.name}.html"]
        assert {column.name for column in relation.columns} <= page.anchors, relation.full_name


def test_every_address_of_a_page_leads_to_a_file_of_the_release_and_to_an_anchor_that_is_there(
    release: Path, pages: dict[Path, Page]
) -> None:
    broken = set()
    for path, page in pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            if address == "data:,":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_there = not parts.scheme and not parts.netloc and target.is_relative_to(release) and target.is_file()
            has_anchor = target not in pages or not parts.fragment or parts.fragment in pages[target].anchors
            if not is_there or not has_anchor:
                broken.add((path.relative_to(release).as_posix(), address))

    assert broken == set()


def test_the_pages_of_dbt_that_are_led_to_exist(
    release: Path, manifest_json: Path, pages: dict[Path, Page], built: Warehouse
) -> None:
    manifest = json.loads(manifest_json.read_text(encoding="utf-8"))
    known = {f"/{node['resource_type']}/{name}" for name, node in {**manifest["nodes"], **manifest["sources"]}.items()}
    led_to = {address.split("#!")[1] for page in pages.values() for address in page.addresses if "#!" in address}
    models = (release / "docs" / "models.html").read_text(encoding="utf-8")

    assert led_to
    assert led_to <= known
    assert "MANIFEST.JSON INLINE DATA" not in models
    assert "CATALOG.JSON INLINE DATA" not in models
    assert str(built.settings.data.parent) not in models, "a folder of the machine that built it"


def test_the_pages_of_the_gates_are_those_of_the_run_that_the_release_rests_on(release: Path, built: Warehouse) -> None:
    checks = json.loads((release / "manifest.json").read_text(encoding="utf-8"))["checks"]
    run = checks["gate 1, sources"]["run_id"]
    back = '\n<p><a href="../index.html#checks">Back to the documentation of the release</a></p>'
    copies = {
        path.name: path.read_text("utf-8").replace(back, "", 1) for path in (release / "docs" / "checks").iterdir()
    }

    assert copies == {path.name: path.read_text("utf-8") for path in (built.settings.data_docs / run).iterdir()}
    assert copies.keys() == {"sources.html", "staging.html", "marts.html"}


def test_the_entry_page_tells_the_release(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    text = (release / "docs" / "index.html").read_text(encoding="utf-8")
    told = [manifest["release_id"], manifest["content"], manifest["code_version"], *manifest["sources"].values()]
    files = [name for name in manifest["sources"] if "/" not in name]
    told += [f"{len(manifest['tables'])} tables", "5 table macros", f"{len(files)} source files"]

    assert [one for one in told if one not in text] == []


def test_the_dagster_page_gets_the_lineage_of_a_model_with_its_materialization(built: Warehouse) -> None:
    with dg.DagsterInstance.from_config(str(built.settings.dagster_home)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["marts", "dim_item"]))
    assert event is not None
    assert event.asset_materialization is not None
    value = event.asset_materialization.metadata["dagster/column_lineage"].value

    assert isinstance(value, dg.TableColumnLineage)
    assert [(dep.asset_key.path, dep.column_name) for dep in value.deps_by_column["label"]] == [
        (["staging", "stg_items"], "label")
    ]


def test_ktw_docs_prints_the_entry_page_and_opens_it(built: Warehouse, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    process = subprocess.run(
        [*built.program, "docs"],
        env=built.environment | {"BROWSER": f"{browser} %s", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    page = built.settings.published / "docs" / "index.html"

    assert process.stdout == f"{page}\n"
    assert opened.read_text().strip() == page.as_uri()


def test_ktw_docs_says_what_to_do_where_nothing_is_published(tmp_path: Path) -> None:
    process = Warehouse(tmp_path).ktw("docs")

    assert process.returncode == 1
    assert re.search(r"nothing is published in .*; `ktw status` says what to do", process.stderr)
