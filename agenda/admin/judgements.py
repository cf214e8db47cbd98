"""Assessments and findings in the admin: judged, published and withdrawn, never changed."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from agenda.actions import Judgement, Passage, assess, proof_problems, publish, withdraw
from agenda.models import Assessment, Document, Evidence, Finding, Meeting
from agenda.models.assessments import NEEDS_A_PASSAGE
from agenda.rules.papers import cell_of, current_codes, papers_of
from agenda.rules.proof import Cell

ROWS_ADDED_BY_SCRIPT = 10


class JudgementRowForm(forms.ModelForm):
    """One topic judged, with the place that proves it."""

    found_in = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("found in"))
    paragraph = forms.IntegerField(required=False, min_value=1, widget=forms.NumberInput(attrs={"size": 3}))
    strength = forms.ChoiceField(choices=Evidence.Strength.choices, initial="full", required=False)
    summary = forms.CharField(
        required=False, label=_("passage, in our words"), widget=forms.Textarea(attrs={"rows": 2, "cols": 30})
    )

    class Meta:
        model = Assessment
        fields = ["topic", "outcome", "depth", "is_excluded", "confidence", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 20})}

    def clean(self):
        values = super().clean()
        raised = values.get("outcome") in NEEDS_A_PASSAGE
        if raised and values.get("found_in") is None and "found_in" not in self.errors:
            self.add_error("found_in", _("In which document? “Raised” needs its passage."))
        if raised and not values.get("paragraph") and "paragraph" not in self.errors:
            self.add_error("paragraph", "In which paragraph?")
        if not raised and values.get("outcome") and (values.get("found_in") is not None):
            self.add_error("outcome", _("There is a passage, so the topic was raised, or partly."))
        return values

    def judge(self, named: Document | None, examined: list[Document]) -> Judgement:
        """The cleaned row as a judgement; `named` is the document its passage is in."""
        values, passages = self.cleaned_data, []
        if named is not None:
            passages = [Passage(named, values["paragraph"], values["strength"] or "full", values["summary"])]
        chosen = {name: values[name] for name in ("outcome", "depth", "is_excluded", "confidence", "note")}
        return Judgement(**chosen, examined=examined, passages=passages)

    def validate_constraints(self):
        """The meeting and the analyst are set when it is stored; the database checks the chain then."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"meeting", "assessed_by", "codebook_version"}


class JudgementRows(BaseInlineFormSet):
    """Rows of judgements beside the documents of the same page, some perhaps not saved yet."""

    documents = None
    user = None

    def see(self, documents, user) -> None:
        self.documents, self.user = documents, user
        count = max(len(documents.forms) if documents else 0, ROWS_ADDED_BY_SCRIPT)
        choices: list[tuple[int | str, str]] = [("", "---------")]
        for index in range(count):
            known = documents.forms[index].instance if documents and index < len(documents.forms) else None
            choices.append((index, f"#{index + 1} {known.title[:40] if known and known.pk else ''}".strip()))
        self.choices = choices
        for form in self.forms:
            form.fields["found_in"].choices = choices  # type: ignore[attr-defined]

    @property
    def empty_form(self):
        form = super().empty_form
        form.fields["found_in"].choices = getattr(self, "choices", [])
        return form

    def filled(self):
        return [form for form in self.forms if form.has_changed() and form.cleaned_data.get("topic")]

    def page_documents(self) -> dict[int, Document]:
        """Documents of the page by row number, without empty and deleted rows."""
        if self.documents is None:
            return {}
        return {
            index: form.instance
            for index, form in enumerate(self.documents.forms)
            if (form.instance.pk or form.has_changed())
            and form.is_valid()
            and not (self.documents.can_delete and self.documents._should_delete_form(form))
        }

    def judgement(self, form) -> Judgement:
        values, documents = form.cleaned_data, self.page_documents()
        named = documents.get(values.get("found_in"))
        examined = [d for d in documents.values() if d.was_examined or d is named]
        return form.judge(named, examined)

    def cell(self, topic) -> Cell:
        """The cell of `topic` at the page's meeting, with the documents as they stand on the page."""
        papers = papers_of(self.page_documents().values())
        dialogue = self.instance.dialogue if self.instance.dialogue_id else None
        return Cell(
            meeting=self.instance.pk,
            is_held=self.instance.status == Meeting.Status.HELD,
            topic=topic.code,
            codes=current_codes(),
            is_in_scope=not (dialogue and dialogue.out_of_scope.filter(pk=topic.pk).exists()),
            papers=papers,
        )

    def clean(self):
        super().clean()
        seen = set()
        for form in self.filled():
            if form.errors:
                continue
            topic = form.cleaned_data["topic"]
            if topic in seen:
                form.add_error("topic", _("This topic stands in another row already."))
            seen.add(topic)
            found_in = form.cleaned_data.get("found_in")
            if found_in is not None and found_in not in self.page_documents():
                form.add_error(
                    "found_in", _("Row #%(found_in)s above holds no document.") % {"found_in": found_in + 1}
                )
                continue
            for field, message in proof_problems(self.judgement(form), self.cell(topic)).items():
                form.add_error(field if field in form.fields else "found_in", message)


class AssessmentForm(JudgementRowForm):
    """The same for one meeting chosen by name, with the documents examined open to change."""

    found_in = forms.ModelChoiceField(Document.objects.all(), required=False)  # type: ignore[assignment]
    documents = forms.ModelMultipleChoiceField(
        Document.objects.all(),
        required=False,
        label=_("documents examined"),
        help_text=_("Left empty: every readout of the meeting that was read."),
    )

    class Meta(JudgementRowForm.Meta):
        fields = ["meeting", *JudgementRowForm.Meta.fields]

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"meeting"}

    def judgement(self) -> Judgement:
        values = self.cleaned_data
        named, examined = values.get("found_in"), list(values.get("documents") or [])
        if not examined:
            of_meeting = Document.objects.filter(meeting=values["meeting"])
            examined = [d for d in of_meeting if d.was_examined or d == named]
        return self.judge(named, examined)

    def clean(self):
        values = super().clean()
        if not self.errors and values.get("meeting") and values.get("topic"):
            for field, message in self._lacking(values["meeting"], values.get("topic")).items():
                self.add_error({"examined": "documents", "passages": "found_in"}.get(field, field), message)
        return values

    def _lacking(self, meeting, topic) -> dict[str, str]:
        return proof_problems(self.judgement(), cell_of(meeting, topic))


class AppendOnlyAdmin(admin.ModelAdmin):
    show_facets = admin.ShowFacets.ALWAYS
    list_per_page = 50

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReasonForm(ActionForm):
    reason = forms.CharField(required=False, max_length=500, label=_("Reason: "))


@admin.register(Assessment)
class AssessmentAdmin(AppendOnlyAdmin):
    form = AssessmentForm
    list_display = ["topic", "meeting", "outcome", "depth", "assessed_by", "assessed_at", "is_current"]
    list_filter = ["outcome", ("meeting__dialogue", admin.RelatedOnlyFieldListFilter), "assessed_by",
                   "codebook_version"]  # fmt: skip
    list_select_related = ["topic", "meeting", "assessed_by", "superseded_by"]
    search_fields = ["topic__name", "meeting__title", "note"]
    date_hierarchy = "assessed_at"
    autocomplete_fields = ["meeting", "topic"]
    actions = ["publish_findings"]
    action_form = ReasonForm
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

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

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
        return getattr(assessment, "superseded_by", None) is None

    def save_model(self, request, obj, form, change):
        values = form.cleaned_data
        stored = assess(values["meeting"], values["topic"], form.judgement(), by=request.user)
        obj.__dict__.update(stored.__dict__)

    def save_related(self, request, form, formsets, change):
        """`assess` stored the relations already."""

    def has_publish_permission(self, request):
        return request.user.has_perm("agenda.add_finding")

    @admin.action(description="Publish as findings", permissions=["publish"])
    def publish_findings(self, request, queryset):
        done = 0
        for assessment in queryset.select_related("meeting", "topic"):
            try:
                publish(assessment, by=request.user, reason=request.POST.get("reason", "").strip())
                done += 1
            except ValidationError as error:
                messages.error(request, f"{assessment}: {' '.join(error.messages)}")
        messages.success(request, f"{done} published.")


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
    list_filter = ["outcome", "status", "basis", ("meeting__dialogue", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["topic", "meeting", "decided_by", "superseded_by"]
    search_fields = ["topic__name", "meeting__title", "reason"]
    date_hierarchy = "decided_at"
    actions = ["withdraw_findings"]
    action_form = ReasonForm

    def has_add_permission(self, request):
        return False

    def has_withdraw_permission(self, request):
        return request.user.has_perm("agenda.add_finding")

    @admin.display(description="current", boolean=True)
    def is_current(self, finding):
        return getattr(finding, "superseded_by", None) is None

    @admin.action(description="Withdraw (give the reason)", permissions=["withdraw"])
    @transaction.atomic
    def withdraw_findings(self, request, queryset):
        done = 0
        for finding in queryset.select_related("meeting", "topic", "assessment"):
            try:
                withdraw(finding, by=request.user, reason=request.POST.get("reason", ""))
                done += 1
            except ValidationError as error:
                messages.error(request, f"{finding}: {' '.join(error.messages)}")
        if done:
            messages.success(request, f"{done} withdrawn.")
