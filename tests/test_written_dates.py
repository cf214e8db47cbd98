"""Dates as people write them, in their languages; what could be two days is asked about."""

import pytest

from agenda.dates import PartialDate
from agenda.written_dates import AmbiguousDate, read_date, written_date
from agenda.written_dates.numeric import ORDERS, order_of, said_order
from agenda.written_dates.words import MONTHS, month_of, weekday_of


@pytest.mark.parametrize(
    "iso, texts",
    [
        ("2026-03-02", "2-Mar-2026|02-Mar-26|2 Mar 2026|Mar 2, 2026|March 2nd, 2026|2nd of March 2026|2026 March 2|2026-Mar-02|"
         "Monday, March 2, 2026|Mon 2 Mar 2026|2. März 2026|Montag, 2. März 2026|Mo., 2.3.2026|2 mars 2026|lundi 2 mars 2026|"
         "2 de marzo de 2026|2 de março de 2026|2 marzo 2026|2 maart 2026|2 marca 2026|2 mart 2026|2 марта 2026 г.|"
         "2026-03-02 00:00:00|2026/03/02 00:00:00|2026-03-02T09:30Z|2 March 2026, 9:30 am|2026年3月2日|2026年3月2日(月)|"
         "令和8年3月2日|令和八年三月二日|R8.3.2|r8/3/2|２０２６年３月２日|2026년 3월 2일|二〇二六年三月二日|民國115年3月2日|"
         "2026/3/2|2026.3.2|2026. 3. 2.|20260302|2026年3月2日 10:00|2 March 2026 (Mon)|le 2 mars 2026"),
        ("2022-09", "Sept. 2022|Sep 2022|September 2022|Sept 2022|2022 Sept|9/2022|2022/09|2022年9月|令和4年9月|R4.9|sep '22|"
         "septembre 2022|settembre 2022|wrzesień 2022|září 2022"),
        ("2022-03", "März 2022|Maerz 2022|Mrz 2022|Mär. 2022|mars 2022|Mar-22|2022년 3월"),
        ("2022-12-05", "2022年12月5日|2022/12/05|5 décembre 2022|5. Dez. 2022|5 dic 2022|12/5/2022, Monday|Mon, 12/05/2022"),
        ("2019", "2019|2019年|令和元年|Q1 2019|2019 Q3|1Q 2019|3. Quartal 2019|2019年第2四半期|Spring 2019|Frühjahr 2019|"
         "autumn of 2019|2019年春|H1 2019|mid-2019|Anfang 2019|平成31年"),
        ("2022-05-24", "24-25 May 2022|24–25 May 2022|May 24-25, 2022|24./25. Mai 2022|24 to 26 May 2022|24 May - 1 June 2022|"
         "24. und 25. Mai 2022|24 May 2022 – 25 May 2022"),
        ("1998-11-13", "13/11/98|13-Nov-98|11/13/98|H10.11.13|平成10年11月13日"),
    ],
)  # fmt: skip
def test_forms(iso, texts):
    read = {text: read_date(text).iso for text in texts.split("|")}
    assert read == dict.fromkeys(read, iso)


def test_what_is_kept_less_exactly_is_remarked():
    for text in ("Q1 2022", "Spring 2022", "24–25 May 2022", "early March 2022", "Mar-22", "late 2022"):
        assert text in written_date(text).remark
    for text in ("2022", "March 2022", "24 May 2022", "Tuesday, 24 May 2022", "2022-05-24 10:00"):
        assert written_date(text).remark == ""


@pytest.mark.parametrize("text", ["12/11/2024", "1.2.2024", "03-04-2021", "12/11/24", "25/12/24", "1 2 2024"])
def test_what_could_be_two_days_is_asked_about(text):
    with pytest.raises(AmbiguousDate, match=r"could be two days: write \d{4}-\d\d-\d\d or \d{4}-"):
        read_date(text)


def test_an_order_or_a_day_of_the_week_settles_it():
    assert read_date("12/11/2024", "dmy").iso == "2024-11-12" == read_date("11/12/24", "mdy").iso
    assert read_date("24/11/12", "ymd").iso == "2024-11-12"
    assert (
        read_date("Tue 12/11/2024").iso == "2024-11-12" and read_date("Wed, 12/11/2024").iso == "2024-12-11"
    )
    with pytest.raises(ValueError, match="another day of the week"):
        read_date("Monday, 24 May 2022")


@pytest.mark.parametrize(
    "text, why",
    [("Winter 2022", "two years"), ("FY2022", "two years"), ("2022年度", "two years"), ("26 March", "no year"),
     ("March 26", "no year"), ("31/02/2024", "not a day"), ("31/04/24", "four digits"), ("令和0年", "era"),
     ("平成35年", "era"), ("R1.4.1", "era"), ("30 Feb 2024", "not a day"), ("2024-13", "not a day"), ("soon", "not a date"),
     ("12 of 40", "not a date"), ("", "not a date"), ("May", "not a date"), ("2022 or 2023", "not a date"),
     ("44705", "not a date"), ("十十年", "not a date"), ("1 May 2022 3 4", "not a date"), ("x" * 10_000, "not a date")],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(text, why):
    with pytest.raises(ValueError, match=why):
        read_date(text)


@pytest.mark.parametrize(
    "texts, first, last",
    [
        ("6–7 May 2022|6 to 7 May 2022|from 6 to 7 May 2022|May 6-7, 2022|Fri 6 – Sat 7 May 2022|2022-05-06/07|6.–7. Mai 2022|"
         "2022年5月6日から7日まで|2022年5月6日(金)～7日(土)|2022-05-06 – 2022-05-07|6 and 7 May 2022",
         "2022-05-06", "2022-05-07"),
        ("31 May to 1 June 2022|2022-05-31/06-01|2022年5月31日～6月1日|5/31/2022 – 6/1/2022|31/5/2022 – 1/6/2022|"
         "Tue 31 May – Wed 1 June 2022",
         "2022-05-31", "2022-06-01"),
        ("令和4年12月5日～6日|5–6 December 2022", "2022-12-05", "2022-12-06"),
        ("30 December 2021 – 2 January 2022|2021-12-30 – 2022-01-02", "2021-12-30", "2022-01-02"),
    ],
)  # fmt: skip
def test_several_days_have_a_first_and_a_last(texts, first, last):
    read = {text: written_date(text) for text in texts.split("|")}
    assert {text: (found.date.iso, found.ends.isoformat()) for text, found in read.items()} == dict.fromkeys(
        read, (first, last)
    )


def test_a_span_from_a_day_to_itself_is_that_day():
    found = written_date("24 May 2022 – 24 May 2022")
    assert (found.date.iso, found.ends, found.remark) == ("2022-05-24", None, "")


@pytest.mark.parametrize(
    "text, why",
    [("7–6 May 2022", "lies before the first"), ("2022-05-07/06", "lies before the first"),
     ("Mon 6 – Sat 7 May 2022", "another day of the week"), ("Fri 6 – Sun 7 May 2022", "another day of the week"),
     ("Monday, 6–7 May 2022", "“Monday, 6–7 May 2022”: 2022-05-06 is another day"),
     ("6–7 May 2022 (Sun)", "2022-05-07 is another day"),
     ("2022年5月6日～7日(日)", "another day of the week"), ("31.5.–1.6.2022", "could be two days"),
     ("5/6/2022 – 7/8/2022", "could be two days"), ("6–32 May 2022", "not a date"), ("6–7 Soon 2022", "not a date")],
)  # fmt: skip
def test_days_that_make_no_span_are_refused_with_a_sentence(text, why):
    with pytest.raises(ValueError, match=why):
        written_date(text)


@pytest.mark.parametrize(
    "order, first, last", [("dmy", "2022-06-05", "2022-08-07"), ("mdy", "2022-05-06", "2022-07-08")]
)
def test_the_order_of_a_column_settles_both_ends_of_a_span(order, first, last):
    found = written_date("5/6/2022 – 7/8/2022", order)
    assert (found.date.iso, found.ends.isoformat()) == (first, last)


def test_what_a_column_shows_of_its_dates_is_said_in_a_sentence():
    sentences = {order: said_order("Held on", order) for order in ORDERS}
    assert "day stands before the month" in sentences["dmy"]
    assert "month stands before the day" in sentences["mdy"]
    assert "year stands first" in sentences["ymd"] and sentences["ymd"].startswith("“Held on”")


def test_the_order_is_found_from_a_column():
    assert order_of(["05/06/2024", "13/06/2024", "2024-01-01", "soon"]) == "dmy"
    assert order_of(["05/06/2024", "06/13/2024"]) == "mdy"
    assert order_of(["05/06/2024", "5/5/2024"]) == "" == order_of([])
    assert order_of(["13/06/2024", "06/13/2024"]) == ""
    assert order_of(["12/11/24", "25/11/98"]) == "dmy" and order_of(["24/11/12", "24/13/12"]) == ""


def test_every_month_of_every_language_is_one_month():
    for line in filter(None, MONTHS.split("\n")):
        assert [month_of(word) for word in line.split()] == list(range(1, 13))
    assert month_of("ju") == month_of("cer") == month_of("") == month_of("soon") == 0
    assert weekday_of("Mi") == 3 and weekday_of("xyz") == 0


def test_what_the_record_stores_is_read_as_it_stands():
    for iso in ("2022", "2022-05", "2022-05-24"):
        assert read_date(iso) == PartialDate.parse(iso)
