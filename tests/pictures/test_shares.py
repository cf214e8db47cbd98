"""Bars and columns of shares: over N, hollow for few, none for nothing."""

from itertools import combinations

import pytest

from agenda.coverage.rates import HOLLOW_BELOW, PERCENT_FROM, Tally
from agenda.pictures.card import card
from agenda.pictures.letters import width_of
from agenda.pictures.scene import PAINTS, Label, Rect
from agenda.pictures.series import rates
from agenda.pictures.shares import SHARES, stack

AREA = Rect(10, 20, 100, 200)
MANY = Tally(raised=3, partly_raised=2, not_raised=5, raised_in_part=7, not_determinable=30, not_assessed=10)
FEW = Tally(raised=1, partly_raised=1, not_raised=2, not_determinable=30)
NONE = Tally(not_determinable=4)


def words(scene):
    return [shape.text for shape in scene.shapes if isinstance(shape, Label)]


def columns(picture, year):
    return [s for s in picture.scene.shapes if isinstance(s, Rect) and s.tip.startswith(f"{year}: ")]


def test_a_bar_stands_on_n_and_not_on_all_cells():
    parts = list(stack(MANY, AREA))
    assert [part.width for part in parts] == [30, 20, 50]
    assert [part.x for part in parts] == [10, 40, 60]
    parts = list(stack(MANY, AREA, is_upright=True))
    assert [(part.y, part.height) for part in parts] == [(160, 60), (120, 40), (20, 100)]


def test_the_rates_picture_is_drawn_over_n():
    picture = rates("all", "all", "/", {2022: MANY})
    parts = columns(picture, 2022)
    raised, partly, silent = parts
    whole = sum(part.height for part in parts)
    assert raised.height / whole == pytest.approx(0.3) and partly.height / whole == pytest.approx(0.2)
    lines = [shape for shape in picture.scene.shapes if type(shape).__name__ == "Segment"]
    assert silent.y == pytest.approx(min(line.y1 for line in lines)), (
        "raised + partly + not mentioned reach 100%"
    )
    assert raised.tip == "2022: raised 3 of 10"
    assert picture.rows == [[2022, 3, 2, 5, 5, 10, 7, 30, "0.3000", "0.5000"]]
    assert "2022: 5/10" in picture.description and "5/10" in words(picture.scene)


@pytest.mark.parametrize("n_years", [7, 23, 60])
def test_labels_of_many_years_do_not_run_into_each_other(n_years):
    many = {1990 + n: Tally(raised=1275 + n, not_raised=2175) for n in range(n_years)}
    picture = rates("all", "all", "/", many)
    labels = [
        shape for shape in picture.scene.shapes if isinstance(shape, Label) and shape.anchor == "middle"
    ]
    assert {f"{t.n_any}/{t.N}" for t in many.values()} <= {label.text for label in labels}
    assert "1990" in words(picture.scene) and min(label.y for label in labels) > 10
    for one, other in combinations(labels, 2):
        apart = abs(one.x - other.x) >= (width_of(one.text, 12) + width_of(other.text, 12)) / 2
        assert apart or abs(one.y - other.y) >= 12, (one.text, other.text)


def test_fewer_than_ten_are_hollow_and_the_legend_says_so():
    picture = rates("all", "all", "/", {2021: MANY, 2022: FEW})
    assert all(part.paint for part in columns(picture, 2021))
    assert columns(picture, 2022) and not any(part.paint for part in columns(picture, 2022))
    assert f"hollow: fewer than {HOLLOW_BELOW} cells" in words(picture.scene)
    full = rates("all", "all", "/", {2021: MANY})
    assert not any("hollow" in word for word in words(full.scene))


@pytest.mark.parametrize("n, hollow", [(1, True), (HOLLOW_BELOW - 1, True), (HOLLOW_BELOW, False)])
def test_the_border_of_hollow(n, hollow):
    (part,) = stack(Tally(raised=n), AREA)
    assert (part.paint == "") is hollow and (hollow is False or part.outline == "raised")


def test_nothing_is_drawn_for_nothing():
    assert not list(stack(NONE, AREA))
    picture = rates("all", "all", "/", {2021: MANY, 2023: NONE})
    assert not columns(picture, 2022) and not columns(picture, 2023)
    assert words(picture.scene).count("no rate") == 2 and "2023" not in picture.description


def test_no_percentage_is_said_below_five():
    few = rates("all", "all", "/", {2022: FEW})
    assert few.rows[0][5:] == [FEW.N, 0, 30, "", ""] and FEW.N < PERCENT_FROM
    assert not any("%" in word for word in words(few.scene))
    assert "50%" in words(rates("all", "all", "/", {2022: Tally(raised=PERCENT_FROM)}).scene)


def test_no_two_shares_share_a_color():
    fills, outlines = ({PAINTS[share[place]] for share in SHARES} for place in (2, 3))
    assert len(fills) == len(outlines) == len(SHARES)


def test_a_card_says_n_and_what_stands_beside_it():
    scene = card("T", "", tally=MANY)
    assert (
        "3 raised, 2 partly, 5 not mentioned (N = 10); and 7 more in papers read in part; "
        "30 without a public record; 10 not assessed" in " ".join(words(scene))
    )
    bar = [
        shape
        for shape in scene.shapes
        if isinstance(shape, Rect) and shape.paint in ("raised", "partly", "silent-bg")
    ]
    assert [round(part.width / sum(p.width for p in bar), 3) for part in bar] == [0.3, 0.2, 0.5]
    hollow = card("T", "", tally=FEW)
    assert "drawn hollow" in " ".join(words(hollow))
    assert not [
        s for s in hollow.shapes if isinstance(s, Rect) and s.paint in ("raised", "partly", "silent-bg")
    ]
    assert "No rate" in " ".join(words(card("T", "", tally=NONE)))
    in_part = " ".join(words(card("T", "", tally=Tally(raised_in_part=6))))
    assert "read in part: 6 findings; absence cannot be shown" in in_part and "N =" not in in_part
