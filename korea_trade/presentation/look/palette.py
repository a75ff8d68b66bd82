"""The colours of all pages of a release, for light and dark, and their type.

Belongs here: what pages of different make must share to look alike. Does not belong here: layout, and what charts do
with the colours.

Colours keep 3:1 (marks) and 4.5:1 (text) against their ground.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

FONT: Final = '"Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme; each is a custom property of the style sheet as well."""

    page: str
    card: str
    ink: str
    muted: str
    line: str
    gap: str
    accent: str
    alert: str
    stated: str
    derived: str
    corrected: str
    official: str
    second: str
    rise: str
    fall: str
    flat: str
    on_weak: str
    on_strong: str

    @property
    def properties(self) -> dict[str, str]:
        """The colours as custom properties of CSS."""
        return {f"--{field.name.replace('_', '-')}": getattr(self, field.name) for field in fields(self)}


LIGHT: Final = Palette(
    page="#f6f5f1",
    card="#ffffff",
    ink="#1c2430",
    muted="#566070",
    line="#dfe2e6",
    gap="#eef0f2",
    accent="#0b5c94",
    alert="#9c2f00",
    stated="#2f4a6b",
    derived="#b0468f",
    corrected="#00805e",
    official="#5d7f9e",
    second="#b4620f",
    rise="#0b6aa8",
    fall="#c2500a",
    flat="#6c7683",
    on_weak="#000000",
    on_strong="#ffffff",
)
DARK: Final = Palette(
    page="#11161d",
    card="#1a212b",
    ink="#e8edf3",
    muted="#a3aebb",
    line="#323c49",
    gap="#232c37",
    accent="#7cc0f0",
    alert="#f2a27e",
    stated="#cfdcec",
    derived="#e79acb",
    corrected="#3fcf9f",
    official="#7d9cba",
    second="#e2a25c",
    rise="#5ab4f0",
    fall="#f2a053",
    flat="#98a3b0",
    on_weak="#ffffff",
    on_strong="#000000",
)
# Whatever scheme the reader has: the custom properties themselves, for what is drawn into a page.
PAGE: Final = Palette(**{field.name: f"var(--{field.name.replace('_', '-')})" for field in fields(Palette)})
