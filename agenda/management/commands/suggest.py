from django.core.management.base import BaseCommand, CommandError

from agenda.models import Meeting, Topic
from agenda.passages import suggest

from ._codebook import codebook


class Command(BaseCommand):
    help = "Print ranked passages for each topic in scope of a meeting, with the reason for each."

    def add_arguments(self, parser):
        parser.add_argument("meeting", help="the meeting's slug")
        parser.add_argument("--topic", help="only this topic's code")
        parser.add_argument("--most", type=int, default=3, help="passages a topic and document (default 3)")

    def handle(self, *, meeting, topic, most, **options):
        row = Meeting.objects.filter(slug=meeting).first()
        if row is None:
            raise CommandError(f"There is no meeting {meeting!r}.")
        if topic and not Topic.objects.filter(code=topic).exists():
            raise CommandError(f"There is no topic {topic!r}.")
        words = codebook()
        out_of_scope = set(row.dialogue.out_of_scope.values_list("code", flat=True))
        documents = row.documents.official().prefetch_related("bodies").order_by("issued_on", "slug")
        for document in documents:
            body = document.body
            if body is None:
                self.stdout.write(f"\n{document.slug}: no text on record")
                continue
            self.stdout.write(f"\n{document.slug} ({body.get_kind_display().lower()})")
            found = suggest(body.text, words, language=document.language)
            for code in [topic] if topic else sorted(set(found) - out_of_scope):
                for suggestion in found.get(code, [])[:most]:
                    passage = body.text[suggestion.start : suggestion.end]
                    self.stdout.write(
                        f"  {code} {suggestion.start}–{suggestion.end} {suggestion.strength} "
                        f"{suggestion.score:.2f} [{suggestion.reason}]\n    {passage}"
                    )
