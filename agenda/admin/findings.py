"""Assessments and findings in the admin: judged, published and withdrawn, never changed."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.actions import code_by_hand, publish, withdraw
from agenda.characters import with_blanks
from agenda.models import MAY_CODE, Assessment, Evidence, Finding

from .bounded import AllRelatedChoices, Bounded, RelatedChoices
from .judgements import AssessmentForm
from .refusals import Refusable, refusal


class ReasonForm(ActionForm):
    reason = forms.CharField(required=False, max_length=500, label=gettext_lazy("Reason: "))


class PublishForm(ReasonForm):
    with_documents = forms.BooleanField(
        required=False, label=gettext_lazy("Publish the documents they rest on too")
    )


class AppendOnlyAdmin(Refusable, Bounded):
    """Rows that are added and superseded; what an action cannot do comes back with what was typed."""

    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request).visible_to(request.user)
        # Asked row by row, of the index: joined, or looked up for all rows together, SQLite may read all there are.
        return rows.annotate(is_superseded=Exists(self.model.objects.filter(supersedes=OuterRef("pk"))))

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def carry_out(self, request, queryset, act, sentences):
        """Do `act` on each row. Rows that a rule refuses come back on a page to try again, else None.

        `sentences`: what is said of one row done and of several, with "%(count)s".
        """
        refused, count = [], 0
        for row in queryset:
            try:
                act(row)
                count += 1
            except (ValidationError, PermissionDenied) as error:
                refused.append((row, refusal(error)))
        if count:
            messages.success(request, ngettext(*sentences, count) % {"count": count})
        if not refused:
            return None
        form = self.action_form(request.POST, auto_id="again-%s")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Refused: what each needs"),
            "opts": self.opts,
            "refused": refused,
            "fields": [field for field in form if field.name not in ("action", "select_across")],
            "action": request.POST["action"],
        }
        return TemplateResponse(request, "admin/refused.html", context)


@admin.register(Assessment)
class AssessmentAdmin(AppendOnlyAdmin):
    form = AssessmentForm
    list_display = ["topic", "meeting", "outcome", "depth", "assessed_by", "assessed_at", "is_current"]
    list_filter = ["outcome", ("meeting__dialogue", RelatedChoices), ("assessed_by", AllRelatedChoices),
                   "codebook_version", "assessed_at"]  # fmt: skip
    list_select_related = ["topic", "meeting", "assessed_by"]
    search_fields = ["topic__name", "meeting__title", "note"]
    autocomplete_fields = ["meeting", "topic"]
    actions = ["publish_findings"]
    action_form = PublishForm
    fieldsets = [
        (None, {"fields": ["meeting", "topic", ("outcome", "depth"), "is_excluded", "documents"]}),
        ("Passage that proves it", {"fields": ["found_in", ("paragraph", "strength"), "summary"]}),
        ("Judgement", {"fields": ["confidence", "note"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return super().get_fieldsets(request)
        shown = ["meeting", "topic", "outcome", "depth", "is_excluded", "documents_examined", "passages",
                 "confidence", "note", "codebook_version", "assessed_by", "assessed_at", "supersedes"]  # fmt: skip
        return [(None, {"fields": shown})]

    def get_readonly_fields(self, request, obj=None):
        return ["documents_examined", "passages", "assessed_at"] if obj else []

    def changelist_view(self, request, extra_context=None):
        hides = request.user.has_perm(MAY_CODE)
        subtitle = _("without what others coded at meetings that you may still code") if hides else None
        return super().changelist_view(request, {"subtitle": subtitle} | (extra_context or {}))

    @admin.display(description="documents examined")
    def documents_examined(self, assessment):
        return "; ".join(str(d) for d in assessment.examined.all())

    @admin.display(description="passages")
    def passages(self, assessment):
        rows = Evidence.objects.filter(examination__assessment=assessment).select_related(
            "examination__document"
        )
        return "; ".join(f"{e.examination.document}, {e}: {e.quote or e.summary}" for e in rows) or "none"

    @admin.display(description="current", boolean=True)
    def is_current(self, assessment):
        return not assessment.is_superseded

    def save_model(self, request, obj, form, change):
        values = form.cleaned_data
        stored = code_by_hand(values["meeting"], values["topic"], form.judgement(), by=request.user)
        obj.__dict__.update(stored.__dict__)

    def save_related(self, request, form, formsets, change):
        """`code_by_hand` stored the relations already."""

    def has_publish_permission(self, request):
        return request.user.has_perm("agenda.add_finding")

    @admin.action(description="Publish as findings", permissions=["publish"])
    def publish_findings(self, request, queryset):
        reason = with_blanks(request.POST.get("reason", "")).strip()
        with_documents = "with_documents" in request.POST
        return self.carry_out(
            request,
            queryset.select_related("meeting__dialogue", "topic"),
            lambda row: publish(row, by=request.user, reason=reason, with_documents=with_documents),
            ("%(count)s published.", "%(count)s published."),
        )


@admin.register(Finding)
class FindingAdmin(AppendOnlyAdmin):
    list_display = [
        "topic",
        "meeting",
        "outcome",
        "basis",
        "status",
        "decided_by",
        "decided_at",
        "is_current",
    ]
    list_filter = [
        "outcome",
        "status",
        "basis",
        ("meeting__dialogue", RelatedChoices),
        "decided_at",
    ]
    list_select_related = ["topic", "meeting", "decided_by"]
    search_fields = ["topic__name", "meeting__title", "reason"]
    actions = ["withdraw_findings"]
    action_form = ReasonForm

    def has_add_permission(self, request):
        return False

    def has_withdraw_permission(self, request):
        return request.user.has_perm("agenda.add_finding")

    @admin.display(description="current", boolean=True)
    def is_current(self, finding):
        return not finding.is_superseded

    @admin.action(description="Withdraw (give the reason)", permissions=["withdraw"])
    def withdraw_findings(self, request, queryset):
        return self.carry_out(
            request,
            queryset.select_related("meeting", "topic", "assessment"),
            lambda row: withdraw(row, by=request.user, reason=with_blanks(request.POST.get("reason", ""))),
            ("%(count)s withdrawn.", "%(count)s withdrawn."),
        )
