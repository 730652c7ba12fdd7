#!/usr/bin/env python3
"""Check the colour pairs of tokens.css against WCAG 2.2 AA in both themes; exit 1 when a pair fails.

Text needs 4.5:1; borders of controls and marks in charts need 3:1.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[1] / "mingheng/kit/static/kit/tokens.css"
TEXT, MARK = 4.5, 3.0
LINEAR = 0.04045  # below it sRGB is a straight line
SURFACES = ("surface", "bg", "surface-2", "surface-3")
INKS = ("ink", "ink-2", "ink-3", "brand-ink", "ok", "near", "over", "hold", "lv1", "lv2", "lv3", "lv4")
ON_SOFT = ("brand-ink brand-soft", "ink brand-soft", "ink-2 brand-soft", "ink-3 brand-soft")
ON_SOLID = ("ink-on brand", "ink-on brand-hover", "ink-on over-solid", "map-label map-land")
STATES = ("ok", "near", "over", "hold", "lv1", "lv2", "lv3", "lv4")


def pairs() -> Iterator[tuple[str, str, float]]:
    """Every (foreground, background, ratio needed)."""
    yield from ((ink, surface, TEXT) for ink in INKS for surface in SURFACES)
    yield from ((state, f"{state}-soft", TEXT) for state in STATES)
    for pair in (*ON_SOFT, *ON_SOLID):
        ink, surface = pair.split()
        yield ink, surface, TEXT
    yield from (("line-strong", surface, MARK) for surface in ("surface", "surface-2"))
    yield from ((f"c{number}", "surface", MARK) for number in range(1, 9))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colours(css: str, selector: str) -> dict[str, str]:
    """The six-digit colours set in one rule. Raises ValueError when the rule is not there."""
    rule = re.search(re.escape(selector) + r"\s*\{(.*?)\n\}", css, re.DOTALL)
    if rule is None:
        raise ValueError(f"no rule {selector} in the tokens")
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\b", rule[1]))


def failures(theme: str, colour: Mapping[str, str]) -> Iterator[str]:
    """A line for every pair below what it needs."""
    for ink, surface, needed in pairs():
        got = ratio(colour[ink], colour[surface])
        if got < needed:
            yield f"{theme}: {ink} on {surface} is {got:.2f}, needs {needed}"


def main() -> int:
    """Check both themes."""
    css = TOKENS.read_text(encoding="utf-8")
    light = colours(css, ":root")
    dark = light | colours(css, ':root[data-theme="dark"]')
    found = [*failures("light", light), *failures("dark", dark)]
    print("\n".join(found) or f"{2 * len(list(pairs()))} pairs hold")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
