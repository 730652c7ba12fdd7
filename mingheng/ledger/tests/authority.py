"""A timestamp authority of a test's own: OpenSSL behind a small web server, under a certificate authority nobody else knows."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SETTINGS = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """The authority in a folder; `mood` says how it behaves: well, another digest, refuses, silent or nonsense."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.mood, self.asked = folder, "well", 0
        root_key, middle_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
        root = certificate("根", root_key, "根", root_key, ca=True)
        middle = certificate("中间", middle_key, "根", root_key, ca=True)
        leaf = certificate("时间戳", key, "中间", middle_key, ca=False)
        self.roots = pem(root) + pem(middle)
        (folder / "middle.pem").write_text(pem(middle), encoding="ascii")
        (folder / "tsa.pem").write_text(pem(leaf), encoding="ascii")
        (folder / "serial").write_text("01\n", encoding="ascii")
        (folder / "settings").write_text(SETTINGS.format(folder=folder), encoding="utf-8")
        encoding = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / "tsa.key").write_bytes(key.private_bytes(*encoding))

    def reply(self, query: bytes) -> bytes:
        """The reply to a query."""
        if self.mood == "another digest":
            (self.folder / "other").write_bytes(b"something else")
            self._openssl("-query", "-data", self.folder / "other", "-sha256", "-cert", "-out", self.folder / "query")
        else:
            (self.folder / "query").write_bytes(query if self.mood != "refuses" else query[:-1])
        words = (
            "-reply",
            "-queryfile",
            self.folder / "query",
            "-config",
            self.folder / "settings",
            "-out",
            self.folder / "reply",
        )
        self._openssl(*words)
        return (self.folder / "reply").read_bytes()

    def says(self, text: str, reply: bytes) -> bool:
        """Whether OpenSSL finds a reply good for a text."""
        for name, data in (("text", text.encode()), ("kept", reply), ("roots", self.roots.encode())):
            (self.folder / name).write_bytes(data)
        words = ("-verify", "-data", "text", "-in", "kept", "-CAfile", "roots", "-untrusted", "middle.pem")
        return subprocess.run(["openssl", "ts", *words], cwd=self.folder, capture_output=True, check=False).returncode == 0

    @contextmanager
    def served(self) -> Iterator[str]:
        """Its address."""
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                authority.asked += 1
                query = self.rfile.read(int(self.headers["Content-Length"]))
                if authority.mood == "silent":
                    time.sleep(2)
                kind = "text/html" if authority.mood == "nonsense" else "application/timestamp-reply"
                body = b"<p>" if authority.mood in {"nonsense", "garbled"} else authority.reply(query)
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/tsa"
            finally:
                server.shutdown()
                thread.join()

    def _openssl(self, *words: object) -> None:
        subprocess.run(["openssl", "ts", *map(str, words)], capture_output=True, check=True)


def certificate(
    name: str, key: ec.EllipticCurvePrivateKey, by: str, signer: ec.EllipticCurvePrivateKey, *, ca: bool
) -> x509.Certificate:
    """A certificate of an authority, or of one that timestamps."""
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return built.sign(signer, hashes.SHA256())


def pem(found: x509.Certificate) -> str:
    """A certificate as a file holds it."""
    return found.public_bytes(serialization.Encoding.PEM).decode()
