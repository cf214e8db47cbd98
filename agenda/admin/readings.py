"""What a document's form asks when published findings rest on the document, and who signs for its reading."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions import withdraw_all
from agenda.models import Evidence
from agenda.rules.consequences import StandingFinding, judgeable_sentence, losing_sentence
from agenda.rules.papers import BEARING, consequences_of_documents
from agenda.rules.proof import reading_problems

from .refusals import RefusableForm

TICK = ("withdraw_findings", "withdrawal_reason")


class ReadingForm(RefusableForm, forms.ModelForm):
    """A document's form with rule 3, the tick that withdraws what loses its proof, and the signature."""

    withdraw_findings = forms.BooleanField(
        required=False,
        label=gettext_lazy("Withdraw the findings that lose their proof, with this reason"),
        widget=forms.HiddenInput,
    )
    withdrawal_reason = forms.CharField(
        required=False, max_length=500, label=gettext_lazy("Reason"), widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.losing: Sequence[StandingFinding] = ()
        self.judgeable: Sequence[StandingFinding] = ()

    def is_bearing(self) -> bool:
        """Is the document new, or changed in something that proof hangs on?"""
        return self.has_changed() and (self.instance.pk is None or bool({*BEARING} & {*self.changed_data}))

    @property
    def brings_text(self) -> bool:
        """Does the page bring a whole text or an abstract of the document in the same save?"""
        rows = range(int(self.data.get("bodies-TOTAL_FORMS") or 0)) if not self.prefix else ()
        return any(
            self.data.get(f"bodies-{row}-text", "").strip()
            and self.data.get(f"bodies-{row}-kind") not in ("", "excerpt")
            for row in rows
        )

    def clean(self):
        values = super().clean()
        read_on = values.get("read_on")
        if read_on and not values.get("url"):
            self.add_error("url", _("Give the address at which it was read."))
        if read_on and read_on > timezone.localdate():
            self.add_error("read_on", _("It cannot have been read on a day to come."))
        if read_on and values.get("completeness") not in (None, "", "full"):
            self.add_error(
                "completeness", _("A day on which it was read whole is given: choose “Read whole”.")
            )
        return values

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and self.is_bearing():
            self._ask_how_it_was_read()
            self._keep_what_rests_on_it()
            if not self.prefix:
                ask_about_findings([self], self.user)

    def _ask_how_it_was_read(self) -> None:
        document = self.instance
        problems = reading_problems(
            is_readout=document.is_readout and (bool(self.prefix) or document.meeting_id is not None),
            is_claimed_whole=document.is_complete,
            has_whole_text=document.has_whole_text or self.brings_text,
            is_signed=document.is_signed,
        )
        for field, sentence in problems.items():
            self.add_error(field, sentence)

    def _keep_what_rests_on_it(self) -> None:
        """Assessments name what they examined for good, so an examined document stays what it was."""
        document = self.instance
        if document.pk is None:
            return
        if "meeting" in self.changed_data and document.examinations.exists():
            self.add_error(
                "meeting",
                _(
                    "Assessments examined it for its meeting, so it stays there: enter the other one by itself."
                ),
            )
        changed = [name for name in ("kind", "is_official") if name in self.changed_data]
        is_evidence = Evidence.objects.filter(examination__document=document)
        if changed and not document.is_readout and is_evidence.exists():
            self.add_error(
                changed[0], _("Passages of it are evidence, so it stays an official readout of its meeting.")
            )

    def ask_to_withdraw(self, losing: Sequence[StandingFinding], may_withdraw: bool) -> None:
        """Refuse the change on its field until the tick says that `losing` are withdrawn, and why."""
        ticked = may_withdraw and self.cleaned_data.get("withdraw_findings")
        if ticked and self.cleaned_data.get("withdrawal_reason", "").strip():
            self.losing = losing
            return
        if may_withdraw:
            self.fields["withdraw_findings"].widget = forms.CheckboxInput()
            self.fields["withdrawal_reason"].widget = forms.TextInput(attrs={"size": 60})
        if ticked:
            self.add_error("withdrawal_reason", _("Say why the findings are withdrawn."))
            return
        next_step = (
            _("Leave it as it is, or tick “Withdraw the findings that lose their proof”.")
            if may_withdraw
            else _("Leave it as it is, or ask a reviewer to withdraw them first.")
        )
        field = next((name for name in BEARING if name in self.changed_data), "completeness")
        field = "completeness" if self.instance.pk is None else field
        self.add_error(field, f"{losing_sentence(losing)} {next_step}")

    def settle(self) -> None:
        """Before the document is saved: sign a reading newly given, withdraw what loses its proof."""
        if "read_on" in self.changed_data:
            self.instance.read_by = self.user if self.instance.read_on else None
        if self.losing:
            reason = self.cleaned_data["withdrawal_reason"]
            withdraw_all({finding.key for finding in self.losing}, by=self.user, reason=reason)


def ask_about_findings(rows: Sequence[ReadingForm], user) -> None:
    """Ask on the rows of one page whether findings that lose their proof by them are to be withdrawn."""
    bearing = [row for row in rows if row.is_bearing()]
    if not bearing:
        return
    bringing_text = [row.instance for row in bearing if row.brings_text]
    after = consequences_of_documents([row.instance for row in bearing], bringing_text)
    bearing[0].judgeable = after.judgeable
    if after.losing:
        alone = (row for row in bearing if consequences_of_documents([row.instance], bringing_text).losing)
        row = next(alone, bearing[0])
        row.ask_to_withdraw(after.losing, user.has_perm("agenda.add_finding"))


def settle_readings(request, rows: Sequence[ReadingForm]) -> None:
    """Before documents are saved: sign, withdraw, and say which findings could be judged now."""
    for row in rows:
        row.settle()
        if row.judgeable:
            messages.warning(request, judgeable_sentence(row.judgeable))
