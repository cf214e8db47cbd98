"""The accent color of links and buttons: whether it can be read on the pages' papers, and its twin for dark ones. Pure."""

import colorsys
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HEX = re.compile(r"#[0-9a-f]{6}")
LIGHT_PAPERS = ("#fdfcf9", "#f4f1e9")
DARK_PAPERS = ("#16171a", "#202227")
"""--paper and --raise of agenda.css: links stand on both, and buttons are lettered in --paper."""
LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: the contrast that text of ordinary size needs."""
STEPS = 200


def contrast(one: str, other: str) -> float:
    """The contrast of two colors, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_readable(color: str, papers: tuple[str, ...]) -> bool:
    return all(contrast(color, paper) >= LEAST for paper in papers)


def nearest_readable(color: str, papers: tuple[str, ...]) -> str:
    """The color itself, or the one of its hue next in lightness that can be read on the papers."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    end = 0.0 if _luminance(papers[0]) > 0.5 else 1.0
    for step in range(STEPS + 1):
        at = light + (end - light) * step / STEPS
        found = "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, at, saturation))
        if is_readable(found, papers):
            return found
    return "#000000" if end == 0 else "#ffffff"


def check_accent(color: str) -> None:
    """Raise ValidationError unless the color is one, written #rrggbb, that can be read on light paper."""
    if not HEX.fullmatch(color):
        raise ValidationError(_("Write a color as # and six digits or letters a to f, such as #0b4f8a."))
    if not is_readable(color, LIGHT_PAPERS):
        least = min(contrast(color, paper) for paper in LIGHT_PAPERS)
        said = _(
            "Links in this color cannot be read on the pages: its contrast is %(found)s, and %(least)s is needed. "
            "%(near)s is the nearest that can."
        )
        near = nearest_readable(color, LIGHT_PAPERS)
        raise ValidationError(said % {"found": f"{least:.1f}", "least": LEAST, "near": near})
