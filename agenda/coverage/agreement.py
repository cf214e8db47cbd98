"""How far coders agree. Pure: units in, figures out.

A unit is one cell as {coder: code}; coders may be missing. Every figure is None where it is undefined, above
all when all codes are equal: without variation chance agreement is 1 and nothing can be said.

Sources: Cohen (1960) for kappa; Krippendorff, Content Analysis (2004), ch. 11, for alpha; Gwet (2008) for AC1;
Cicchetti and Feinstein (1990) for positive and negative agreement.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from django.utils.functional import cached_property
from django.utils.translation import gettext

from agenda.joining import sentences

from .alpha import SCALE, Code, Unit, alpha_of, interval_of_many, interval_of_rows, on_scale, recoded

Codes = tuple[tuple[str, Code], ...]
"""The same as (coder, code), coders in the order of their names."""
Pairs = Sequence[tuple[Code, Code]] | Counter[tuple[Code, Code]]
"""Pairs of codes, or how often each was given."""
POSITIVE = ("raised", "partly_raised")


def pairs_of(units: Iterable[Unit]) -> list[tuple[Code, Code]]:
    """Every pair of codes that two coders gave the same unit, coders in the order of their names."""
    return [(unit[one], unit[other]) for unit in units for one, other in combinations(sorted(unit), 2)]


def _counted(pairs: Pairs) -> Counter[tuple[Code, Code]]:
    """How often each pair of codes was given."""
    return pairs if isinstance(pairs, Counter) else Counter(pairs)


def percent(pairs: Pairs) -> float | None:
    """Share of pairs that are equal, 0 to 1."""
    counts = _counted(pairs)
    return sum(n for (a, b), n in counts.items() if a == b) / counts.total() if counts else None


def kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa of two coders: (observed − expected) / (1 − expected) from each one's own margins."""
    counts = _counted(pairs)
    observed, total = percent(counts), counts.total()
    if observed is None:
        return None
    first, second = Counter[Code](), Counter[Code]()
    for (a, b), n in counts.items():
        first[a] += n
        second[b] += n
    expected = sum(first[code] * second[code] for code in first) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def ac1(pairs: Pairs) -> float | None:
    """Gwet's AC1 over the categories in use: chance agreement Σ π(1 − π) / (q − 1), π the mean margin."""
    counts, shares = _counted(pairs), Counter[Code]()
    for pair, n in counts.items():
        for code in pair:
            shares[code] += n
    observed = percent(counts)
    if observed is None or len(shares) < 2:
        return None
    total = sum(shares.values())
    expected = sum(s / total * (1 - s / total) for s in shares.values()) / (len(shares) - 1)
    return (observed - expected) / (1 - expected)


def specific(pairs: Pairs, codes: Iterable[Code]) -> float | None:
    """Agreement on `codes` taken together: 2·both / (2·both + one only). Positive agreement for "raised"."""
    codes, counts = set(codes), _counted(pairs)
    both = sum(n for (a, b), n in counts.items() if a in codes and b in codes)
    one = sum(n for (a, b), n in counts.items() if (a in codes) != (b in codes))
    return 2 * both / (2 * both + one) if both + one else None


class Figures:
    """All figures of units by how many were given each codes, two or more of each; made when they are asked for."""

    def __init__(self, counts: Mapping[Codes, int], interval: tuple[float, float] | None = None):
        self.counts = counts
        self.alpha_interval = interval

    @cached_property
    def patterns(self) -> Counter[tuple[Code, ...]]:
        """How often each pattern of codes was given, whoever gave it."""
        return patterns_of(self.counts)

    @cached_property
    def pairs(self) -> Counter[tuple[Code, Code]]:
        """How often each pair of codes was given to one unit, in the order of the coders' names: the confusion."""
        found = Counter[tuple[Code, Code]]()
        for codes, n in self.counts.items():
            for pair in pairs_of([dict(codes)]):
                found[pair] += n
        return found

    @cached_property
    def n(self) -> int:
        """How many units there are."""
        return self.patterns.total()

    @cached_property
    def disputes(self) -> int:
        """How many of them their coders did not code alike."""
        return sum(n for codes, n in self.patterns.items() if len(set(codes)) > 1)

    @cached_property
    def coders(self) -> int:
        return len({coder for codes in self.counts for coder, _code in codes})

    @cached_property
    def percent(self) -> float | None:
        return percent(self.pairs)

    @cached_property
    def kappa(self) -> float | None:
        """Of exactly two coders, else None."""
        return kappa(self.pairs) if self.coders == 2 else None

    @cached_property
    def alpha(self) -> float | None:
        return alpha_of(self.patterns.items(), "nominal", SCALE)

    @cached_property
    def alpha_ordinal(self) -> float | None:
        return alpha_of(on_scale(self.patterns, SCALE).items(), "ordinal", SCALE)

    @cached_property
    def ac1(self) -> float | None:
        return ac1(self.pairs)

    @cached_property
    def positive(self) -> float | None:
        return specific(self.pairs, POSITIVE)

    @cached_property
    def negative(self) -> float | None:
        return specific(self.pairs, {code for pair in self.pairs for code in pair} - set(POSITIVE))

    @property
    def reading(self) -> str:
        """Alpha in plain words, by Krippendorff's customary thresholds (2004, p. 241)."""
        if not self.n:
            return gettext("No cell was coded by two people.")
        if self.alpha is None:
            return gettext(
                "Undefined: no variation. All codes are equal, so agreement cannot be told from chance."
            )
        if self.alpha >= 0.8:
            return gettext("Reliable by the customary threshold (alpha ≥ .800).")
        if self.alpha >= 0.667:
            return gettext("Good for tentative conclusions only (alpha between .667 and .800).")
        rare = self.positive is not None and self.percent is not None and self.percent >= 0.9
        below = gettext("Below the customary thresholds (alpha < .667).")
        advice = gettext("Raised topics are rare here, so compare positive agreement and AC1.")
        return sentences((below, advice if rare else ""))


def any_mention(counts: Mapping[Codes, int]) -> float | None:
    """Nominal alpha where raised and partly raised are one code, of how many units were given each codes."""
    found = recoded(patterns_of(counts), lambda codes: tuple(code in POSITIVE for code in codes))
    return alpha_of(found.items(), "nominal", SCALE)


def figures(units: Iterable[Unit], *, times: int = 1000) -> Figures:
    """Every figure for the units that at least two coders coded. Kappa is of exactly two coders, else None."""
    return figures_of((tuple(sorted(unit.items())) for unit in units), times=times)


def figures_of(units: Iterable[Codes], *, times: int = 1000) -> Figures:
    """The same of codes that stand in the order of their coders' names; each way to code a unit is reckoned with once."""
    rows = [unit for unit in units if len(unit) > 1]
    return Figures(Counter(rows), interval_in_order(rows, times=times) if times else None)


def interval_in_order(rows: Iterable[Codes], *, times: int = 1000) -> tuple[float, float] | None:
    """The interval of alpha of units in this order, which decides up to `MANY` of them which are drawn."""
    return interval_of_rows([_pattern(unit) for unit in rows], times=times)


def interval_counted(counts: Mapping[Codes, int], *, times: int = 1000) -> tuple[float, float] | None:
    """The interval of alpha of more than `MANY` units."""
    return interval_of_many(patterns_of(counts), times=times)


def _pattern(codes: Codes) -> tuple[Code, ...]:
    return tuple(code for _coder, code in codes)


def patterns_of(counts: Mapping[Codes, int]) -> Counter[tuple[Code, ...]]:
    """How often each pattern of codes was given, whoever gave it."""
    return recoded(counts, _pattern)
