import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agenda.translated import Translated, said

from .actors import Actor, public_actor
from .base import Published, address, japanese, partial_date, precision_field, precision_rule, web_address
from .meetings import Meeting
from .translations import translations_field

JOINT_KINDS = ("joint_statement", "joint_readout", "agreement")
"""Kinds of document that all sides issue together."""
UNREAD = ("not_read", "secondary")
"""Completeness of what nobody read any part of."""


class DocumentQuerySet(models.QuerySet["Document"]):
    def published(self) -> Self:
        meeting_is_public = Q(meeting__is_published=True, meeting__dialogue__is_published=True)
        return self.filter(Q(meeting=None) | meeting_is_public, is_published=True)

    def official(self) -> Self:
        return self.filter(is_official=True)

    def readouts(self) -> Self:
        """Official documents that can prove something: announcements only say what was planned."""
        return self.official().exclude(kind=Document.Kind.ANNOUNCEMENT)

    def of_actor(self, actor: Actor | int) -> Self:
        """Documents that the actor, or the one of that key, published, issued or wrote."""
        every = Document.objects.order_by()
        published, wrote = every.filter(publisher=actor).values("pk"), every.filter(author=actor).values("pk")
        issued = Document.issuers.through.objects.filter(actor=actor).values("document")
        # Three indexes tell the keys; one condition with OR made databases read every document.
        return self.filter(pk__in=published.union(wrote, issued))

    def joint(self) -> Self:
        """Official papers issued by all sides together."""
        return self.official().filter(kind__in=JOINT_KINDS)

    def read_whole(self) -> Self:
        """Documents that somebody read whole and whose text, abstract or signed reading is on record."""
        texts = Body.objects.filter(document=models.OuterRef("pk")).exclude(kind=Body.Kind.EXCERPT)
        is_backed = Q(read_on__isnull=False) | models.Exists(texts)
        return self.filter(is_backed, completeness=Document.Completeness.FULL)


class Document(Translated, Published):
    """Anything cited. An official document of a meeting is one of its readouts, an announcement apart."""

    NAMED_BY = "title"

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", _("Announcement")
        READOUT = "readout", _("Readout")
        JOINT_STATEMENT = "joint_statement", _("Joint statement")
        JOINT_READOUT = "joint_readout", _("Joint readout")
        FACT_SHEET = "fact_sheet", _("Fact sheet")
        TRANSCRIPT = "transcript", _("Transcript")
        PRESS_REMARKS = "press_remarks", _("Press availability")
        AGREEMENT = "agreement", _("Agreement or principles")
        STRATEGY = "strategy", _("Strategy")
        ARTICLE = "article", _("Article")
        REPORT = "report", _("Report")
        NEWS = "news", _("News report")

    class Completeness(models.TextChoices):
        FULL = "full", _("Read whole")
        LARGE_PART = "large_part", _("Read in large part")
        PART = "part", _("Read in part")
        NOT_READ = "not_read", _("Known, not read")
        SECONDARY = "secondary", _("Secondary source")

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=300)
    title_ja = japanese(_("Japanese title"), 300)
    translations = translations_field("title", "summary", "note")
    slug = models.SlugField(max_length=120, unique=True, help_text=_("Its permanent address: /documents/…/"))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_official = models.BooleanField(
        _("official"), default=True, help_text=_("Issued by a government or jointly by governments.")
    )
    publisher = models.ForeignKey(
        Actor, models.PROTECT, related_name="published_documents", help_text=_("On whose site it stands.")
    )
    issuers = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="issued_documents",
        help_text=_("In whose name it was issued, for a joint document. Empty: the publisher's alone."),
    )
    author = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="authored_documents"
    )
    issued_on = models.DateField(null=True, blank=True, help_text=_("Its own date, not the meeting's."))
    issued_on_precision = precision_field()
    language = models.CharField(max_length=12, default="en", help_text=_("Language tag: en, ja, zh-Hant."))
    url = models.URLField(_("address"), max_length=500, blank=True)
    archive_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    retrieved_on = models.DateField(null=True, blank=True)
    completeness = models.CharField(
        max_length=20,
        choices=Completeness.choices,
        default=Completeness.NOT_READ,
        help_text=_("How much of it was read. Only one read whole can show that a topic is absent."),
    )
    read_on = models.DateField(
        _("read whole on"),
        null=True,
        blank=True,
        help_text=_("For a document read whole at its address whose text is not kept here."),
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="read_documents",
        help_text=_("Who signs for having read it whole."),
    )
    summary = models.TextField(blank=True, help_text=_("One or two sentences of our own."))
    note = models.TextField(blank=True)

    issued = partial_date("issued_on")
    history = HistoricalRecords(m2m_fields=[issuers])
    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "slug"]
        indexes = [models.Index(fields=["-issued_on", "slug"], name="document_by_day")]
        constraints = [
            precision_rule("issued_on", "document"),
            web_address("url", "document"),
            web_address("archive_url", "document"),
            models.CheckConstraint(
                condition=Q(read_on=None, read_by=None)
                | Q(read_on__isnull=False, read_by__isnull=False) & ~Q(url=""),
                name="document_signed_reading_is_whole",
                violation_error_message=_(
                    "A signed reading names who read it, on which day, and the address it was read at."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reader.title

    def natural_key(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return address("document", self.slug)

    @property
    def public_publisher(self) -> Actor | None:
        """The publisher, where the public may see it."""
        return public_actor(self.publisher)

    @property
    def public_author(self) -> Actor | None:
        """The author, where there is one and the public may see it."""
        return public_actor(self.author)

    @property
    def source_name(self) -> str:
        """Who says what stands in it: its publisher's name, or its title while the publisher is not public."""
        return str(self.public_publisher or self.reader.title)

    @property
    def is_complete(self) -> bool:
        return self.completeness == self.Completeness.FULL

    @property
    def is_readout(self) -> bool:
        return self.is_official and self.kind != self.Kind.ANNOUNCEMENT

    @property
    def is_joint(self) -> bool:
        """Issued by all sides together."""
        return self.is_official and self.kind in JOINT_KINDS

    @property
    def is_signed(self) -> bool:
        """Somebody signs for having read it whole at its address."""
        return self.read_on is not None

    @property
    def has_whole_text(self) -> bool:
        """The official text, or an abstract of every paragraph, is on record. Reads `bodies`."""
        return self.pk is not None and any(body.covers_whole_text for body in self.bodies.all())

    @property
    def is_read_whole(self) -> bool:
        """Read whole, with its text, an abstract of every paragraph or a signed reading on record."""
        return self.is_complete and (self.is_signed or self.has_whole_text)

    @property
    def was_examined(self) -> bool:
        """What counts as examined when an analyst names nothing: a readout that was read, whole or in part."""
        return self.is_readout and self.completeness not in UNREAD

    @property
    def body(self) -> "Body | None":
        """The text in force: the newest version, or None."""
        versions = sorted(self.bodies.all(), key=lambda body: body.version)
        return versions[-1] if versions else None


class Body(models.Model):
    """One frozen version of a document's text, in numbered paragraphs set apart by an empty line."""

    class Kind(models.TextChoices):
        OFFICIAL_TEXT = "official_text", _("Official text")
        EXCERPT = "excerpt", _("Excerpt of the official text")
        ABSTRACT = "abstract", _("Abstract in our own words")

    document = models.ForeignKey(Document, models.CASCADE, related_name="bodies")
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    numbers = models.JSONField(
        default=list, blank=True, help_text=_("Paragraph numbers where they are not simply 1, 2, 3 …")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["document", "version"]
        verbose_name_plural = _("bodies")
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="body_version_is_unique"),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="body_version_starts_at_one",
                violation_error_message=_("Versions of a text are numbered from 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, text {self.version}"

    @property
    def covers_whole_text(self) -> bool:
        """The official text, or an abstract of every paragraph; an excerpt never is."""
        return self.kind != self.Kind.EXCERPT

    @property
    def language(self) -> str:
        """The tag of the language that the text is in: our abstracts are in the default one unless their script says
        otherwise."""
        declared = settings.LANGUAGE_CODE if self.kind == self.Kind.ABSTRACT else self.document.language
        return said(self.text, declared).language

    @staticmethod
    def digest(text: str) -> str:
        """Hex SHA-256 of the UTF-8 text."""
        return hashlib.sha256(text.encode()).hexdigest()

    def paragraphs(self) -> list[tuple[int, str]]:
        """(number, text) of each paragraph, in order."""
        texts = [part for part in self.text.split("\n\n") if part.strip()]
        return list(zip(self.numbers or range(1, len(texts) + 1), texts, strict=True))

    def paragraph(self, number: int | None) -> str:
        """The text of the paragraph of that number; "" when there is none."""
        return "" if number is None else dict(self.paragraphs()).get(number, "")

    def located_paragraphs(self) -> list[tuple[int, int, str]]:
        """(number, offset in `text`, text) of each paragraph; offsets count code points."""
        located, place = [], 0
        for number, text in self.paragraphs():
            start = self.text.index(text, place)
            located.append((number, start, text))
            place = start + len(text)
        return located
