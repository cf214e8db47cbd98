"""Forms in which topics are judged: a row of a meeting's page, or a page of its own."""

from collections.abc import Hashable

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agenda.actions import Judgement, Passage, proof_problems
from agenda.models import Assessment, Document, Evidence, Meeting
from agenda.rules.papers import cell_of, current_codes, paper_of, papers_by_meeting
from agenda.rules.proof import NEEDS_A_PASSAGE, Cell, Paper, problems

from .refusals import RefusableForm

ROWS_ADDED_BY_SCRIPT = 10


class JudgementRowForm(RefusableForm, forms.ModelForm):
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
        needs_a_passage = values.get("outcome") in NEEDS_A_PASSAGE
        if needs_a_passage and values.get("found_in") is None and "found_in" not in self.errors:
            self.add_error("found_in", _("In which document? “Raised” needs its passage."))
        if needs_a_passage and not values.get("paragraph") and "paragraph" not in self.errors:
            self.add_error("paragraph", _("In which paragraph?"))
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

    def examined(self, form) -> dict[int, Document]:
        """The documents examined for a row, by row number: every readout that was read, and the one named."""
        named = form.cleaned_data.get("found_in")
        documents = self.page_documents()
        return {row: paper for row, paper in documents.items() if paper.was_examined or row == named}

    def judgement(self, form) -> Judgement:
        examined = self.examined(form)
        return form.judge(examined.get(form.cleaned_data.get("found_in")), list(examined.values()))

    @cached_property
    def papers(self) -> dict[Hashable, Paper]:
        """The meeting's documents as the rule needs them: by row number on the page, else by primary key.

        Documents on record that the page does not show, because they were added meanwhile, count too.
        """
        rows = self.page_documents()
        papers: dict[Hashable, Paper] = {
            row: paper_of(document, f"row {row}") for row, document in rows.items()
        }
        if self.instance.pk:
            on_page = {form.instance.pk for form in self.documents.forms} if self.documents else set()
            stored = papers_by_meeting([self.instance.pk])[self.instance.pk]
            papers |= {f"document {paper.key}": paper for paper in stored if paper.key not in on_page}
        return papers

    def cell(self, topic) -> Cell:
        """The cell of `topic` at the page's meeting, with the documents as they stand on the page."""
        dialogue = self.instance.dialogue if self.instance.dialogue_id else None
        return Cell(
            meeting=self.instance.pk,
            is_held=self.instance.status == Meeting.Status.HELD,
            topic=topic.code,
            codes=current_codes(),
            is_in_scope=not (dialogue and dialogue.out_of_scope.filter(pk=topic.pk).exists()),
            papers=list(self.papers.values()),
        )

    def lacking(self, form) -> dict[str, str]:
        """What the row's judgement lacks by the rule of proof, as {field: sentence}."""
        papers, named = self.papers, form.cleaned_data.get("found_in")
        examined = [papers[row] for row in self.examined(form)]
        passages = [] if named is None else [papers[named].key]
        return problems(
            self.cell(form.cleaned_data["topic"]), form.cleaned_data["outcome"], examined, passages
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
            for field, sentence in self.lacking(form).items():
                form.add_error(
                    {"meeting": "topic"}.get(field, field if field in form.fields else "found_in"), sentence
                )


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
            lacking = proof_problems(self.judgement(), cell_of(values["meeting"], values["topic"]))
            for field, sentence in lacking.items():
                self.add_error({"examined": "documents", "passages": "found_in"}.get(field, field), sentence)
        return values
