"""The dashboard that ships with a release: one HTML page of charts, each mark with its provenance.

Belongs here: `write`, which makes the page from a release, and what it is made of: declarations of charts (`charts`,
`registry`), their rows (`queries`, `provenance`), their look (`theme`, `wording`) and the page (`page`, `template`).
"""

from presentation.dashboard.page import FILE, Dashboard, write

__all__ = ["FILE", "Dashboard", "write"]
