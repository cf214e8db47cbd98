"""Krippendorff's alpha and how far chance may move it. Pure: units in, figures out.

A unit is one cell as {coder: code}; coders may be missing. Source: Krippendorff, Content Analysis (2004), ch. 11.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import Any, TypeVar

Code = Hashable
Unit = Mapping[str, Code]
Given = TypeVar("Given")
# How far a topic was raised, least first; "no public record" has no place on that scale.
SCALE = ("not_raised", "partly_raised", "raised")


def _distance(metric: str, totals: Mapping[Any, float], order: Sequence[Code]) -> Callable[[Any, Any], float]:
    """Krippendorff's squared difference for nominal, ordinal or interval codes."""
    if metric == "nominal":
        return lambda a, b: float(a != b)
    if metric == "interval":
        return lambda a, b: float((a - b) ** 2)
    place = {code: number for number, code in enumerate(order)}

    def ordinal(a: Code, b: Code) -> float:
        low, high = sorted((place[a], place[b]))
        between = sum(totals[code] for code in order[low : high + 1])
        return (between - (totals[a] + totals[b]) / 2) ** 2

    return ordinal


def alpha_of(
    patterns: Iterable[tuple[Sequence[Code], int]], metric: str, order: Sequence[Code]
) -> float | None:
    """Alpha from (codes of a unit, how many such units)."""
    coincidences: Any = Counter()
    for codes, times in patterns:
        if len(codes) < 2:
            continue
        counts = Counter(codes)
        for a, n_a in counts.items():
            for b, n_b in counts.items():
                found = n_a * (n_b - (a == b))
                if found:
                    coincidences[a, b] += times * found / (len(codes) - 1)
    totals: Any = Counter()
    for (a, _), value in coincidences.items():
        totals[a] += value
    if len(totals) < 2:
        return None
    n, distance = sum(totals.values()), _distance(metric, totals, order)
    observed = sum(value * distance(a, b) for (a, b), value in coincidences.items())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals if a != b)
    return float(1 - (n - 1) * observed / expected)


def alpha(units: Iterable[Unit], metric: str = "nominal", order: Sequence[Code] = SCALE) -> float | None:
    """Krippendorff's alpha for any number of coders with missing codes.

    `metric` is nominal, ordinal (codes outside `order` are left out as missing) or interval (numbers).
    """
    patterns = Counter(tuple(unit.values()) for unit in units)
    if metric == "ordinal":
        patterns = on_scale(patterns, order)
    return alpha_of(patterns.items(), metric, order)


MOST_OF_A_BYTE = 256
MANY = 2_000
"""Units above which a resample is drawn as numbers of each pattern of codes."""
SEED = 20040241


def _drawn(patterns: Sequence[tuple[Any, int]], chance: random.Random) -> dict[Any, int]:
    """How often each pattern comes up in as many draws as there are units: a multinomial, one binomial after another.

    A binomial of variance above 9 is drawn from the normal distribution of its mean and variance, others draw by draw.
    """
    left = units = sum(n for _pattern, n in patterns)
    found: dict[Any, int] = {}
    for pattern, n in patterns:
        share = n / units if units else 0.0
        variance = left * share * (1 - share)
        if share >= 1:
            k = left
        elif variance > 9:
            k = min(left, max(0, round(chance.gauss(left * share, variance**0.5))))
        else:
            k = _rare(left, share, chance)
        found[pattern], left, units = k, left - k, units - n
    return found


def _rare(n: int, share: float, chance: random.Random) -> int:
    """A binomial by its distribution function, for small variances; a share above one half counts the rest."""
    if share > 0.5:
        return n - _rare(n, 1 - share, chance)
    probability = (1 - share) ** n
    k, wanted, reached = 0, chance.random(), probability
    while wanted > reached and k < n:
        probability *= (n - k) / (k + 1) * share / (1 - share)
        k, reached = k + 1, reached + probability
    return k


def _reckoner(
    patterns: Sequence[tuple[Code, ...]], metric: str, order: Sequence[Code]
) -> Callable[[Sequence[int]], float | None]:
    """A function from how often each pattern of two codes or more was given to alpha.

    Nominal alpha needs only how many codes of each kind there are and how many coincidences differ: of a unit of m codes
    (m² − Σ n²) / (m − 1), where n counts each code in it.
    """
    if metric != "nominal":
        return lambda counts: alpha_of(
            [(codes, n) for codes, n in zip(patterns, counts, strict=True) if n], metric, order
        )
    lengths = [len(codes) for codes in patterns]
    given = [
        [codes.count(code) for codes in patterns] for code in {code for codes in patterns for code in codes}
    ]
    differing = [
        (m**2 - sum(n**2 for n in Counter(codes).values())) / (m - 1)
        for m, codes in zip(lengths, patterns, strict=True)
    ]

    def nominal(counts: Sequence[int]) -> float | None:
        totals = [sum(map(mul, counts, row)) for row in given]
        n = sum(map(mul, counts, lengths))
        expected = n**2 - sum(map(mul, totals, totals))
        return 1 - (n - 1) * sum(map(mul, counts, differing)) / expected if expected else None

    return nominal


def bootstrap(
    units: Sequence[Unit],
    metric: str = "nominal",
    order: Sequence[Code] = SCALE,
    *,
    times: int = 1000,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """95 % percentile interval of alpha from `times` resamples of units; None when too few vary.

    Resamples without variation have no alpha and are left out; with fewer than half left there is no interval. Of more
    than `MANY` units the numbers of each pattern of codes are drawn, not the units one by one.
    """
    rows = [tuple(code for code in u.values() if metric != "ordinal" or code in order) for u in units]
    return interval_of_rows([row for row in rows if len(row) > 1], metric, order, times=times, seed=seed)


def interval_of_rows(
    rows: Sequence[tuple[Code, ...]],
    metric: str = "nominal",
    order: Sequence[Code] = SCALE,
    *,
    times: int = 1000,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """`bootstrap` of units whose codes are at hand, two or more of each."""
    if len(rows) > MANY:
        return interval_of_many(Counter(rows), metric, order, times=times, seed=seed)
    return _interval(tuple(rows), metric, tuple(order), times, seed)


def interval_of_many(
    counts: Mapping[tuple[Code, ...], int],
    metric: str = "nominal",
    order: Sequence[Code] = SCALE,
    *,
    times: int = 1000,
    seed: int = SEED,
) -> tuple[float, float] | None:
    """`bootstrap` of more than `MANY` units, from how often each pattern of codes was given."""
    counted: Any = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return _interval_of_many(tuple(counted), metric, tuple(order), times, seed)


@lru_cache(maxsize=16)
def _interval(
    rows: tuple[tuple[Code, ...], ...], metric: str, order: tuple[Code, ...], times: int, seed: int
) -> tuple[float, float] | None:
    """The interval of these codes. The same codes give the same one, so that other changes of the record need no new draws."""
    if len(rows) < 2:
        return None
    patterns = list(dict.fromkeys(rows))
    draws = _resamples(rows, patterns, random.Random(seed), times)  # noqa: S311  statistics, not secrets
    return _between(draws, _reckoner(patterns, metric, order), times)


@lru_cache(maxsize=16)
def _interval_of_many(
    counted: tuple[tuple[tuple[Code, ...], int], ...],
    metric: str,
    order: tuple[Code, ...],
    times: int,
    seed: int,
) -> tuple[float, float] | None:
    """The same of how often each pattern was given, the most frequent first."""
    chance = random.Random(seed)  # noqa: S311  statistics, not secrets
    draws = (list(_drawn(counted, chance).values()) for _ in range(times))
    return _between(draws, _reckoner([pattern for pattern, _n in counted], metric, order), times)


def _between(
    draws: Iterable[Sequence[int]], reckoned: Callable[[Sequence[int]], float | None], times: int
) -> tuple[float, float] | None:
    """The bounds between which 95 % of the draws' alphas lie; None where fewer than half have one."""
    values = sorted(value for drawn in draws if (value := reckoned(drawn)) is not None)
    if len(values) < times / 2:
        return None
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]


def _resamples(
    rows: Sequence[tuple[Code, ...]], patterns: Sequence[tuple[Code, ...]], chance: random.Random, times: int
) -> Iterator[list[int]]:
    """How often each pattern comes up among as many rows drawn at random as there are, so many times."""
    number = {pattern: n for n, pattern in enumerate(patterns)}
    numbered: Sequence[int] = [number[row] for row in rows]
    if len(patterns) > MOST_OF_A_BYTE:
        for _ in range(times):
            drawn = Counter(chance.choices(numbered, k=len(rows)))
            yield [drawn[n] for n in range(len(patterns))]
        return
    numbered = bytes(numbered)  # counted by the machine's own search for a byte
    for _ in range(times):
        sample = bytes(chance.choices(numbered, k=len(rows)))
        yield [sample.count(n) for n in range(len(patterns))]


def on_scale(patterns: Counter[tuple[Code, ...]], order: Sequence[Code]) -> Counter[tuple[Code, ...]]:
    """The patterns without the codes that have no place in the order."""
    return recoded(patterns, lambda codes: tuple(code for code in codes if code in order))


def recoded(
    counts: Mapping[Given, int], make: Callable[[Given], tuple[Code, ...]]
) -> Counter[tuple[Code, ...]]:
    """How often each pattern is there when one is made of each that was counted."""
    found = Counter[tuple[Code, ...]]()
    for given, n in counts.items():
        found[make(given)] += n
    return found
