"""Scales that pictures over time share."""

from datetime import date

from .scene import Label, Scene, Segment


class YearAxis:
    """Maps days to x between `left` and `right`, over whole years."""

    def __init__(self, days: list[date], left: float, right: float):
        self.first = min(days).year if days else 0
        self.last = max(days).year if days else 0
        self.left, self.right = left, right

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def x(self, day: date) -> float:
        start = date(day.year, 1, 1)
        part = (day - start).days / (date(day.year, 12, 31) - start).days
        return self.left + (self.right - self.left) * (day.year - self.first + part) / self.count

    def start(self, year: int) -> float:
        return self.left + (self.right - self.left) * (year - self.first) / self.count

    def draw(self, scene: Scene, top: float, bottom: float) -> None:
        """Add a line at each new year and the year's number under it; not every number when years stand close."""
        room = (self.right - self.left) / self.count
        step = 1 if room >= 34 else 2 if room >= 17 else 5
        middle = room / 2 if step == 1 else 0
        for year in range(self.first, self.last + 1):
            x = self.start(year)
            scene.add(Segment(x, top, x, bottom))
            if (year - self.first) % step == 0:
                scene.add(Label(x + middle, bottom + 16, str(year), 12, "middle", paint="soft"))
        scene.add(Segment(self.right, top, self.right, bottom))
        scene.add(Segment(self.left, bottom, self.right, bottom, "soft"))
