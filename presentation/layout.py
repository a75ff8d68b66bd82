"""Where things lie in the folder of a release, for whoever makes them and whoever leads to them.

Belongs here: paths relative to the folder, always with `/`. Does not belong here: what is in the files.
"""

from typing import Final

DATABASE: Final = "korea_trade.duckdb"
MANIFEST: Final = "manifest.json"
DASHBOARD: Final = "dashboard.html"
DOCUMENTATION: Final = "docs"
ENTRY: Final = f"{DOCUMENTATION}/index.html"
MODELS: Final = f"{DOCUMENTATION}/models.html"
EXPORTS: Final = "exports"
WORKBOOK: Final = f"{EXPORTS}/korea_trade.xlsx"
DATA_PACKAGE: Final = "datapackage.json"
