"""Every page can be cited, in four forms, and a finding's citation carries what it rests on."""

import json
from datetime import date

import pytest

from agenda.exports.citations import Citation
from tests.support import factories as f
from tests.support.pages import text

CITED = Citation(
    "R&D at 50 % {odd}",
    "https://example.org/findings/12/?a=1",
    date(2024, 5, 6),
    date(2026, 1, 2),
    "Verdict: raised.",
)


def test_plain():
    assert CITED.plain == ("Agenda. “R&D at 50 % {odd}.” Verdict: raised. Record of 6 May 2024. "
                           "https://example.org/findings/12/?a=1. Accessed 2 January 2026.")  # fmt: skip


def test_bibtex_escapes_what_tex_would_run():
    said = CITED.bibtex
    assert said.startswith("@online{agenda-findings-12-a-1,\n") and said.rstrip().endswith("}")
    assert r"title = {{R\&D at 50 \% \{odd\}}}," in said and "urldate = {2026-01-02}" in said
    assert said.count("{") == said.count("}")


def test_ris_has_one_tag_a_line_whatever_the_title_holds():
    lines = Citation("A\nTY  - BOOK", "https://x/", date(2024, 5, 6), date(2026, 1, 2)).ris.split("\r\n")
    assert lines[0] == "TY  - ELEC" and lines[1] == "TI  - A TY - BOOK" and lines[-2:] == ["ER  - ", ""]
    assert "DA  - 2024/05/06" in lines and "Y2  - 2026/01/02" in lines


def test_csl():
    (item,) = json.loads(CITED.csl)
    assert item["type"] == "webpage" and item["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert item["note"] == "Verdict: raised." and item["URL"] == CITED.url


@pytest.mark.parametrize(
    "form, kind",
    [("txt", "text/plain"), ("bib", "bibtex"), ("ris", "research-info-systems"), ("json", "csl+json")],
)
def test_any_page_gives_its_citation_as_a_file(db, client, form, kind):
    response = client.get(f"/topics/?q=x&cite={form}")
    assert kind in response["Content-Type"] and response["Content-Disposition"].endswith(f'.{form}"')
    assert (
        "http://testserver/topics/?q=x" in response.content.decode()
        and "cite=" not in response.content.decode()
    )


def test_a_finding_is_cited_with_all_it_rests_on_and_stays_when_superseded(db, client):
    meeting, topic = f.meeting(on="2022-05-06", title="The talk"), f.topic("Cables")
    paper = f.document(meeting, f.actor("Northland"), title="Readout of the talk")
    found = f.finding(meeting, topic, "not_raised", documents=[paper])
    address = f"{found.version_address(1)}?cite=txt"
    said = client.get(address).content.decode()
    for part in ("Cables at The talk, 6 May 2022", "Not mentioned in the published readouts", "Codebook version 1",
                 "every joint paper on record read whole", "Northland, Readout of the talk",
                 f"Finding {found.pk}, decided"):  # fmt: skip
        assert part in said
    newer = f.finding(meeting, topic, "raised", documents=[paper])
    assert f"Superseded {newer.decided_at:%Y-%m-%d}" in client.get(address).content.decode()
    assert "Superseded." in text(client.get(found.version_address(1)))
    assert "Cite this" in text(client.get("/meetings/"))
