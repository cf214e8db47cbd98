"""Names of offices, bodies and posts: "Minister of Economy, Trade and Industry" is a name, not a topic."""

import re

from .fold import Folded

BODY = (
    r"(?:Vice[- ])?(?:Minist(?:er|ers|ry|ries)|Secretar(?:y|iat|ies)|Department|Office|Bureau|Agency|Institutes?"
    r"|Council|Commission|Commissioner|Director(?:ate)?|Advis[eo]r|Administration|Center|Centre|Authority"
    r"|Ambassador|Academy)"
)
NAMED = r"[A-Z][\w&'’-]*(?:,?\s(?:and\s|&\s|of\s|for\s|the\s)*[A-Z][\w&'’-]*)*"
SMALL = r"(?:and|of|for|the|in|on|at|&)"
ENDS = (
    r"Ministers?|Ministry|Ministries|Secretary|Department|Foundation|Agency|Agencies|Institute|University|Academy|Organi[sz]ation"
    r"|Bureau|Authority|Commission|Commissioner|Administration|Director|Envoy|Ambassador|Coordinator|Officer|Advis[eo]r"
    r"|Board|Association|Corporation|Laboratory|Committee on|Undersecretary|Attach[eé]|Chair(?:man|woman)?"
)
OF = rf"(?:(?:[- ]General|[- ]at[- ]Large)?(?: of State)?(?: in charge)?,? (?:of|for) (?:the )?{NAMED})?"
ENGLISH = re.compile(
    rf"\b{BODY}(?:[- ]General)?(?: of State)?(?: in charge)?,? (?:of|for|on|to the President for) (?:the )?{NAMED}"
    rf"|\b(?:Special )?(?:Envoy|Coordinator|Board|Undersecretary|Attach[eé]|Ambassador[ -]at[ -]Large|Society)"
    rf" (?:of|for|on|to) (?:the )?{NAMED}"
    rf"|\b[A-Z][\w-]+(?:,? (?:{SMALL} ){{0,2}}[A-Z][\w-]+){{0,6}} (?:{SMALL} )?(?:{ENDS})\b(?:['’]s)?{OF}"
    r"|\b(?:National|Australian|Canadian|European|Indian|British|UK|U\.S\.|Korean|Singapore) (?:[A-Z][\w-]+ ){1,5}Cent(?:er|re)\b"
)

# 経済安全保障担当大臣, 科学技術政策局, 国立研究開発法人: a run of characters that ends like an office or a post.
# Folded spellings: センタ for センター.
RUN = r"[々\u30a1-\u30fa\u3400-\u9fffA-Za-z0-9&]{0,40}"
POSTS = (
    r"大臣政務官|大臣補佐官|大臣|次官補|次官|長官|補佐官|秘書官|報道官|参事官|審議官|統括官|技監|局長|部長|課長|室長|所長"
    r"|大使|公使|領事|駐在官|交渉官|特別代表|顧問|総裁|理事長|会長|社長|担当"
)
BODIES = (
    r"省|庁|(?<!基地)(?<!陸揚)(?<!陸揚げ)(?<!放送)(?<!郵便)(?<!当)(?<!薬)局|課|統括室|対策室|企画室|推進室|準備室|委員会"
    r"|機構|研究所|(?<!デタ)センタ|(?<=防衛)隊|審議会|大学|学会|協会|財団|連盟|本部|研究会|諮問会議|戦略会議|推進会議"
    r"|イノベシヨン会議|科学館|技術館|博物館|記念館|資料館|美術館|図書館|大使館|総領事館|法人"
)
NOT_A_NAME = r"(?!級|長級|官級|会合|会議|会談|間|宣言|題|税|徴|程|金|エネ|力|人|面|地|者会|改革|院|発の|する|した|し[、て])"
TO_BE_MADE = r"(?![をの](?:新たに|共同で|両国に)?(?:新設|設置|設立|開設|創設|整備|建設|立ち上げ))"
CHARACTERS = re.compile(f"{RUN}(?:{POSTS}|{BODIES}){NOT_A_NAME}{TO_BE_MADE}")
LAST = re.compile(f"(?:{POSTS}|{BODIES})$")


def names(folded: Folded) -> list[tuple[int, int, int]]:
    """(start, end, start of its last word) of names of offices, bodies and posts, as places in the folded text.

    A phrase that holds the last word is the name of a forum or a kind of office the codebook asks for.
    """
    found = [(*match.span(), match.end()) for match in ENGLISH.finditer(folded.shaped)]
    for match in CHARACTERS.finditer(folded.shaped):
        last = LAST.search(match[0])
        found.append((*match.span(), match.start() + (last.start() if last else len(match[0]))))
    return sorted(found)
