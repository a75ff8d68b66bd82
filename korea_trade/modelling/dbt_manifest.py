"""The dbt manifest with compiled SQL, made once for each state of the dbt project, and what follows from it alone.

Belongs here: where the manifest of this code is, making it if it is not there. Does not belong here: running models
(`runner`) and tracing columns (`lineage`). Its folder is named by the hash of what it was made from, so a stale one
cannot be taken for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock

from korea_trade.errors import WarehouseError
from korea_trade.modelling import lineage
from korea_trade.warehouse import fingerprint
from korea_trade.warehouse.settings import DBT_PROJECT, Settings

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

_PREFIX: Final = "manifest-"
_UNFINISHED: Final = "unfinished-"
# The SHA-256 of each file beside it: what was damaged since is made anew.
_CHECKSUMS: Final = "checksums.json"
# A run or code server that started before the project changed still reads the manifest of the state it knows.
_KEPT_SECONDS: Final = 86_400
# What dbt complains of is told once, in the error, and a warning that nobody sees would stay.
_SEVERE: Final = ("--log-level", "none", "--warn-error")
# Neither opens the build database, which a run may be writing.
_WITHOUT_DATABASE: Final = ("--no-introspect", "--no-populate-cache")


class DbtError(WarehouseError):
    """dbt could not parse the project or could not run."""


def prepared(settings: Settings) -> Path:
    """The manifest.json of the project as it stands, made first if need be; `load` and `lineage` read what lies beside.

    Raises DbtError if dbt refuses the project.
    """
    folder = settings.dbt_target / f"{_PREFIX}{_version()}"
    if not _is_whole(folder):
        _make(settings, folder)
    return folder / "manifest.json"


@cache
def load(manifest_json: Path) -> Manifest:
    """The manifest as dbt keeps it between runs: manifest.json has lost the arguments of generic tests."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder

    saved = manifest_json.with_name("partial_parse.msgpack").read_bytes()
    manifest: Manifest = Manifest.from_msgpack(saved, decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return manifest


def compiled(manifest_json: Path, model: str) -> str:
    """The compiled SQL of a model."""
    nodes = json.loads(manifest_json.read_text(encoding="utf-8"))["nodes"].values()
    return str(next(node["compiled_code"] for node in nodes if node["name"] == model))


def _version() -> str:
    digest = hashlib.sha256(Path(lineage.__file__).read_bytes())
    digest.update(fingerprint.models_version().encode())
    return digest.hexdigest()[:16]


def _is_whole(folder: Path) -> bool:
    """Whether everything is there as it was made."""
    try:
        made = json.loads((folder / _CHECKSUMS).read_text(encoding="utf-8"))
        return bool(made == _checksums(folder))
    except (OSError, ValueError):
        return False


def _checksums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != _CHECKSUMS)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _make(settings: Settings, folder: Path) -> None:
    from dbt.cli.main import dbtRunner

    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.dbt_target / "parse.lock"):
        if _is_whole(folder):  # another process was faster
            return
        for left_behind in settings.dbt_target.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        unfinished = settings.dbt_target / f"{_UNFINISHED}{os.getpid()}"
        unfinished.mkdir()  # for whoever may read the data, and not as a temporary folder for its owner alone
        try:
            outcome = dbtRunner().invoke([*_SEVERE, "compile", *_WITHOUT_DATABASE, "--target-path", str(unfinished)])
            if not outcome.success:
                raise DbtError(f"dbt cannot compile {DBT_PROJECT}: {outcome.exception}") from outcome.exception
            lineage.write(unfinished / "manifest.json")
            (unfinished / _CHECKSUMS).write_text(json.dumps(_checksums(unfinished)), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        for old in settings.dbt_target.glob(f"{_PREFIX}*"):
            if old != folder and old.stat().st_mtime < time.time() - _KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
