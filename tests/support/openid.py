"""A small OpenID provider on a port of this machine: discovery, authorization with PKCE, tokens, the person's claims."""

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import clear_url_caches, include, path
from django.urls.base import set_urlconf

import agenda.urls
from agenda.accounts.settings import provider
from agenda.accounts.urls import PROVIDER_PATTERNS

CLIENT, SECRET = "tracker", "between the two of us"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
urlpatterns = [path("account/", include(PROVIDER_PATTERNS)), *agenda.urls.urlpatterns]
"""This module is a ROOT_URLCONF too: the site's addresses where a provider is set."""
handler400, handler403 = agenda.urls.handler400, agenda.urls.handler403
handler404, handler500 = agenda.urls.handler404, agenda.urls.handler500


class Provider:
    """What the provider says: `person` are the claims of who signs in there, `breaks` how it misbehaves."""

    def __init__(self, issuer: str):
        self.issuer = issuer
        self.person = {"sub": "0815", "email": "ana@example.org", "email_verified": True, "name": "Ana Lyst"}
        self.breaks = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def configuration(self) -> dict:
        ways = {
            "authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "person",
            "jwks_uri": "keys",
        }  # fmt: skip
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{way}" for name, way in ways.items()}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser of somebody who agrees is sent back to; `breaks` may be “denied”."""
        back = {"state": query.get("state", "")}
        if self.breaks == "denied":
            return f"{query['redirect_uri']}?{urlencode(back | {'error': 'access_denied'})}"
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode(back | {'code': code})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict]:
        """The tokens of a code: given once, to the client that has the secret, and to the verifier of its challenge."""
        query = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if form.get("client_secret") != SECRET or query is None or query["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        audience = "somebody else" if self.breaks == "audience" else CLIENT
        ends = time.time() - 3600 if self.breaks == "expired" else time.time() + 300
        claims = self.person | {
            "iss": self.issuer,
            "aud": audience,
            "iat": int(time.time()),
            "exp": int(ends),
        }
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})
        return 200, {"access_token": "let me in", "token_type": "Bearer", "id_token": signed}


def _handler(told: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_ignored):
            pass

        def answer(self, status: int, body: dict | bytes, **headers: str) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self):
            where = urlsplit(self.path)
            told.asked.append(where.path)
            if told.breaks == "ill":
                return self.answer(500, b"out of order")
            if told.breaks == "no provider":
                return self.answer(200, b"<h1>Welcome</h1>", **{"Content-Type": "text/html"})
            if told.breaks == "half":
                return self.answer(200, {"issuer": told.issuer})
            if where.path == "/.well-known/openid-configuration":
                return self.answer(200, told.configuration())
            if where.path == "/authorize":
                query = {name: values[0] for name, values in parse_qs(where.query).items()}
                return self.answer(302, b"", Location=told.authorize(query))
            if where.path == "/person" and self.headers["Authorization"] == "Bearer let me in":
                return self.answer(200, told.person)
            return self.answer(404, {})

        def do_POST(self):
            told.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            if told.breaks == "ill at tokens":
                return self.answer(500, b"out of order")
            return self.answer(*told.token(form))

    return Handler


@contextmanager
def openid_provider(settings):
    """The provider, and the site set to it, to the end of the block; yields the provider."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    told = Provider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = _handler(told)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    environment = {"OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
    settings.OIDC_ISSUER, settings.ROOT_URLCONF = told.issuer, __name__
    settings.SOCIALACCOUNT_PROVIDERS = provider(told.issuer, "Our Office", environment)[
        "SOCIALACCOUNT_PROVIDERS"
    ]
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = policy | {"form-action": [*policy["form-action"], told.issuer]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": allowed}
    clear_url_caches()
    set_urlconf(None)
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
