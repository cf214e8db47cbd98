"""Kill writers and the database while they write, and look whether anything that was acknowledged is lost: `make torture`.

    python scripts/torture.py sqlite|postgres [--kills 300] [--imports 100] [--server-kills 30] [--cuts 20] [--fills 5]

Writers are processes that save drafts, judge and publish, and bring tables in. They are killed by SIGKILL at any moment; so is
PostgreSQL, whole; the way to it is cut, or falls silent; the disk is filled (a small one is mounted for it, which needs root);
the database becomes read-only. Exit code 1 when something acknowledged is not on record, something is there in part, a writer
died by itself, or work went on only later than `--within` seconds after what stopped it was over.
"""

import argparse
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("SECRET_KEY", "torture-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda.settings")
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from scripts.torture_places import Relay, Server, filled, small_disk  # noqa: E402
from scripts.torture_writers import Torture  # noqa: E402

DISK = 700  # megabytes; a filled one keeps between nothing and a megabyte free


def kill_processes(torture: Torture, kills: int, imports: int) -> None:
    """Kill writers of every kind as often as the others until there were so many kills, and so many imports came through.

    A writer lives up to three times as long as its kind has taken for a piece so far, so that it is killed in the midst of
    its work and still comes to an end now and then, however fast the machine is.
    """
    each = -(-kills // len(torture.done))
    lives: dict[str, tuple[float, float]] = {}  # when it began, when it ends
    lived: Counter[str] = Counter()
    while torture.kills.total() < kills or torture.acknowledged("import") < imports:
        now = time.monotonic()
        for kind, numbers in torture.done.items():
            began, ends = lives.get(kind, (now, now))
            if kind in torture.writers and now >= ends and (torture.kills[kind] < each or kind == "import"):
                torture.kill(kind)
                lived[kind] += now - began
                _tell(torture)
            if kind not in torture.writers:
                torture.start(kind)
                piece = max(0.1, lived[kind] / len(numbers)) if lived[kind] else 0.5
                lives[kind] = now, now + torture.random.uniform(0, 3 * piece)
        time.sleep(0.005)
    torture.all_killed()


def _tell(torture: Torture) -> None:
    if torture.kills.total() % 50 == 0:
        counts = ", ".join(f"{torture.acknowledged(kind)} {kind}s" for kind in torture.done)
        print(f"  {torture.kills.total()} kills, {counts} acknowledged", flush=True)


def kill_server(torture: Torture, server: Server, kills: int) -> list[float]:
    """Kill PostgreSQL beside writers who try on; gives back the seconds from its return to the next work of each kind."""
    seconds = []
    torture.with_writers()
    for _time in range(kills):
        torture.pause(0.3, 1.5)
        server.kill()
        torture.pause(0, 0.3)
        server.start()
        seconds.append(torture.seconds_until_more())
    torture.all_killed()
    return seconds


def cut_the_way(torture: Torture, relay: Relay, cuts: int) -> list[float]:
    """Cut the way, or let it fall silent and then go on or be cut; gives back the seconds until work went on."""
    seconds = []
    torture.with_writers()
    for number in range(cuts):
        torture.pause(0.3, 1)
        if number % 3:
            relay.fall_silent()
            torture.pause(0.2, 1)
        if number % 3 == 1:
            relay.speak()
        else:
            relay.cut()
            torture.pause(0.05, 0.3)
            relay.restore()
        seconds.append(torture.seconds_until_more())
    torture.all_killed()
    return seconds


def fill_the_disk(torture: Torture, disk: Path, server: Server | None, fills: int) -> tuple[list[float], int]:
    """Fill the disk beside writers and free it; gives back the seconds until work went on, how often PostgreSQL gave up."""
    seconds, gave_up = [], 0
    torture.with_writers()
    for number in range(fills):
        torture.pause(0.3, 1)
        # Without a byte left tables cannot grow; with some, it is the journal that meets the end.
        with filled(disk, torture.random.randrange(2_000_000) if number % 2 else 0):
            torture.wait_for_refusal()
            torture.pause(1, 3)
        gave_up += bool(server and server.start_if_down())
        seconds.append(torture.seconds_until_more())
    torture.all_killed()
    return seconds, gave_up


def stop_growth(torture: Torture, database: Path) -> None:
    """SQLite's files may grow by 300 kB and no further, wherever a write is at that moment."""
    largest = max(path.stat().st_size for path in database.parent.glob(f"{database.name}*")) + 300_000
    torture.with_writers(largest_file=largest)
    torture.wait_for_refusal()
    torture.pause(2, 3)
    torture.all_killed()


@contextmanager
def read_only(server: Server | None):
    """Nobody may write into the database."""
    from django.db import connection, connections

    if server:
        with connection.cursor() as cursor:
            cursor.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")
            cursor.execute("ALTER DATABASE postgres RESET default_transaction_read_only")
        return
    values = connections["default"].settings_dict
    name, values["NAME"] = values["NAME"], f"file:{values['NAME']}?mode=ro"
    yield
    connections.close_all()
    values["NAME"] = name


def moved_to(disk: Path, server: Server | None) -> None:
    """Take the database to another disk, on which all goes on."""
    from django.db import connections

    connections.close_all()
    if server:
        server.move_to(disk)
        return
    values = connections["default"].settings_dict
    for path in Path(values["NAME"]).parent.glob("db.sqlite3*"):
        shutil.copy2(path, disk)
    values["NAME"] = str(disk / "db.sqlite3")


def main(given: argparse.Namespace) -> int:
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that server and disk are taken away on the way out
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="agenda-torture-")))
        disk = stack.enter_context(small_disk(directory / "disk", DISK)) if given.fills else None
        server = relay = None
        os.environ["DATABASE_URL"] = f"sqlite:///{directory / 'db.sqlite3'}"
        if given.vendor == "postgres":
            server = Server(directory)
            stack.callback(server.stop)
            relay = Relay(server.port)
            stack.callback(relay.cut)
            os.environ["DATABASE_URL"] = f"postgres://agenda@127.0.0.1:{relay.port}/postgres"
        import django

        django.setup()
        from django.core.management import call_command

        from scripts.torture_work import prepare

        call_command("migrate", verbosity=0)
        torture = Torture(given.seed)
        stack.callback(torture.all_killed)
        for kind, number in prepare():
            torture.done[kind].add(number)
        logging.disable()  # errors of the database are what this is about
        return 0 if all(list(stages(torture, given, server, relay, disk))) else 1


def stages(torture: Torture, given, server, relay, disk):
    """Each stage in turn; yields whether all is well after it."""
    kill_processes(torture, given.kills, given.imports)
    met = torture.refused.total()
    yield torture.check("processes killed")
    print(f"  killed: {dict(torture.kills)}")
    if met:
        print(f"  {met} pieces of work were refused though nothing but processes died")
        yield False
    if server and given.server_kills:
        seconds = kill_server(torture, server, given.server_kills)
        yield torture.check(f"PostgreSQL killed {len(seconds)} times")
        yield went_on(seconds, given.within)
    if relay and given.cuts:
        seconds = cut_the_way(torture, relay, given.cuts)
        yield torture.check(f"the way cut or silent {given.cuts} times")
        yield went_on(seconds, given.within)
    if not server:
        stop_growth(torture, Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///")))
        yield torture.check("files that may not grow")
    if disk:
        moved_to(disk, server)
        seconds, gave_up = fill_the_disk(torture, disk, server, given.fills)
        met = torture.refused.total()
        yield torture.check(f"disk full {given.fills} times")
        if server:
            print(f"  PostgreSQL gave up and was started again {gave_up} times")
        yield met > 0 and went_on(seconds, given.within)
    elif given.fills:
        print("  a full disk was not tried: this account may not mount one")
    before = {kind: len(numbers) for kind, numbers in torture.done.items()}
    with read_only(server):
        torture.with_writers()
        time.sleep(2)
        torture.all_killed()
    yield {kind: len(numbers) for kind, numbers in torture.done.items()} == before
    yield torture.check("read-only")


def went_on(seconds: list[float], within: float) -> bool:
    """Print how soon work went on; whether that was soon enough."""
    middle, most = sorted(seconds)[len(seconds) // 2], max(seconds)
    print(f"  work went on after {middle:.1f} s, {most:.1f} s at most, and then work of every kind")
    return most <= within


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vendor", choices=["sqlite", "postgres"])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--server-kills", type=int, default=30)
    parser.add_argument("--imports", type=int, default=100)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--fills", type=int, default=5)
    parser.add_argument("--within", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(main(parser.parse_args()))
