from django.contrib import admin
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from agenda.actions import code_by_hand
from agenda.models import Assessment, Attendance, Document, Finding, Meeting
from agenda.rules.consequences import TOLERATED, ahead_sentence, calling_off_problems

from .base import HTTPS_ADDRESSES, RecordAdmin
from .bounded import AllRelatedChoices
from .documents import DocumentForm
from .fields import RowBoxes
from .forms import PlainForm, RecordForm, change_address
from .judgements import JudgementRowForm, JudgementRows
from .readings import TICK, ask_about_findings, settle_readings
from .searching import forum_names
from .waiting import DraftFilter, WithoutTextFilter


class MeetingForm(RecordForm):
    slug_field = "slug"
    partial_dates = {"held_on": "held"}

    def slug_source(self, values):
        dialogue, held = values.get("dialogue"), self.instance.held
        return f"{dialogue.slug if dialogue else ''} {held.iso if held else values.get('title', '')}"

    def look_alikes(self, values):
        """A meeting of the same forum on one of its days."""
        if not (values.get("dialogue") and (first := values.get("held_on"))):
            return None
        is_within = Q(held_on__range=(first, values.get("ends_on") or first))
        return Q(is_within | Q(held_on__lte=first, ends_on__gte=first), dialogue=values["dialogue"])

    def _clean_fields(self):
        """Days written in one box, such as “6–7 May 2022”, fill the box of the last day too."""
        super()._clean_fields()
        box = self.fields.get("held_on")
        written = getattr(box, "ends", None)
        if not written or "ends_on" not in self.fields:
            return
        typed = self.cleaned_data.get("ends_on")
        if typed in (None, written, self.initial.get("ends_on")):
            self.cleaned_data["ends_on"], box.remark = written, ""
        else:
            sentence = _("The first box says %(written)s, and this one another day.")
            self.add_error("ends_on", sentence % {"written": written.isoformat()})

    def clean(self):
        values = super().clean()
        first, last = values.get("held_on"), values.get("ends_on")
        if first and last == first:  # of a single day, as calendars write it
            values["ends_on"] = None
        elif last and (self.instance.held is None or self.instance.held.precision != "day"):
            sentence = _("A meeting with a last day has a first day, known to the day.")
            self.add_error("held_on" if "held_on" in self.cleaned_data else None, sentence)
        self.instance.ends_on = values.get("ends_on")
        if self.instance.pk and values.get("status") not in (None, "", Meeting.Status.HELD):
            self._keep_what_was_found()
        held, is_touched = self.instance.held, {"held_on", "ends_on", "status"} & {*self.changed_data}
        is_held = is_touched and held and values.get("status") == Meeting.Status.HELD
        if is_held and held.first > timezone.now().date() + TOLERATED:
            self.add_error("held_on", ahead_sentence(held))
        elif is_held and held.ends and held.ends > timezone.now().date() + TOLERATED:
            self.add_error("ends_on", ahead_sentence(held))
        return values

    def _keep_what_was_found(self) -> None:
        findings = Finding.objects.in_force().filter(meeting=self.instance)
        address = f"{reverse('admin:agenda_finding_changelist')}?meeting__id__exact={self.instance.pk}"
        for field, sentence in calling_off_problems(findings.count()).items():
            self.add_error(
                field, format_html('{} <a href="{}">{}</a>', sentence, address, _("Show its findings"))
            )


class AttendanceInline(RowBoxes, admin.TabularInline):
    model = Attendance
    form = PlainForm
    autocomplete_fields = ["actor"]
    fields = ["actor", "representative", "office", "token"]
    extra = 2
    verbose_name_plural = _("attendance")


class DocumentRows(BaseInlineFormSet):
    """The documents of a meeting's page, asked together what they do to its published findings."""

    user = None

    def kept(self):
        """The rows filled in and not marked for deletion."""
        return [form for form in self.forms if form.has_changed() and not form.cleaned_data.get("DELETE")]

    def clean(self):
        super().clean()
        if not any(self.errors):
            ask_about_findings(self.kept(), self.user)


class DocumentInline(RowBoxes, admin.StackedInline):
    model = Document
    formset = DocumentRows
    formfield_overrides = HTTPS_ADDRESSES
    form = DocumentForm
    autocomplete_fields = ["publisher", "issuers"]
    fields = [
        ("title", "kind"),
        ("publisher", "issuers"),
        ("issued_on", "language", "url"),
        ("completeness", "read_on", "is_official", "is_published"),
        "summary",
        "slug",
        ("token", "not_duplicate"),
        TICK,
    ]
    extra = 1
    show_change_link = True

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = formset.form.user = request.user
        return formset


class AssessmentInline(RowBoxes, admin.StackedInline):
    """New judgements only; those on record are listed above and superseded by entering them again."""

    model = Assessment
    form = JudgementRowForm
    formset = JudgementRows
    autocomplete_fields = ["topic"]
    fields = [
        ("topic", "outcome", "depth"),
        ("found_in", "paragraph", "strength"),
        "summary",
        ("confidence", "is_excluded"),
        "note",
    ]
    extra = 3
    can_delete = False
    verbose_name_plural = _("assess topics (each row a judgement of yours; the same topic again supersedes)")

    def has_add_permission(self, request, obj=None):
        """Only where the page itself can be saved: an analyst who may not change meetings codes at the desk."""
        keeps = request.user.has_perm("agenda.change_meeting")
        return keeps and super().has_add_permission(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).none()


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    form = MeetingForm
    list_display = ["title", "dialogue", "held", "level", "format", "status", "is_published"]
    list_filter = [
        ("dialogue", AllRelatedChoices),
        "level",
        "status",
        "format",
        "is_published",
        WithoutTextFilter,
        DraftFilter,
    ]
    list_select_related = ["dialogue"]
    search_fields = ["title", "slug", "place", *forum_names("dialogue")]
    date_hierarchy = "held_on"
    bulk_columns = ("status", "is_published")
    kept_when_adding = ("dialogue", "format", "level")
    autocomplete_fields = ["dialogue"]
    inlines = [AttendanceInline, DocumentInline, AssessmentInline]
    readonly_fields = ["assessed_so_far"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "dialogue",
                    "title",
                    ("held_on", "ends_on"),
                    "status",
                    "place",
                    ("format", "level"),
                    "note",
                ]
            },
        ),
        ("Publication", {"fields": ["slug", "is_published"]}),
        ("Judgements", {"fields": ["assessed_so_far"]}),
    ]

    def get_object(self, request, object_id, from_field=None):
        """The meeting with its viewer, who must not see others' codes before handing in their own."""
        meeting = super().get_object(request, object_id, from_field)
        if meeting is not None:
            meeting.viewer = request.user
        return meeting

    @admin.display(description="assessed so far")
    def assessed_so_far(self, meeting):
        if meeting.pk is None:
            return "nothing yet"
        rows = (
            Assessment.objects.visible_to(meeting.viewer)
            .current()
            .filter(meeting=meeting)
            .select_related("topic", "assessed_by")
        )
        parts = [
            (change_address(row), row.topic.name, row.get_outcome_display(), row.assessed_by)
            for row in rows.order_by("topic__name")
        ]
        listed = format_html_join("", '<li><a href="{}">{}</a>: {} ({})</li>', parts)
        return format_html("<details><summary>{}</summary><ul>{}</ul></details>", len(parts), listed)

    def _create_formsets(self, request, obj, change):
        """Let the rows of judgements see the documents typed on the same page."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        documents = next((f for f in formsets if f.model is Document), None)
        for formset in formsets:
            if formset.model is Assessment:
                formset.see(documents, request.user)
        return formsets, inlines

    def save_formset(self, request, form, formset, change):
        if formset.model is Document:
            settle_readings(request, formset.kept())
        if formset.model is not Assessment:
            super().save_formset(request, form, formset, change)
            return
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for row in formset.filled():
            topic = row.cleaned_data["topic"]
            formset.new_objects.append(
                code_by_hand(form.instance, topic, formset.judgement(row), by=request.user)
            )
