"""What an address asks of the record as a whole: the day it answers for, and whether self-coded cells count."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agenda.written_dates import written_date


@dataclass(frozen=True)
class Asked:
    """`on` is the day the page answers for; `is_as_of` when the address named one; `problem` when it could not be read."""

    on: date
    is_as_of: bool = False
    problem: str = ""
    typed: str = ""
    with_self_coded: bool = False

    @classmethod
    def of(cls, query, today: date) -> "Asked":
        """Read `as_of` (2022-03-01; a month or year means its last day) and `self_coded` from a QueryDict."""
        typed = query.get("as_of", "").replace("\x00", "").strip()[:40]
        include = query.get("self_coded") == "include"
        if not typed:
            return cls(today, with_self_coded=include)
        try:
            read = written_date(typed)
            if read.remark:
                raise ValueError(read.remark)
        except ValueError as problem:
            said = _("%(problem)s Shown as of today instead.") % {"problem": problem}
            return cls(today, problem=said, typed=typed, with_self_coded=include)
        return cls(read.date.last, is_as_of=True, typed=typed, with_self_coded=include)

    @property
    def query(self) -> str:
        """What a link to another page carries along: "?as_of=2022-03-01", or nothing."""
        return f"?as_of={self.on.isoformat()}" if self.is_as_of else ""
