"""Merging two rows in the admin: find the other one, look at all that would move, do it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agenda.actions.merging import MergeChanged, MergeRefused, is_coded, merge, try_merge
from agenda.filters.numbers import whole_number

from .alike import alike_to
from .base import RecordAdmin
from .coded_topics import merge_coded_view
from .forms import change_address

FOUND = 20
"""How many rows a search for the other one shows."""


class Mergeable(RecordAdmin):
    """An admin of rows that may be one and the same: a page that merges one into another, and an action for two."""

    change_form_template = "admin/merge_link.html"
    actions = [*RecordAdmin.actions, "merge_two"]

    def get_urls(self):
        own = path("<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name=self.merge_name)
        return [own, *super().get_urls()]

    @property
    def merge_name(self) -> str:
        return f"agenda_{self.opts.model_name}_merge"

    def merge_address(self, row, into=None) -> str:
        """The page that merges the row, into that one where it is known."""
        address = reverse(f"admin:{self.merge_name}", args=[row.pk])
        return f"{address}?into={into.pk}" if into else address

    def may_merge(self, request) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        key = whole_number(object_id)
        link = reverse(f"admin:{self.merge_name}", args=[key]) if key and self.may_merge(request) else ""
        return super().change_view(
            request, object_id, form_url, {"merge_address": link} | (extra_context or {})
        )

    @admin.action(description=gettext_lazy("Merge two into one…"), permissions=["change", "delete"])
    def merge_two(self, request, queryset):
        rows = list(queryset.order_by("pk")[:3])
        if len(rows) != 2:
            messages.error(request, _("Tick exactly two rows to merge them."))
            return None
        return redirect(self.merge_address(rows[1], rows[0]))

    def merge_view(self, request, pk):
        if not self.may_merge(request):
            raise PermissionDenied
        given = self._row(pk)
        wanted = whole_number(request.POST.get("into") or request.GET.get("into") or "")
        kept = self.model._default_manager.filter(pk=wanted).first() if wanted else None
        if kept is None:
            return self._search(request, given)
        if is_coded(given) and given.pk != kept.pk:
            return merge_coded_view(self, request, given, kept)
        if request.method != "POST":
            return self._preview(request, given, kept)
        said = {"given": str(given), "kept": str(kept)}
        try:
            plan = merge(given, kept, by=request.user, at=timezone.now(), seen=request.POST.get("seen", ""))
        except (MergeRefused, MergeChanged):
            # What refuses it, or what is different now, is seen in the plan made anew.
            messages.warning(
                request, _("Something changed since you looked: nothing was merged. Look again.")
            )
            return redirect(self.merge_address(given, kept))
        moved = ngettext("%(n)s row was moved.", "%(n)s rows were moved.", plan.n) % {"n": plan.n}
        done = _("“%(given)s” was merged into “%(kept)s”, and its address leads here.") % said
        messages.success(request, f"{done} {moved}")
        return redirect(change_address(kept))

    def _row(self, pk):
        row = self.model._default_manager.filter(pk=pk).first()
        if row is None:
            raise Http404(_("There is no such row: it may have been merged or deleted."))
        return row

    def _search(self, request, given):
        """The page on which the other row is found: those that look alike, and what a search finds."""
        asked = request.GET.get("q", "").strip()[:200]
        rows = self.model._default_manager.exclude(pk=given.pk)
        found = self.get_search_results(request, rows, asked)[0].distinct()[:FOUND] if asked else []
        context = {
            "given": given,
            "asked": asked,
            "found": [(row, self.merge_address(given, row)) for row in found],
            "alike": [(row, self.merge_address(given, row)) for row in alike_to(given)[:FOUND]],
            "mergers": given.mergers.select_related("merged_by"),
        }
        return self.page(
            request,
            "admin/merge_search.html",
            _("Merge “%(given)s” into another") % {"given": given},
            context,
        )

    def _preview(self, request, given, kept):
        plan = try_merge(given, kept, by=request.user, at=timezone.now())
        context = {
            "plan": plan,
            "given": plan.given,
            "kept": plan.kept,
            "other_way": self.merge_address(kept, given),
            **self.listed(plan),
        }
        title = _("Merge “%(given)s” into “%(kept)s”") % {"given": given, "kept": kept}
        return self.page(request, "admin/merge.html", title, context)

    def listed(self, plan) -> dict:
        """What speaks against a plan and what it moves, each with its page."""
        return {
            "refusals": [
                (refusal, self._link(refusal.row) if refusal.row else "") for refusal in plan.refusals
            ],
            "moves": [(move, [(row, self._link(row)) for row in move.named]) for move in plan.moves],
        }

    def _link(self, row) -> str:
        """The admin's page of a row; "" of what has none."""
        return change_address(row) if self.admin_site.is_registered(type(row)) else ""

    def page(self, request, template, title, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, template, context, status=status)
