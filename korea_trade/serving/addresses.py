"""Where the pages that `ktw ui` serves are: told to the processes that it starts, which link to them.

Belongs here: the addresses, and the variables that tell them. Does not belong here: any server.
"""

from __future__ import annotations

import os
from typing import Final

from korea_trade.serving import origins

# Set by `ktw ui`: the site of the published release, and the page on which texts are reviewed.
SITE: Final = "KTW_SITE"
REVIEW: Final = "KTW_REVIEW"


def address(port: int) -> str:
    """Where a server on `port` is."""
    return f"http://{origins.HOST}:{port}"


def page(path: str) -> str | None:
    """Where the page `path` of the published release is served; None where no site is."""
    return _below(SITE, path)


def reviewed(article_id: str) -> str | None:
    """Where an article is reviewed; None where no page is served."""
    return _below(REVIEW, f"articles/{article_id}")


def _below(variable: str, path: str) -> str | None:
    served = os.environ.get(variable)
    return f"{served}/{path}" if served else None
