"""Codebook versions that what is brought in was judged under and that are not on record yet."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from agenda.models import CodebookChange, CodebookVersion, Topic


def ensure_first_version() -> None:
    """Make version 1 where there is none, and freeze the codes of each version that has none yet."""
    if not CodebookVersion.objects.exists():
        make_versions([1], "The first codebook, made when the record was loaded.")
    for version in CodebookVersion.objects.filter(codes=[]):
        codes = _codes(CodebookChange.objects.taken_out(version.number))
        CodebookVersion.objects.filter(pk=version.pk).update(codes=codes)


def make_versions(numbers: Iterable[int], note: str) -> None:
    """Make the versions of these numbers that are not on record, with every topic of today that no version took out."""
    for number in sorted(set(numbers) - set(CodebookVersion.objects.values_list("number", flat=True))):
        CodebookVersion.objects.create(
            number=number,
            made_on=timezone.now().date(),
            note=note,
            codes=_codes(CodebookChange.objects.taken_out()),
        )


def _codes(out: Collection[str]) -> list[str]:
    return sorted(Topic.objects.exclude(code__in=out).values_list("code", flat=True))
