from datetime import date
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from agenda.intake.files.folding import folded
from agenda.intake.files.packages import zipped
from agenda.intake.files.sheets import FileRefused, ReadingOptions
from agenda.intake.match.fields import LEAVE_OUT, names_of
from agenda.intake.match.labels import SUBJECTS
from agenda.intake.plan.dry_run import dry_run
from agenda.intake.plan.plan import REFUSED, STATES, Choices, ImportPlan
from agenda.intake.plan.rights import lacking_rights
from agenda.intake.write.commit import RecordChanged, RuleBroken, commit
from agenda.intake.write.report import report_csv
from agenda.models import Import
from agenda.models.stock import take_stock
from agenda.search import catch_up
from agenda.written_dates.numeric import ORDERS

from .load_record import named_account

SHOWN = 200


class Command(BaseCommand):
    help = (
        "Show what bringing in FILE… would do, row by row, and with --commit do it: all or nothing. KIND is one of "
        f"{', '.join(Import.Kind.values)} (a release as .zip). Files: CSV, Excel, OpenDocument, JSON; meetings also .ics "
        "and OCD events."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Import.Kind.values)
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--by",
            default="",
            metavar="USERNAME",
            help="in whose name, with whose permissions (default: an account for tables)",
        )
        parser.add_argument("--commit", action="store_true", help="write it, if nothing is refused")
        parser.add_argument(
            "--column", action="append", default=[], metavar="HEADER=COLUMN", help="what a header means"
        )
        parser.add_argument("--leave-out", action="append", default=[], metavar="HEADER")
        parser.add_argument(
            "--set", action="append", default=[], metavar="COLUMN=VALUE", help="one value for all rows"
        )
        parser.add_argument(
            "--word", action="append", default=[], metavar="WORD=OUTCOME", help="what a word in a cell means"
        )
        parser.add_argument(
            "--name", action="append", default=[], metavar="KIND:NAME=KEY",
            help="which row a name means that nobody knows, as topics:Chips=semiconductors",
        )  # fmt: skip
        parser.add_argument(
            "--without-refused",
            action="store_true",
            help="with --commit, write the good rows and leave the refused ones",
        )
        parser.add_argument("--erase", action="store_true", help="empty cells empty what is on record")
        parser.add_argument(
            "--publish", action="store_true", help="new rows become public, assessments findings"
        )
        parser.add_argument("--no-drafts", action="store_true", help="refuse judgements that lack proof")
        parser.add_argument("--report", type=Path, help="write the whole report as CSV")
        self._add_reading_arguments(parser)

    def _add_reading_arguments(self, parser):
        """How the files are read, where guesses are wrong."""
        parser.add_argument("--dates", choices=ORDERS, default="", help="how 12/11/2024 is meant")
        parser.add_argument("--layout", choices=["long", "wide"], default="")
        parser.add_argument("--encoding", default="")
        parser.add_argument("--delimiter", default="")
        parser.add_argument("--sheet", default="", help="which sheet of a workbook")
        parser.add_argument(
            "--zone", default="", help="time zone of events that a calendar gives in UTC, as Asia/Tokyo"
        )

    def handle(self, *, kind, files, **options):
        by = self._account(kind, options)
        contents = [(path.name, self._read(path)) for path in files]
        choices = self._choices(kind, options)

        def planned():
            return dry_run(kind, contents, choices, by, date.today(), self._progress)

        try:
            plan = planned()
        except FileRefused as error:
            raise CommandError(str(error)) from None
        self._show(plan)
        if options["report"]:
            options["report"].write_text(
                "".join(report_csv(r.stored() for r in plan.results)), encoding="utf-8", newline=""
            )
        if plan.unknown or (plan.counts[REFUSED] and not options["without_refused"]):
            things = "1 thing" if plan.obstacles == 1 else f"{plan.obstacles} things"
            raise CommandError(f"{things} to put right; nothing was written.")
        if not options["commit"]:
            self.stdout.write("Nothing was written: this is what --commit would do.")
            return
        name, digest = ", ".join(path.name for path in files), plan.digest()
        plan = None  # it is made again under the lock; two of them would be twice the memory
        try:
            commit(planned, digest=digest, by=by, name=name, publish=options["publish"],
                   without_refused=options["without_refused"], progress=self._progress)  # fmt: skip
        except RuleBroken as error:
            raise CommandError(f"{error} Nothing was written.") from None
        except RecordChanged:
            raise CommandError("The record changed meanwhile; nothing was written. Look again.") from None
        catch_up()
        take_stock(connection)
        self.stdout.write("Written.")

    def _account(self, kind: str, options: dict):
        """Who writes. Whoever may run commands may do anything, so only an account that was named is asked for rights."""
        if not options["by"]:
            # Not the record's coder: a later load_record would take what that one decided for its own, and change it.
            return named_account("table-importer", "Tables", "brought in")
        by = get_user_model().objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"There is no account {options['by']!r}.")
        if lack := lacking_rights(by, kind, publish=options["publish"]):
            raise CommandError(lack)
        return by

    def _read(self, path: Path) -> bytes:
        """The file's bytes; a release's directory as the archive it would be."""
        try:
            if (path / "datapackage.json").is_file():
                return zipped(path)
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error}") from None

    def _choices(self, kind: str, options: dict) -> Choices:
        columns = self._pairs(options["column"]) | dict.fromkeys(options["leave_out"], LEAVE_OUT)
        fixed = self._pairs(options["set"])
        known = names_of(kind) if kind != Import.Kind.PACKAGE else []
        if strange := sorted({*fixed} - {*known}):
            raise CommandError(f"There is no column {strange[0]!r}; known are: {', '.join(known)}.")
        return Choices(
            columns=columns,
            fixed=fixed,
            words={word.casefold(): outcome for word, outcome in self._pairs(options["word"]).items()},
            names=self._names(options["name"]),
            order=options["dates"],
            layout=options["layout"],
            erase=options["erase"],
            publish=options["publish"],
            drafts=not options["no_drafts"],
            reading=ReadingOptions(
                options["encoding"], options["delimiter"], options["sheet"], options["zone"]
            ),
        )

    def _names(self, texts: list[str]) -> dict[str, dict[str, dict]]:
        """What names mean that nobody knows, by kind and folded name."""
        names: dict[str, dict[str, dict]] = {}
        for name, key in self._pairs(texts).items():
            kind, _colon, text = name.partition(":")
            if kind not in SUBJECTS:
                raise CommandError(f"Write KIND:NAME=KEY with one of {', '.join(SUBJECTS)}, not {name!r}.")
            names.setdefault(kind, {})[folded(text)] = {"is": key}
        return names

    def _pairs(self, texts: list[str]) -> dict[str, str]:
        pairs = {}
        for text in texts:
            name, sign, value = text.rpartition("=")
            if not sign or not name:
                raise CommandError(f"Write NAME=VALUE, not {text!r}.")
            pairs[name] = value
        return pairs

    def _progress(self, what: str, done: int, total: int) -> None:
        self.stderr.write(f"{what}: {done:,} of {total:,}")

    def _show(self, plan: ImportPlan) -> None:
        for note in plan.notes:
            self.stdout.write(f"note: {note}")
        for column in plan.columns:
            means = "is unknown: say what it means with --column, or --leave-out"
            if column.name is not None:
                means = "is left out" if column.name == LEAVE_OUT else f"means {column.name}"
            self.stdout.write(f"column “{column.header}” {means}")
        if plan.ambiguous:
            self.stdout.write(
                f"dates such as {plan.ambiguous[0]} could be two days: say --dates dmy or --dates mdy"
            )
        for name in plan.names.values():
            near = ", ".join(f"{guess.key} ({guess.name})" for guess in name.guesses)
            how = f"say which with --name {name.subject}:{name.text}=KEY" if name.subject in SUBJECTS else ""
            self.stdout.write(
                f"“{name.text}” is not known ({len(name.lines)} rows). {near and f'Near: {near}. '}{how}"
            )
        for word, n in plan.words.items():
            self.stdout.write(f"word “{word}” ({n} cells): say what it means with --word")
        shown = [result for state in STATES for result in plan.results if result.state == state]
        for result in [r for r in shown if r.state != "unchanged"][:SHOWN]:
            changes = "; ".join(f"{name}: “{was}” → “{now}”" for name, was, now in result.changes)
            why = " ".join(result.messages)
            words = " ".join(
                part for part in (result.key, changes if result.state != REFUSED else "", why) if part
            )
            self.stdout.write(f"{result.sheet}:{result.line} {result.state}: {words}")
        counts = plan.counts
        self.stdout.write(
            ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state]) or "no rows"
        )
