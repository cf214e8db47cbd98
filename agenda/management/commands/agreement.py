from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from agenda.coverage.agreement import any_mention
from agenda.coverage.doubles import document_doubles, doubles, grouped, overall, versions

COLUMNS = ("percent", "kappa", "alpha", "alpha_ordinal", "ac1", "positive", "negative")


def shown(value) -> str:
    return "undefined" if value is None else f"{value:.3f}"


class Command(BaseCommand):
    help = "Agreement of coders on their own codes as first handed in, before any ruling."

    def add_arguments(self, parser):
        parser.add_argument(
            "--codebook", type=int, help="codebook version (default: the newest double-coded)"
        )
        parser.add_argument("--all-versions", action="store_true", help="mix codebook versions")
        parser.add_argument(
            "--by", choices=["topic", "dialogue", "pair"], help="also by topic, dialogue or pair"
        )

    def handle(self, *, codebook, by, all_versions, **options):
        cells = doubles()
        present = versions(cells)
        if codebook is not None and codebook not in present:
            raise CommandError(f"No cell was double-coded under codebook version {codebook}.")
        if not present:
            self.stdout.write("No cell was coded by two people yet.")
            return
        wanted = codebook or present[0]
        if all_versions:
            self.stdout.write(f"All codebook versions mixed: {', '.join(map(str, present))}.")
        else:
            cells = [cell for cell in cells if cell.version == wanted]
            self.stdout.write(f"Codebook version {wanted}.")
        self.stdout.write(f"{'':<30}{'n':>5}" + "".join(f"{name:>15}" for name in COLUMNS))
        everything = overall(cells)
        for name, found in [*(grouped(cells, by) if by else []), ("all", everything)]:
            figures = "".join(f"{shown(getattr(found, column)):>15}" for column in COLUMNS)
            self.stdout.write(f"{name[:29]:<30}{found.n:>5}{figures}")
        if everything.alpha_interval:
            low, high = everything.alpha_interval
            self.stdout.write(f"95 % interval of alpha (bootstrap over cells): {low:.3f} to {high:.3f}")
        self.stdout.write(everything.reading)
        self._documents([unit for unit in document_doubles() if all_versions or unit.version == wanted])
        for (one, other), count in sorted(everything.pairs.items()):
            self.stdout.write(f"  {one} / {other}: {count}")

    def _documents(self, units):
        """The same units by document: what the coders found of a topic in each document read whole."""
        found = overall(units, times=0)
        if found.n:
            any_alpha = any_mention(Counter(unit.codes for unit in units))
            self.stdout.write(
                f"By document read whole: n {found.n}, percent {shown(found.percent)}, alpha {shown(found.alpha)}, "
                f"alpha of any mention {shown(any_alpha)}"
            )
