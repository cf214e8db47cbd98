"""Make the fonts of the PNG pictures: Noto Sans CJK JP cut down to a size fit to ship, in two weights.

    python scripts/subset_font.py [--noto DIR] [--liberation DIR]

The sources are Debian's packages fonts-noto-cjk (NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc) and
fonts-liberation2 (LiberationSans-Regular.ttf and LiberationSans-Bold.ttf), both under the SIL Open Font License 1.1;
fonttools comes with requirements-dev.txt.

- Regular: Latin with its extensions, Greek, Cyrillic, punctuation, arrows, signs, kana, full-width forms, and every
  kanji of JIS X 0208 (levels 1 and 2) and of the vendors' extensions in code page 932 (names such as 髙 and 﨑).
- Bold: the same without the kanji beyond level 1, which are then drawn in Regular.

Noto's Latin is that of Western Europe, Vietnam and romanized Chinese. Letters that it lacks (as in Łódź) are copied
from Liberation Sans, scaled to the same height of small letters. Hinting and vertical writing are left out. The
ellipsis takes its proportional form, which stands on the baseline as Latin text needs it.

The family has a name of its own, as Liberation's reserved font names ask, and so that nobody takes the subset for the
whole font. Both copyright notices stand in the name table and, with the license, in OFL.txt beside the fonts.
`characters.txt` lists what Regular can draw. The same sources and the same fonttools give the same bytes.
"""

import argparse
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

NOTO = Path("/usr/share/fonts/opentype/noto")
LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
TARGET = Path(__file__).parent.parent / "agenda" / "pictures" / "fonts"
FAMILY = "Record Sans JP"
MOST_BYTES = 3_000_000
COPYRIGHT, LICENSE = 0, 13
"""Numbers in a font's name table."""
ABOUT = "A subset of Noto Sans CJK JP with letters of Liberation Sans, see scripts/subset_font.py"
LATIN = [(0xA0, 0x24F), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x214F)]
BLOCKS = [
    *LATIN, (0x20, 0x7E), (0x250, 0x36F), (0x2150, 0x27BF), (0x2B00, 0x2BFF),
    (0x3000, 0x30FF), (0xFF00, 0xFFEF),
]  # fmt: skip


def decoded(codec: str, leads: range) -> set[str]:
    """The characters that a two-byte codec holds behind the lead bytes."""
    pairs = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return {pair for pair in pairs if len(pair) == 1}


def within(blocks: list[tuple[int, int]]) -> set[str]:
    return {chr(code) for first, last in blocks for code in range(first, last + 1)}


def wanted() -> dict[str, set[str]]:
    """The characters asked for, by weight."""
    signs = within(BLOCKS)
    level_1 = decoded("euc_jp", range(0xB0, 0xD0))
    jis = decoded("euc_jp", range(0xA1, 0xFF))
    vendors = {sign for sign in decoded("cp932", range(0x81, 0xFD)) if not "\ue000" <= sign <= "\uf8ff"}
    return {"Regular": signs | jis | vendors, "Bold": signs | level_1}


def proportional(font: TTFont, sign: str) -> str:
    """The name of the proportional form of a sign that is otherwise as wide as a kanji."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "pwid":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    mapping = getattr(part, "ExtSubTable", part).mapping
                    if font.getBestCmap()[ord(sign)] in mapping:
                        return mapping[font.getBestCmap()[ord(sign)]]
    raise SystemExit(f"The source font has no proportional form of {sign}.")


def cut(font: TTFont, characters: set[str]) -> None:
    """Reduce the font to the characters."""
    ellipsis = proportional(font, "…")
    for table in font["cmap"].tables:
        if ord("…") in table.cmap:
            table.cmap[ord("…")] = ellipsis
    options = subset.Options(
        hinting=False,
        layout_features=["kern", "ccmp", "mark", "mkmk"],
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=["vhea", "vmtx", "VORG", "BASE", "DSIG"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(characters))
    cutter.subset(font)


def fill(font: TTFont, other: TTFont, characters: set[str]) -> None:
    """Copy into the font the characters that it lacks and the other has, at the same height of small letters."""
    top = font["CFF "].cff.topDictIndex[0]
    strings, part = top.CharStrings, 0
    private, subroutines = top.FDArray[part].Private, font["CFF "].cff.GlobalSubrs
    scale = font["OS/2"].sxHeight / other["OS/2"].sxHeight
    glyphs, order = other.getGlyphSet(), font.getGlyphOrder()
    taken = set(order)
    names: dict[str, str] = {}
    unused = (name for name in (f"cid{number:05}" for number in range(1, 2**16)) if name not in taken)
    for sign in sorted(characters):
        source = other.getBestCmap().get(ord(sign))
        if source is None or ord(sign) in font.getBestCmap():
            continue
        if source not in names:
            names[source] = name = next(unused)
            advance = round(glyphs[source].width * scale)
            pen = T2CharStringPen(advance - private.nominalWidthX, glyphs)
            bounds = BoundsPen(glyphs)
            for drawn in (pen, bounds):
                glyphs[source].draw(TransformPen(drawn, (scale, 0, 0, scale, 0, 0)))
            strings.charStrings[name] = len(strings.charStringsIndex)
            strings.charStringsIndex.append(pen.getCharString(private, subroutines))
            top.FDSelect.gidArray.append(part)
            font["hmtx"][name] = advance, round(bounds.bounds[0]) if bounds.bounds else 0
            order.append(name)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                table.cmap[ord(sign)] = names[source]
    font.setGlyphOrder(order)
    top.charset = order


def rename(font: TTFont, other: TTFont, weight: str) -> None:
    """Give the font its own name, and both sources' copyright."""
    notices = font["name"].getDebugName(COPYRIGHT), other["name"].getDebugName(COPYRIGHT)
    names = {
        COPYRIGHT: "\n".join(notices), 1: FAMILY, 2: weight, 4: f"{FAMILY} {weight}",
        6: f"{FAMILY}-{weight}".replace(" ", ""), 10: ABOUT,
    }  # fmt: skip
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.string)
    font["CFF "].cff.fontNames[0] = names[6]
    font["CFF "].cff.topDictIndex[0].FamilyName = FAMILY
    font["CFF "].cff.topDictIndex[0].FullName = names[4]


def opened(path: Path, family: str, package: str) -> TTFont:
    """The first face of a font file; exits with a sentence when there is no such font."""
    if not path.exists():
        raise SystemExit(f"No font {path}. Install Debian's {package}, or name another folder (see --help).")
    font = TTFont(path, fontNumber=0, lazy=True, recalcTimestamp=False)
    license = font["name"].getDebugName(LICENSE) or ""
    if font["name"].getDebugName(1) != family or "SIL Open Font License, Version 1.1" not in license:
        font.close()
        raise SystemExit(f"{path} is not {family} under the SIL Open Font License 1.1.")
    return font


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Make the fonts of the PNG pictures.")
    parser.add_argument(
        "--noto", type=Path, default=NOTO, help="folder of NotoSansCJK-Regular.ttc and -Bold.ttc"
    )
    parser.add_argument(
        "--liberation",
        type=Path,
        default=LIBERATION,
        help="folder of LiberationSans-Regular.ttf and -Bold.ttf",
    )
    folders = parser.parse_args(arguments)
    notice = (TARGET / "OFL.txt").read_text(encoding="utf-8")
    for weight, characters in wanted().items():
        font = opened(folders.noto / f"NotoSansCJK-{weight}.ttc", "Noto Sans CJK JP", "fonts-noto-cjk")
        other = opened(
            folders.liberation / f"LiberationSans-{weight}.ttf", "Liberation Sans", "fonts-liberation2"
        )
        cut(font, characters)
        fill(font, other, within(LATIN))
        rename(font, other, weight)
        missing = [
            line for line in font["name"].getDebugName(COPYRIGHT).splitlines() if line.strip() not in notice
        ]
        if missing:
            raise SystemExit(f"OFL.txt must repeat the fonts' own notices: {missing}")
        path = TARGET / f"RecordSansJP-{weight}.otf"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap()):,} characters")
        if weight == "Regular":
            list_characters(font)
    if sum(path.stat().st_size for path in TARGET.glob("*.otf")) >= MOST_BYTES:
        raise SystemExit(f"The fonts together are not smaller than {MOST_BYTES:,} bytes.")


def list_characters(font: TTFont) -> None:
    characters = [chr(code) for code in sorted(font.getBestCmap())]
    lines = ["".join(characters[start : start + 64]) for start in range(0, len(characters), 64)]
    (TARGET / "characters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
