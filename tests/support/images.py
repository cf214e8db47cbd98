"""Reading our own PNG files."""

import struct


def png_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the header of a PNG file says."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n" and content[12:16] == b"IHDR"
    return struct.unpack(">II", content[16:24])
