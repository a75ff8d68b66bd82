"""A macro of the dbt project that answers with a value, as text.

Belongs here: how such a macro is written. Does not belong here: which there are (the generators).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping


def answer(name: str, value: object, notice: str) -> str:
    """The file of the macro `name`; `value` is made of texts, numbers, truth values, lists and mappings."""
    literal = json.dumps(value, indent=4)
    if isinstance(value, Mapping):
        literal = re.sub(r"\[([^\[\]]*)\]", lambda found: f"[{_folded(found[1])}]", literal)
    return f"{{# {notice} #}}\n{{% macro {name}() %}}{{{{ return({literal}) }}}}{{% endmacro %}}\n"


def _folded(terms: str) -> str:
    """The terms of a list in as few lines as it takes."""
    text = " ".join(terms.split())
    return text if len(text) < 90 else f"\n{textwrap.indent(textwrap.fill(text, 108), ' ' * 8)}\n    "
