"""Freeze a document's text as a new version; nothing that was quoted before is moved."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agenda.intake.files.texts import Brought
from agenda.models import Body, Document, Original


@transaction.atomic
def add_text(
    document: Document,
    brought: Brought,
    kind: str,
    *,
    by,
    name="",
    content: bytes = b"",
    completeness: str = "",
) -> Body:
    """Store `brought` as the next version of the document's text and keep the original file.

    `completeness` says how much of the document was read; "" leaves it as it is.
    Raises ValidationError when the text in force is the same already.
    """
    stored = Document.objects.select_for_update().get(pk=document.pk)
    bodies = list(document.bodies.all())
    newest = max(bodies, key=lambda body: body.version, default=None)
    if newest and newest.sha256 == Body.digest(brought.text) and newest.kind == kind:
        raise ValidationError(
            _("This is the text in force already (version %(version)s): nothing was added.")
            % {"version": newest.version}
        )
    body = Body.objects.create(
        document=document,
        version=(newest.version if newest else 0) + 1,
        kind=kind,
        text=brought.text,
        sha256=Body.digest(brought.text),
        added_by=by,
    )
    if completeness not in ("", stored.completeness):
        stored.completeness = completeness
        stored.save(update_fields=["completeness"])
    if content:
        _keep_original(body, name, brought.media_type, content)
    return body


def _keep_original(body: Body, name: str, media_type: str, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    Original.objects.create(body=body, name=name[:200], media_type=media_type, content=content, sha256=digest)
