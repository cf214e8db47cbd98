"""How large a made-up record is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Counts of rows; `pool` topics are discussed at each dialogue, `cells` of them are judged at each meeting."""

    dialogues: int
    meetings: int
    topics: int
    pool: int
    cells: int
    recommendations: int
    words: int
    """Words of a readout's text."""

    @property
    def findings(self) -> int:
        return self.meetings * self.cells


SCALES = {
    "XS": Scale(2, 6, 8, 8, 6, 6, 40),
    "S": Scale(5, 60, 40, 40, 40, 60, 150),
    "M": Scale(50, 2_000, 300, 60, 50, 2_000, 300),
    "L": Scale(500, 20_000, 1_000, 120, 100, 20_000, 600),
    "XL": Scale(5_000, 200_000, 3_000, 120, 100, 200_000, 600),
}
"""XS is for tests; L is today's record a thousand times over."""
