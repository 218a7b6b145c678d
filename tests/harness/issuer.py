"""An identity provider on this machine: it signs what a test tells it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "trajectoires", "un-secret-pour-les-essais-seulement"


class Issuer:
    """What it says of the person who comes, and what it was asked."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}
        self.signs_userinfo = False
        self.asked: list[dict[str, list[str]]] = []
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signing_key = self.key
        self.address = ""

    def signed(self, told: dict[str, Any]) -> str:
        """A token of this provider for this site."""
        now = int(time.time())
        body = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **told}
        return jwt.encode(body, self.signing_key, algorithm="RS256", headers={"kid": "k"})

    def answer(self, path: str) -> tuple[str, str]:
        """The type and the body of an answer."""
        if path.endswith("openid-configuration"):
            ends = {"authorization": "entrer", "token": "jeton", "userinfo": "qui"}
            found = {f"{name}_endpoint": f"{self.address}/{end}" for name, end in ends.items()}
            return _json({"issuer": self.address, "jwks_uri": f"{self.address}/cles", **found})
        if path == "/cles":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return _json({"keys": [{**public, "kid": "k", "alg": "RS256", "use": "sig"}]})
        if path == "/jeton":
            return _json({"access_token": "a", "token_type": "Bearer", "id_token": self.signed({"sub": "7"})})
        told = {"sub": "7", **self.told}
        return ("application/jwt", self.signed(told)) if self.signs_userinfo else _json(told)


def _json(value: Any) -> tuple[str, str]:
    return "application/json", json.dumps(value)


@contextmanager
def running() -> Iterator[Issuer]:
    """The provider, served on a free port."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if length:
                issuer.asked.append(parse_qs(self.rfile.read(length).decode()))
            kind, body = issuer.answer(self.path.partition("?")[0])
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = _reply  # noqa: N815 - names of the standard library

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
