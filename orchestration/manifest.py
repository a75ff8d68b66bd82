"""The dbt manifest, parsed once for each state of the dbt project.

Belongs here: where the manifest of this code is, parsing it if it is not there. Does not belong here: running models
(`transform`). Its folder is named by the hash of what it was parsed from, so a stale one cannot be taken for it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock

from orchestration.settings import DBT_PROJECT, Settings

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

_PREFIX: Final = "manifest-"
# A run or code server that started before the project changed still reads the manifest of the state it knows.
_KEPT_SECONDS: Final = 86_400
_INPUTS: Final = ("*.yml", "macros/**/*", "models/**/*", "tests/**/*")


class DbtError(RuntimeError):
    """dbt could not parse the project or could not run."""


def prepared(settings: Settings) -> Path:
    """The manifest.json of the project as it stands, parsed first if need be; `load` reads what lies beside it.

    Raises DbtError if dbt refuses the project.
    """
    folder = settings.dbt_target / f"{_PREFIX}{_version()}"
    if not folder.exists():
        _parse(settings, folder)
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


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _INPUTS for path in DBT_PROJECT.glob(pattern) if path.is_file()}):
        digest.update(path.relative_to(DBT_PROJECT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _parse(settings: Settings, folder: Path) -> None:
    from dbt.cli.main import dbtRunner

    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.dbt_target / "parse.lock"):
        if folder.exists():  # another process was faster
            return
        unfinished = Path(tempfile.mkdtemp(dir=settings.dbt_target))
        try:
            result = dbtRunner().invoke(["--quiet", "parse", "--target-path", str(unfinished)])
            if not result.success:
                raise DbtError(f"dbt cannot parse {DBT_PROJECT}: {result.exception}")
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        for old in settings.dbt_target.glob(f"{_PREFIX}*"):
            if old != folder and old.stat().st_mtime < time.time() - _KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
