"""How much of a request has arrived, before anybody parses it. Plain bytes in, a word out."""

import re
from enum import Enum

KEPT = 262_144
"""Bytes of a body that are waited for: more than anybody may send who is not signed in."""
HEAD = 65_536
"""Bytes of a head; browsers send one or two thousand."""
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
EXPECTS = re.compile(rb"^expect:[ \t]*100-continue[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class Arrived(Enum):
    """Whole: an answer can be made without waiting for its sender. Large: its body is read as it comes, or refused unread."""

    PART = "part"
    WHOLE = "whole"
    LARGE = "large"
    ENDLESS = "endless"


def arrived(received: bytes | bytearray) -> Arrived:
    """What has come of a request of HTTP/1: its head up to the empty line, and the body that the head announces."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return Arrived.PART if len(received) <= HEAD else Arrived.ENDLESS
    head = bytes(received[: end + 2])
    if re.search(rb"^transfer-encoding:", head, re.IGNORECASE | re.MULTILINE):
        return Arrived.LARGE  # nothing here reads a body without a length
    lengths = LENGTH.findall(head)
    if lengths and int(lengths[-1]) > KEPT:
        return Arrived.LARGE
    return Arrived.WHOLE if len(received) >= end + 4 + int(lengths[-1] if lengths else 0) else Arrived.PART


def waits_to_be_asked(received: bytes | bytearray) -> bool:
    """Does the sender keep the body back until it is told to go on? (RFC 9110, 10.1.1)"""
    end = received.find(b"\r\n\r\n")
    return end >= 0 and bool(EXPECTS.search(bytes(received[: end + 2])))


def without_waiting(received: bytes | bytearray) -> bytearray:
    """The same without that demand, so that the sender is not told twice."""
    return bytearray(EXPECTS.sub(b"X-Went-On: yes\r", bytes(received), count=1))
