"""Releases of the record and files of strangers, to bring in."""

from pathlib import Path

from agenda.exports.release import write_release

BASE = "https://agenda.example.org/"


def released(folder: Path) -> Path:
    return write_release(folder, BASE).directory


FOREIGN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Elsewhere//EN
BEGIN:VEVENT
UID:1@elsewhere
DTSTAMP:20220101T000000Z
SUMMARY:Ministers meet
DTSTART;TZID=Asia/Tokyo:20230506T090000
LOCATION:Tokyo
END:VEVENT
BEGIN:VEVENT
UID:2@elsewhere
DTSTAMP:20220101T000000Z
SUMMARY:Weekly call
DTSTART;VALUE=DATE:20230507
RRULE:FREQ=WEEKLY
END:VEVENT
END:VCALENDAR
"""
