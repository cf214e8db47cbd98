"""The real server as it is started for the public: gunicorn with the repository's settings, nginx before it, and bad clients."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parent.parent.parent
STARTING = 30  # seconds a server may take until it answers, on a busy machine
SOMEWHERE_ELSE = "127.0.0.2"
"""Another address of this machine than the one that readers come from."""
OUR_OWN = ssl.create_default_context()  # a test's server signed its certificate itself
OUR_OWN.check_hostname, OUR_OWN.verify_mode = False, ssl.CERT_NONE


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(
    url: str, timeout: float = 10, data: bytes | None = None, source: str = "", **headers
) -> tuple[int, bytes, Message]:
    """Status, body and headers of one answer, redirects not followed; raises OSError when none comes in time.

    `source`: the address of the loopback network that asks.
    """
    parts = urlsplit(url)
    kind, more = (HTTPSConnection, {"context": OUR_OWN}) if parts.scheme == "https" else (HTTPConnection, {})
    with closing(
        kind(parts.netloc, timeout=timeout, source_address=(source, 0) if source else None, **more)
    ) as way:
        way.request(
            "GET" if data is None else "POST", f"{parts.path}?{parts.query}", body=data, headers=headers
        )
        answer = way.getresponse()
        return answer.status, answer.read(), answer.headers


def wait_until_answered(url: str, process: subprocess.Popen, log: Path, patience: float = STARTING) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            asked(url, timeout=2)
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{url} does not answer: {log.read_text(errors='replace')}")


@contextmanager
def running(command: list[str], url: str, directory: Path, **environment):
    """The process of a server, from its first answer at `url` to the end of the block."""
    log = directory / f"{Path(command[0]).name}-{free_port()}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        wait_until_answered(url, process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def gunicorn(directory: Path, database: str, **environment):
    """The site as gunicorn.conf.py starts it, with the database at that address; yields its own address."""
    port = free_port()
    values = {
        "SECRET_KEY": "k8#z-Qw" * 10, "DJANGO_SETTINGS_MODULE": "agenda.settings", "DATABASE_URL": database,
        "ALLOWED_HOSTS": "127.0.0.1,localhost", "HTTPS": "off", "DEBUG": "off", "BIND": f"127.0.0.1:{port}",
        "STATIC_ROOT": str(directory / "static"), "LOG_LEVEL": "WARNING", "GUNICORN_CMD_ARGS": "",
    } | environment  # fmt: skip
    if not (directory / "static").exists():
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, cwd=ROOT, env=os.environ | values, check=True)
    command = [sys.executable, "-m", "gunicorn", "agenda.wsgi"]
    url = f"http://127.0.0.1:{port}"
    with running(command, f"{url}/healthz", directory, **values):
        yield url


NGINX = os.environ.get("NGINX") or shutil.which(
    "nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin"
)
SETTINGS = ROOT / "deploy" / "nginx"


def certificate(directory: Path) -> None:
    """A key, and a certificate of 127.0.0.1 that it signed itself, under the names that the settings look for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (directory / "fullchain.pem").write_bytes(signed.public_bytes(pem))
    kept = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (directory / "privkey.pem").write_bytes(kept)


@contextmanager
def nginx(directory: Path, behind: str):
    """The repository's settings of nginx on free ports before the server at `behind`; yields its http and https addresses."""
    assert NGINX, "The proxy's test needs nginx: run `make test`, or put one on PATH."
    place, http, https = directory / "nginx", free_port(), free_port()
    place.mkdir()
    certificate(place)
    changed = {  # /tmp first: the other places are below it here
        "/tmp/": f"{place}/",  # noqa: S108
        "/etc/nginx/tls/": f"{place}/", "/etc/nginx/agenda/": f"{place}/", "/dev/stderr": "stderr",
        "include /etc/nginx/mime.types;": "", "web:8000": behind.removeprefix("http://"),
        "127.0.0.1:8081": f"127.0.0.1:{free_port()}",
        "listen 8080": f"listen 127.0.0.1:{http}", "listen 8443": f"listen 127.0.0.1:{https}",
    }  # fmt: skip
    for file in SETTINGS.glob("*.conf"):
        words = file.read_text()
        for old, new in changed.items():
            words = words.replace(old, new)
        (place / file.name).write_text(words)
    before = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    command = [NGINX, "-c", str(place / "nginx.conf"), "-p", str(place), "-e", "stderr", "-g", before]
    with running(command, f"http://127.0.0.1:{http}/healthz", directory):
        yield f"http://127.0.0.1:{http}", f"https://127.0.0.1:{https}"


@contextmanager
def slow_senders(url: str, number: int, sent: bytes, *, every: float = 0.3, source: str = SOMEWHERE_ELSE):
    """So many connections that send `sent`, then a byte now and then, and never an end."""
    scheme, host, port = url.replace("//", "").split(":")
    stop = threading.Event()

    def connected():
        plain = socket.create_connection((host, int(port)), timeout=5, source_address=(source, 0))
        return OUR_OWN.wrap_socket(plain) if scheme == "https" else plain

    def drip(connection):
        while not stop.wait(every):
            try:
                connection.send(b"x")
            except OSError:
                return

    with ExitStack() as stack:
        connections = [stack.enter_context(connected()) for _ in range(number)]
        for connection in connections:
            connection.sendall(sent)
        threads = [threading.Thread(target=drip, args=[each], daemon=True) for each in connections]
        for thread in threads:
            thread.start()
        time.sleep(1)  # so that the server is at them
        try:
            yield connections
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def read_by(url: str, readers: int, timeout: float = 10) -> list[int | str]:
    """The statuses that so many readers get who ask at once; “stalled” for each who gets none in time."""
    found: list[int | str] = []

    def read():
        try:
            found.append(asked(url, timeout)[0])
        except (OSError, HTTPException):
            found.append("stalled")

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
