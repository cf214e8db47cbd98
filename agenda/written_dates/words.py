"""The words of dates in the languages of those who keep tables: months, weekdays, seasons, eras.

A word is looked up as `plain` gives it (small letters, no accents), and also when it is cut short, as long as at least three
letters are left and only one month begins so.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

MONTHS = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jan feb mrz apr mai jun jul aug sep okt nov dez
jänner feber maerz april mai juno julei august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november desember
styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
ledna února března dubna května června července srpna září října listopadu prosince
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
"""
WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonntag
mo di mi do fr sonnabend so
lundi mardi mercredi jeudi vendredi samedi dimanche
lunes martes miércoles jueves viernes sábado domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica
segunda terça quarta quinta sexta sábado domingo
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
måndag tisdag onsdag torsdag fredag lördag söndag
poniedziałek wtorek środa czwartek piątek sobota niedziela
понедельник вторник среда четверг пятница суббота воскресенье
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
月曜 火曜 水曜 木曜 金曜 土曜 日曜
月 火 水 木 金 土 日
星期一 星期二 星期三 星期四 星期五 星期六 星期日
월요일 화요일 수요일 목요일 금요일 토요일 일요일
월 화 수 목 금 토 일
"""
SEASONS = {
    *"spring summer autumn fall frühling frühjahr sommer herbst printemps été automne primavera verano otoño".split(),
    *"outono verão estate autunno lente zomer herfst vår höst 春 夏 秋".split(),
}
WINTERS = {*"winter hiver invierno inverno vinter zima 冬".split()}
FILLERS = {
    *"of the de del do le la den der am on st nd rd th er ère o a d og y e kl to bis and und al г года р".split()
}
"""Words and endings that stand in dates and say nothing."""
PARTS = {
    *"early mid late beginning end anfang mitte ende début fin principios finales 初旬 上旬 中旬 下旬 初め 末".split()
}


@dataclass(frozen=True)
class Era:
    """A calendar of years counted from `first`; `letter` is its short form, `last` the last day it counted."""

    names: tuple[str, ...]
    letter: str
    first: date
    last: date = date.max


ERAS = (
    Era(("令和",), "R", date(2019, 5, 1)),
    Era(("平成",), "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era(("昭和",), "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era(("中華民國", "中華民国", "民國", "民国"), "", date(1912, 1, 1)),
)


def plain(word: str) -> str:
    """The word in small letters without accents."""
    apart = unicodedata.normalize(
        "NFKD", word.casefold().replace("ß", "ss").replace("ł", "l").replace("ı", "i")
    )
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _numbered(table: str) -> dict[str, int]:
    return {
        plain(word): number for line in table.split("\n") for number, word in enumerate(line.split(), start=1)
    }


_MONTHS, _WEEKDAYS = _numbered(MONTHS), _numbered(WEEKDAYS)


def _looked_up(table: dict[str, int], word: str) -> int:
    if word in table:
        return table[word]
    found = {number for name, number in table.items() if len(word) > 2 and name.startswith(word)}
    return found.pop() if len(found) == 1 else 0


def month_of(word: str) -> int:
    """The month a word means (1 is January), or 0."""
    return _looked_up(_MONTHS, plain(word))


def weekday_of(word: str) -> int:
    """The day of the week a word means (1 is Monday), or 0."""
    return _looked_up(_WEEKDAYS, plain(word))


def is_among(word: str, words: set[str]) -> bool:
    return plain(word) in {plain(other) for other in words}
