"""Meetings as light as what the record covers needs them."""

from datetime import date
from typing import NamedTuple

from agenda.dates import PartialDate, stored_date
from agenda.models.base import address


class MeetingOnRecord(NamedTuple):
    """What an extent knows of a meeting."""

    pk: int
    dialogue_id: int
    slug: str
    title: str
    status: str
    held_on: date
    held_on_precision: str
    ends_on: date | None

    @property
    def held(self) -> PartialDate:
        return stored_date(self.held_on, self.held_on_precision, self.ends_on)

    def get_absolute_url(self) -> str:
        return address("meeting", self.slug)
