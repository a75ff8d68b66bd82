"""What every release holds under which name, whatever its parts.

Belongs here: the two files that make a folder a release, and that of its customs detail, if it has any. Does not belong
here: the parts made from them (`korea_trade.presentation.parts`).
"""

from typing import Final

DATABASE: Final = "korea_trade.duckdb"
MANIFEST: Final = "manifest.json"
CUSTOMS: Final = "customs.duckdb"
