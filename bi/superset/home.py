"""Where Superset keeps what is its own, what it reads, and the secrets that it makes on first use.

Belongs here: paths in the data folder of the warehouse. Does not belong here: anything that needs Superset.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
ASSETS: Final = FOLDER / "assets"
DATA: Final = Path(os.environ.get("KTW_DATA_DIR") or FOLDER.parents[1] / "data").expanduser().absolute()
MONTHS: Final = DATA / "customs"
HOME: Final = DATA / "superset"
METADATA: Final = HOME / "metadata.sqlite"
PASSWORD: Final = HOME / "admin_password"
LOG: Final = HOME / "superset.log"
SECRET_KEY: Final = HOME / "secret_key"


def published(name: str) -> Path:
    """The published file that is called `name`; that of the tables is `korea_trade`."""
    return DATA / "published" / f"{name}.duckdb"


def secret(file: Path) -> str:
    """The secret that `file` holds; made on first use, for nobody but the owner to read."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")
