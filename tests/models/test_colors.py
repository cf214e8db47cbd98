"""The accent color can be read wherever it stands."""

import pytest
from django.core.exceptions import ValidationError

from agenda.models.colors import DARK_PAPERS, LEAST, LIGHT_PAPERS, check_accent, contrast, nearest_readable


def test_contrast_as_wcag_has_it():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0b4f8a", "#0b4f8a") == 1


@pytest.mark.parametrize("color", ["#ffcc00", "#00ff88", "#0b4f8a", "#000000", "#ffffff", "#c8102e"])
def test_the_nearest_readable_color_is_readable(color):
    for papers in (LIGHT_PAPERS, DARK_PAPERS):
        near = nearest_readable(color, papers)
        assert min(contrast(near, paper) for paper in papers) >= LEAST
        assert nearest_readable(near, papers) == near


@pytest.mark.parametrize(
    ("color", "said"),
    [
        ("red", "six digits"),
        ("#0b4f8", "six digits"),
        ("#0b4f8a;", "six digits"),
        ("#ffcc00", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_that_can(color, said):
    with pytest.raises(ValidationError, match=said) as refused:
        check_accent(color)
    if said == "cannot be read":
        assert nearest_readable(color, LIGHT_PAPERS) in str(refused.value)
    check_accent("#0b4f8a")
