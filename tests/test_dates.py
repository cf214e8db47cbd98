from datetime import date

import pytest

from agenda.dates import PartialDate


@pytest.mark.parametrize(
    "text, iso, shown, last",
    [
        ("2021-06-17", "2021-06-17", "17 June 2021", date(2021, 6, 17)),
        ("2021-06", "2021-06", "June 2021", date(2021, 6, 30)),
        ("2024-02", "2024-02", "February 2024", date(2024, 2, 29)),
        ("2021", "2021", "2021", date(2021, 12, 31)),
        ("June 2021", "2021-06", "June 2021", date(2021, 6, 30)),
        (" 17 Jun 2021 ", "2021-06-17", "17 June 2021", date(2021, 6, 17)),
    ],
)
def test_reads_and_shows_dates_as_exactly_as_they_are_known(text, iso, shown, last):
    value = PartialDate.parse(text)
    assert (value.iso, str(value), value.last) == (iso, shown, last)


@pytest.mark.parametrize("text", ["12/11/2024", "2021-13", "2021-02-30", "soon", "", "0000"])
def test_refuses_what_could_be_two_days_or_none(text):
    with pytest.raises(ValueError, match=r"not a date|not a day"):
        PartialDate.parse(text)


def test_comes_before_only_when_every_possible_day_does():
    march = PartialDate.parse("2022-03")
    assert not march.is_before(PartialDate.parse("2022-03-31"))
    assert march.is_before(PartialDate.parse("2022-04-01"))
    assert not PartialDate.parse("2022").is_before(PartialDate.parse("2022-12"))


def test_sorts_by_first_day_then_by_exactness():
    texts = ["2022-03-02", "2022", "2022-03", "2021-12-31"]
    ordered = [date.iso for date in sorted(map(PartialDate.parse, texts))]
    assert ordered == ["2021-12-31", "2022", "2022-03", "2022-03-02"]
