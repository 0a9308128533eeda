"""Which colours are there: dark, light, and where a terminal has but sixteen of its own?

What a tone means is said in words or signs as well; a colour never says it alone.
"""

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT = "topo-dark", "topo-light"
ANSI_DARK, ANSI_LIGHT = "topo-16-dark", "topo-16-light"
OTHER: Mapping[str, str] = {DARK: LIGHT, LIGHT: DARK, ANSI_DARK: ANSI_LIGHT, ANSI_LIGHT: ANSI_DARK}
"""The light one for each dark one, and the other way round."""

_DARK = {
    "tone-good": "#6cc788",
    "tone-warn": "#e5b454",
    "tone-bad": "#ff7b72",
    "tone-dim": "#98a2ad",
    "tone-head": "#8ab4f8",
    "cursor-ground": "#1f4e86",
    "cursor-idle": "#2b323b",
    "cross-ground": "#262d36",
    "cross-style": "none",
}
_LIGHT = {
    "tone-good": "#136c34",
    "tone-warn": "#8a5300",
    "tone-bad": "#b3261e",
    "tone-dim": "#5a636e",
    "tone-head": "#0b4f9e",
    "cursor-ground": "#b9d6fb",
    "cursor-idle": "#dde2e8",
    "cross-ground": "#e3e8ee",
    "cross-style": "none",
}
# A terminal's own sixteen colours: what they look like is up to it, so its default stays the ground.
_ANSI = {
    "tone-good": "ansi_green",
    "tone-warn": "ansi_yellow",
    "tone-bad": "ansi_red",
    "tone-dim": "ansi_default",
    "tone-head": "ansi_cyan",
    "cursor-ground": "ansi_blue",
    "cursor-idle": "ansi_default",
    "cross-ground": "ansi_default",
    "cross-style": "underline",
}

DEFAULTS: Mapping[str, str] = _DARK
"""What a tone is in a theme that does not say it."""


def make_themes() -> tuple[Theme, ...]:
    """The four themes."""
    dark = Theme(
        DARK,
        primary="#4f9dff",
        secondary="#8ab4f8",
        warning="#e5b454",
        error="#ff7b72",
        success="#6cc788",
        accent="#8ab4f8",
        foreground="#e6e9ed",
        background="#111418",
        surface="#181c21",
        panel="#22282f",
        variables=_DARK,
    )
    light = Theme(
        LIGHT,
        primary="#0b5cc4",
        secondary="#0b4f9e",
        warning="#8a5300",
        error="#b3261e",
        success="#136c34",
        accent="#0b4f9e",
        foreground="#14181d",
        background="#fbfcfd",
        surface="#f1f3f6",
        panel="#e4e8ed",
        dark=False,
        variables=_LIGHT,
    )
    plain = _make_ansi(ANSI_DARK, "ansi-dark", _ANSI), _make_ansi(ANSI_LIGHT, "ansi-light", _ANSI_LIGHT)
    return dark, light, *plain


_ANSI_LIGHT = {
    **_ANSI,
    "tone-warn": "ansi_magenta",
    "cursor-ground": "ansi_cyan",
}


def _make_ansi(name: str, base: str, tones: Mapping[str, str]) -> Theme:
    """One of Textual's own themes of sixteen colours, with our tones."""
    theme = BUILTIN_THEMES[base]
    return replace(theme, name=name, variables={**theme.variables, **tones})


def choose_theme(color_system: str | None, *, kept: str | None = None) -> str:
    """The theme to begin with: by how many colours the terminal has, dark unless the last one was light.

    >>> choose_theme("truecolor"), choose_theme("256"), choose_theme("standard")
    ('topo-dark', 'topo-dark', 'topo-16-dark')
    >>> choose_theme("standard", kept="topo-light")
    'topo-16-light'
    """
    is_light = kept in (LIGHT, ANSI_LIGHT)
    if color_system in ("standard", "windows"):
        return ANSI_LIGHT if is_light else ANSI_DARK
    return LIGHT if is_light else DARK
