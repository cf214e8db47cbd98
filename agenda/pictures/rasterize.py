"""A program of its own: SVG on standard input, PNG on standard output. Run by `png.py`, never imported.

python -I rasterize.py WIDTH FAMILY FONT…
"""

import os
import sys

import resvg_py

os.nice(10)  # pages come first
width, family, *fonts = sys.argv[1:]
svg = sys.stdin.buffer.read().decode()
png = resvg_py.svg_to_bytes(
    svg_string=svg, width=int(width), skip_system_fonts=True, font_family=family, font_files=fonts
)
sys.stdout.buffer.write(bytes(png))
