"""Against published values: Krippendorff's example, and hand-worked two-by-two tables."""

import random
import statistics
from collections import Counter

import pytest

from agenda.coverage import alpha as intervals
from agenda.coverage.agreement import ac1, figures, kappa, pairs_of, percent, specific
from agenda.coverage.alpha import _drawn, _interval, _reckoner, _resamples, alpha, alpha_of, bootstrap

KRIPPENDORFF = [
    [1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
    [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1], [None, 3, None, None],
]  # fmt: skip


def units(rows):
    return [
        {coder: code for coder, code in zip("abcd", row, strict=False) if code is not None} for row in rows
    ]


def table(both, first, second, neither):
    """Two coders: raised by both, by the first only, by the second only, by none."""
    cells = [("raised", "raised")] * both + [("raised", "not_raised")] * first
    cells += [("not_raised", "raised")] * second + [("not_raised", "not_raised")] * neither
    return units(cells)


@pytest.mark.parametrize("metric, value", [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorffs_example(metric, value):
    assert alpha(units(KRIPPENDORFF), metric, order=(1, 2, 3, 4, 5)) == pytest.approx(value, abs=0.0005)


@pytest.mark.parametrize(
    "counts, expected",
    [
        ((1, 2, 1, 46), (0.94, 0.370, 0.375, 0.934, 0.400, 0.968)),
        ((20, 2, 1, 27), (0.94, 0.878, 0.879, 0.882, 0.930, 0.947)),
        ((0, 1, 0, 49), (0.98, 0.0, 0.0, 0.980, 0.0, 0.990)),
    ],
)
def test_two_coders(counts, expected):
    found = figures(table(*counts), times=0)
    values = (found.percent, found.kappa, found.alpha, found.ac1, found.positive, found.negative)
    assert values == pytest.approx(expected, abs=0.0006)
    assert found.n == 50 and sum(found.pairs.values()) == 50


def test_without_variation_everything_that_needs_it_is_undefined():
    found = figures(table(0, 0, 0, 20))
    assert (found.percent, found.kappa, found.alpha, found.ac1, found.positive) == (
        1.0,
        None,
        None,
        None,
        None,
    )
    assert found.reading.startswith("Undefined: no variation")
    assert found.alpha_interval is None


def test_units_of_one_coder_do_not_count_and_nothing_is_nothing():
    assert figures([{"a": "raised"}, {}]).n == 0
    assert (percent([]), kappa([]), ac1([]), alpha([]), specific([], ["raised"])) == (None,) * 5
    assert pairs_of([{"b": 1, "a": 2, "c": 3}]) == [(2, 1), (2, 3), (1, 3)]


def test_the_interval_holds_the_value_and_is_the_same_every_time():
    data = table(20, 2, 1, 27)
    low, high = bootstrap(data)
    assert low < alpha(data) < high and (low, high) == bootstrap(data)
    assert 0.6 < low < 0.85 and high <= 1


def test_the_interval_leaves_out_two_and_a_half_in_a_hundred_on_each_side():
    data, chance = table(20, 8, 7, 15), random.Random(5)  # noqa: S311  statistics, not secrets
    low, high = bootstrap(data)
    values = [alpha(chance.choices(data, k=len(data))) for _resample in range(2000)]
    below, above = sum(value < low for value in values), sum(value > high for value in values)
    assert 0.015 < below / len(values) < 0.035 and 0.015 < above / len(values) < 0.035


def test_no_record_is_missing_on_the_ordinal_scale():
    rows = [("raised", "partly_raised"), ("not_raised", "not_raised"), ("not_determinable", "raised")]
    assert alpha(units(rows), "ordinal") == alpha(units(rows[:2]), "ordinal")
    near = [("raised", "partly_raised"), ("not_raised", "not_raised"), ("raised", "raised")]
    far = [("raised", "not_raised"), ("partly_raised", "partly_raised"), ("raised", "raised")]
    assert alpha(units(near), "ordinal") > alpha(units(far), "ordinal")


@pytest.mark.parametrize(
    "counts, words",
    [
        ((20, 0, 0, 30), "Reliable"),
        ((20, 4, 3, 23), "tentative"),
        ((1, 2, 1, 46), "Raised topics are rare here"),
    ],
)
def test_figures_are_read_in_plain_words(counts, words):
    assert words in figures(table(*counts), times=0).reading


def test_numbers_of_patterns_are_drawn_as_units_would_be():
    """Each draw has as many as there are; over many draws a pattern comes up as often, and as unevenly, as it should."""
    patterns = [("most", 1600), ("some", 350), ("few", 47), ("rare", 3)]
    chance, times, units = random.Random(7), 2000, 2000  # noqa: S311  statistics, not secrets
    draws = [_drawn(patterns, chance) for _ in range(times)]
    assert {sum(drawn.values()) for drawn in draws} == {units}
    for pattern, n in patterns:
        counts = [drawn[pattern] for drawn in draws]
        deviation = (n * (1 - n / units)) ** 0.5
        assert statistics.mean(counts) == pytest.approx(n, abs=5 * deviation / times**0.5 + 0.05)
        assert statistics.stdev(counts) == pytest.approx(deviation, rel=0.1)


def test_many_units_have_the_interval_that_units_one_by_one_give(monkeypatch):
    codes = (
        [("raised", "raised")] * 1500
        + [("not_raised", "not_raised")] * 800
        + [("raised", "not_raised")] * 150
    )
    units = [{"a": one, "b": other} for one, other in codes]
    assert len(units) > intervals.MANY
    drawn = bootstrap(units, times=400)
    monkeypatch.setattr(intervals, "MANY", len(units))
    _interval.cache_clear()  # it does not know that the bound is another now
    assert drawn == pytest.approx(bootstrap(units, times=400), abs=0.005)
    assert drawn[0] < alpha(units) < drawn[1]


def test_counted_resamples_are_those_drawn_unit_by_unit():
    """The same seed gives the same rows as `random.choices` of them, and alpha of their counts is alpha of the rows."""
    rows = [("raised", "raised"), ("raised", "not_raised"), ("not_raised",) * 3] * 20 + [
        ("not_raised",) * 2
    ] * 40
    patterns = list(dict.fromkeys(rows))
    one, other = random.Random(5), random.Random(5)  # noqa: S311  statistics, not secrets
    reckoned = _reckoner(patterns, "nominal", ())
    for counts in _resamples(rows, patterns, one, times=50):
        drawn = Counter(other.choices(rows, k=len(rows)))
        assert counts == [drawn[pattern] for pattern in patterns]
        assert reckoned(counts) == pytest.approx(alpha_of(drawn.items(), "nominal", ()), abs=1e-12)
    assert reckoned([0, 0, 5, 9]) is None, "all alike"


@pytest.mark.parametrize("metric", ["ordinal", "interval"])
def test_other_metrics_have_an_interval_too(metric):
    rows = [(1, 1)] * 30 + [(3, 3)] * 30 + [(1, 2), (2, 3)] * 5
    data = [{"a": one, "b": other} for one, other in rows]
    low, high = bootstrap(data, metric, (1, 2, 3), times=200)
    assert low < alpha(data, metric, (1, 2, 3)) < high


def test_more_patterns_than_a_byte_counts_are_drawn_alike():
    rows = [(n, n) for n in range(300)] * 2
    (counts,) = _resamples(rows, rows[:300], random.Random(5), times=1)  # noqa: S311
    drawn = Counter(random.Random(5).choices(rows, k=len(rows)))  # noqa: S311
    assert counts == [drawn[row] for row in rows[:300]]
