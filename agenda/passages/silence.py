"""Words that name a topic without speaking of it: what was not taken up, and what reporters asked."""

import re
from collections.abc import Iterator

LABELED = re.compile(
    r"\s*(?:[【（(\[]?\s*(?:記者|質問|問|QUESTION|Question|Q)\s*(?:[】）)\]]|[:：])|[—―─]{2})"
)
ASKED = re.compile(
    r"[^。]*(?:でしょうか|ましょうか|ますか|ました?か|ませんか|ですか|でしたか|伺います|お伺いします|お尋ねします|お聞かせください|教えてください)[。？?]?\s*$"
)

# A verb of taking up, negated: 取り上げられませんでした, 議題に上らなかった, 対象としていない.
TREATED = (
    r"(?:取り?上げ(?:られ)?|取り?扱(?:わ|われ|って)|触れ(?:られ)?|言及(?:し|され|さ)|記載(?:し|され)|提起(?:し|され)|話し合(?:わ|われ|って)"
    r"|議論(?:し|され|に)|盛り込(?:ま|まれ|んで)|含ま(?:れ)?|含め(?:られ)?|設け(?:られ)?|至(?:ら|って)"
    r"|(?:話題|議題|俎上)に[はも]?(?:上ら|上って|なら|なって|のぼら|のぼって|載ら|載って)|対象と(?:し|して|なら|なって)|対象では|議題では"
    r"|(?:議論|協議|意見交換|やり取り)は(?:特に)?行(?:わ|われ|って)"
    r"|(?:話|話題|議論|質問|言及|名前|声)[はがも](?:特に)?出(?:て)?)"
)
NEGATED = r"(?:て?[いお]り?)?(?:な[いかく]|ません|ありません|ず[、。に]|おらず)"
ELSEWHERE = r"別の(?:会議|会合|機会|枠組み|場|対話|協議|文書)"
CHARACTERS = re.compile(
    rf"{TREATED}{NEGATED}"
    r"|(?:議題|対象|範囲|議論|所掌|所管)(?:から|の|より)?(?:外れ|除か|除外|外(?:で|と|に|。))"
    rf"|{ELSEWHERE}(?:の所掌|の所管|で(?:扱|議論|取り上げ|協議|話し)|に(?:扱|譲|回))"
    r"|(?:次回|後日)(?:以降)?(?:の会合)?[にへ](?:持ち越|先送り|見送|回)"
    r"|(?:言及|発言|説明)を(?:避け|控え)|割愛"
    r"|(?:言及|やり取り|議論|発言|話)は[、]?[^。、]{0,12}(?:ありません|ございません|なかった|ない。)"
    r"|(?:仕事|その|具体的な)の?話は[^。]{0,6}(?:しておりません|していません|しなかった)"
)
ENGLISH = re.compile(
    r"\b(?:was|were|is|are|been) not (?:discussed|raised|addressed|mentioned|taken up|covered|on the agenda"
    r"|part of the agenda|included in)"
    r"|\b(?:did|does|do) not (?:discuss|come up|raise|address|mention|take up|cover)\b"
    r"|\b(?:outside|beyond) the scope of (?:the|this)\b"
)
TURN = re.compile(r"(?:が|ものの|一方)[、,]|; |, (?:but|while|although|whereas) ")


def unspoken(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """[start, end) of clauses of the folded sentence that say that something was not taken up."""
    for pattern, goes_on in ((CHARACTERS, False), (ENGLISH, True)):
        for match in pattern.finditer(folded, start, end):
            turns = [turn.end() for turn in TURN.finditer(folded, start, match.start())]
            after = TURN.search(folded, match.end(), end) if goes_on else None
            stop = (after.start() if after else end) if goes_on else match.end()
            yield (turns[-1] if turns else start, stop)
