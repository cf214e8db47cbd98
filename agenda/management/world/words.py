"""Names and sentences of a made-up record. All are ours; no place or body of this world is meant."""

import random
from itertools import product

STARTS = "Al Bar Cor Dra El Fen Gar Hol Is Jor Kel Lun Mor Nar Ost".split()
ENDS = "avia beria dor enia farn gova heim inor karra lund mere nesia oria".split()
FIELDS = """arable battery border broadband canal carbon cargo cable coastal copper data dairy drought energy export fishery
flood forest freight grain harbor health hydrogen ice insulin island lithium maritime milk mineral nickel ocean orbital patent
pension pipeline polar port postal protein radio railway refinery reservoir river rubber salt satellite seabed seed solar steel
tidal timber tourist vaccine water wind zinc""".split()
MATTERS = """access agreements audits capacity certification competition cooperation corridors dialogue dumping finance forecasts
funds governance grids imports innovation inspection insurance investment labeling licensing logistics markets mobility monitoring
networks ownership permits pricing procurement protection quotas recovery recycling registers research reserves resilience safety
security shortages standards storage subsidies supply surveys tariffs taxation technology testing tracing training transit
transparency""".split()
COMMON = """the parties discussed and welcomed progress on supply security resilience cooperation of investment in their shared
region they agreed to continue work with partners on standards finance training for workers across borders while noting the need
for transparent markets and timely exchange between ministries""".split()
RARE = """ablation basalt cinnabar dolomite estuary feldspar gimbal halide isobar jetty kelp lagoon magnetite nebula obsidian
pumice quarry rhizome sextant tundra umbra varnish wharf xylem yarrow zeolite""".split()


def states(n: int) -> list[str]:
    """`n` names of states, at most 195, each different."""
    return [f"{start}{end}" for start, end in product(STARTS, ENDS)][:n]


def matters(n: int) -> list[str]:
    """`n` names of topics, at most 3,000, neighbors unlike each other."""
    names = [f"{field.capitalize()} {matter}" for field, matter in product(FIELDS, MATTERS)]
    random.Random(7).shuffle(names)  # noqa: S311  the order of made-up names
    return names[:n]


def text(chance: random.Random, words: int, topics: list[str]) -> str:
    """A text of about so many words in paragraphs, in which the topics are named and now and then a rare word."""
    pieces, left = [], words
    named = iter(topics)
    while left > 0:
        sentence = chance.choices(COMMON, k=14)
        if name := next(named, None):
            sentence[5:5] = [*name.lower().split()]
        if chance.random() < 0.02:
            sentence.append(chance.choice(RARE))
        pieces.append(" ".join(sentence).capitalize() + ".")
        left -= len(sentence)
    return "\n\n".join(" ".join(pieces[at : at + 4]) for at in range(0, len(pieces), 4))
