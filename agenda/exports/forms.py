"""The record in other people's forms: SKOS, W3C Web Annotations, Open Civic Data events. Plain values in, text out.

`base` is the site's public address everywhere here.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from django.urls import reverse

from agenda.translated import in_others, said

SKOS = "http://www.w3.org/2004/02/skos/core#"
OCD_SPACE = uuid.UUID("6f0c7b52-0f0e-5c0a-9f58-0d2a6f3b9c11")
"""Any UUID of our own: a meeting's Open Civic Data identity is made of it and the slug, the same in every release."""


def dumped(value) -> str:
    """JSON that is the same for the same value: keys sorted, one indent, UTF-8."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def dumped_rows(rows: Iterable) -> Iterator[str]:
    """The same text of a list, a row at a time."""
    begin = "[\n "
    for row in rows:
        yield begin + dumped(row).rstrip("\n").replace("\n", "\n ")
        begin = ",\n "
    yield "[]\n" if begin.startswith("[") else "\n]\n"


def _literal(text: str, language: str = "en") -> str:
    escaped = "".join(ESCAPES.get(sign, sign) for sign in text)
    return f'"{escaped}"@{language}'


ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def skos_turtle(topics: Iterable, base: str, version: str) -> str:
    """The codebook as a SKOS concept scheme in Turtle."""
    scheme = f"<{urljoin(base, reverse('topics'))}>"
    blocks = [
        f"@prefix skos: <{SKOS}> .\n@prefix dct: <http://purl.org/dc/terms/> .\n",
        f'{scheme} a skos:ConceptScheme ;\n  dct:title "Codebook of topics"@en ;\n  dct:hasVersion "{version}" .\n',
    ]
    for topic in topics:
        lines = [f"<{urljoin(base, topic.get_absolute_url())}> a skos:Concept", f"skos:inScheme {scheme}",
                 f'skos:notation "{topic.code}"', f"skos:prefLabel {_literal(topic.name)}"]  # fmt: skip
        lines += [f"skos:prefLabel {_literal(text, tag)}" for tag, text in in_others(topic, "name").items()]
        lines += [
            f"skos:altLabel {_literal(alias)}"
            for alias in dict.fromkeys(topic.aliases)
            if alias != topic.name
        ]
        lines.append(f"skos:definition {_literal(topic.definition)}")
        lines += [
            f"skos:definition {_literal(text, tag)}" for tag, text in in_others(topic, "definition").items()
        ]
        if topic.includes:
            lines.append(f"skos:scopeNote {_literal('Includes: ' + topic.includes)}")
        if topic.excludes:
            lines.append(f"skos:scopeNote {_literal('Excludes: ' + topic.excludes)}")
        if topic.parent and topic.parent.is_published:
            lines.append(f"skos:broader <{urljoin(base, topic.parent.get_absolute_url())}>")
        else:
            lines.append(f"skos:topConceptOf {scheme}")
        blocks.append(" ;\n  ".join(lines) + " .\n")
    return "\n".join(blocks)


def skos_json(topics: Iterable, base: str, version: str) -> str:
    """The same as JSON-LD."""
    scheme = urljoin(base, reverse("topics"))
    graph: list[dict] = [
        {"@id": scheme, "@type": "skos:ConceptScheme", "dct:title": {"@value": "Codebook of topics", "@language": "en"},
         "dct:hasVersion": version}
    ]  # fmt: skip
    for topic in topics:
        notes = [
            f"{word}: {text}"
            for word, text in (("Includes", topic.includes), ("Excludes", topic.excludes))
            if text
        ]
        concept = {
            "@id": urljoin(base, topic.get_absolute_url()),
            "@type": "skos:Concept",
            "skos:inScheme": {"@id": scheme},
            "skos:notation": topic.code,
            "skos:prefLabel": _values(topic, "name"),
            "skos:altLabel": [
                {"@value": alias, "@language": "en"}
                for alias in dict.fromkeys(topic.aliases)
                if alias != topic.name
            ],
            "skos:definition": _values(topic, "definition"),
            "skos:scopeNote": [{"@value": note, "@language": "en"} for note in notes],
        }
        if topic.parent and topic.parent.is_published:
            concept["skos:broader"] = {"@id": urljoin(base, topic.parent.get_absolute_url())}
        else:
            concept["skos:topConceptOf"] = {"@id": scheme}
        graph.append(concept)
    return dumped({"@context": {"skos": SKOS, "dct": "http://purl.org/dc/terms/"}, "@graph": graph})


def _values(topic, part: str) -> list[dict]:
    """A part of the topic as language-tagged values, its own first."""
    said_in = {"en": getattr(topic, part)} | in_others(topic, part)
    return [{"@value": text, "@language": tag} for tag, text in said_in.items()]


def annotation(evidence, finding, base: str) -> dict:
    """A passage as a W3C Web Annotation: the document is its target, the finding its body.

    A quoted passage has text-quote and text-position selectors; one known by its paragraph has a fragment selector.
    """
    document = evidence.document
    selectors: list[dict] = []
    if evidence.quote:
        quote = {
            "type": "TextQuoteSelector",
            "exact": evidence.quote,
            "prefix": evidence.prefix,
            "suffix": evidence.suffix,
        }
        selectors += [quote, {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}]
    if evidence.paragraph:
        selectors.append({"type": "FragmentSelector", "value": f"p{evidence.paragraph}"})
    bodies: list[dict] = [
        {
            "type": "SpecificResource",
            "source": urljoin(base, finding.topic.get_absolute_url()),
            "purpose": "tagging",
        },
        {"type": "TextualBody", "value": finding.outcome, "purpose": "classifying"},
    ]
    if evidence.summary:
        ours = {said(evidence.summary).language: evidence.summary} | in_others(evidence, "summary")
        bodies += [
            {"type": "TextualBody", "value": text, "language": tag, "purpose": "describing"}
            for tag, text in ours.items()
        ]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{urljoin(base, finding.get_absolute_url())}#evidence-{evidence.pk}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": finding.decided_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": bodies,
        "target": {"source": urljoin(base, document.get_absolute_url()), "selector": selectors},
    }


OCD_STATUS = {"held": "passed", "scheduled": "tentative", "postponed": "tentative", "cancelled": "cancelled"}


def ocd_event(meeting, documents: Iterable, base: str, site: str = "Agenda") -> dict:
    """A meeting as an Open Civic Data event. The start is as exact as it is known, as the standard allows."""
    return {
        "_type": "event",
        "id": f"ocd-event/{uuid.uuid5(OCD_SPACE, meeting.slug)}",
        "name": meeting.title,
        "classification": "diplomatic-meeting",
        "description": meeting.note,
        "start_date": meeting.held.iso if meeting.held else "",
        "end_date": meeting.held.ends.isoformat() if meeting.held and meeting.held.ends else "",
        "all_day": True,
        "timezone": "UTC",
        "status": OCD_STATUS[meeting.status],
        "location": {"name": meeting.place or meeting.get_format_display(), "url": ""},
        "participants": [{"name": meeting.dialogue.name, "entity_type": "organization", "note": "dialogue"}],
        "documents": [
            {"note": d.title, "date": d.issued.iso if d.issued else "", "links": [{"url": d.url, "media_type": "text/html"}]}
            for d in documents if d.url
        ],
        "sources": [{"url": urljoin(base, meeting.get_absolute_url()), "note": site}],
        "extras": {"dialogue": meeting.dialogue.slug, "slug": meeting.slug, "level": meeting.level, "format": meeting.format,
                   "status": meeting.status, "place": meeting.place},
    }  # fmt: skip
