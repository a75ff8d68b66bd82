"""What people take away from a release: its tables as CSV, as an Excel workbook and as a Data Package.

Belongs here: `write`, which makes CSV and Data Package of a release, what all forms have in common (`tables`, `unit`,
`references`, `citation`), and one module a form (`csv_files`, `workbook`, `data_package`).
"""

from korea_trade.presentation.exports.package import Exports, write
from korea_trade.presentation.exports.tables import ExportError

__all__ = ["ExportError", "Exports", "write"]
