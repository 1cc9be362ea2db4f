"""The examples in `deploy/` as real web servers, before a small site and a service that is none."""

import http.client
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from comments_service.contract.compressed import write_served
from comments_service.contract.redirects import mark

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
HOST = "news.tobelwerk.example"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

LONG = "<p>Grüsse aus dem Tösstal.</p>\n" * 100
FILES = {
    name: data.encode() if isinstance(data, str) else data
    for name, data in {
        "index.html": "root",
        "404.html": "not found",
        "503.html": "down",
        "de/index.html": "front page",
        "de/404.html": "nicht gefunden",
        "de/suche/index.html": "search",
        "de/feed.atom": "<feed/>",
        "de/feed.rss": "<rss/>",
        "de/feed.json": '{"items": []}',
        "de/feeds.opml": "<opml/>",
        "de/termine/feed.ics": "BEGIN:VCALENDAR",
        "de/2026/lang/index.html": LONG,
        "de/2026/lang/text.txt": LONG,
        "de/2026/lang/SHA256SUMS": "00  a.zip",
        "de/2026/lang/bilder.zip": bytes(range(256)) * 8,
        "de/2026/lang/blatt.pdf": b"%PDF-1.7" + bytes(2000),
        "de/2026/alt/index.html": "<p>moved</p>",
        mark("/de/2026/alt/", "", "moved"): "/de/2026/lang/",
        mark("/de/2026/alt/blatt.pdf", "", "moved"): "/de/2026/lang/blatt.pdf",
        mark("/früher/ä b.html", "", "moved"): "/de/2026/lang/",
        "de/2026/weg/index.html": "<p>withdrawn</p>" + LONG,
        mark("/de/2026/weg/", "", "gone"): "",
        "media/turbine.jpg": "picture",
        "media/turbine.800.3f2a9c1e.webp": "picture",
        "media/turbine.card.3f2a9c1e.jpg": "picture",
        "media/bericht.20261120.pdf": "%PDF",
        "theme/newsroom.0b1c2d3e4f5a.css": "body{}",
        "media/zahlen.csv": "Jahr;Zahl",
        "pagefind/wasm.de.pagefind": b"\x1f\x8b\x08",
        "pagefind/fragment/de_1a2b3c4.pf_fragment": b"\x1f\x8b\x08",
        "site.webmanifest": "{}",
        "sitemap.xml": "<urlset/>",
        ".well-known/security.txt": "Contact: x",
        "comments/feed.atom": "<feed/>",
        "comments/1b671a64/thread.json": "{}",
        "comments/1b671a64/.thread.json.x.tmp": "{",
    }.items()
}


class Service(BaseHTTPRequestHandler):
    """Stands in for the comment service; a receipt is stricter than other pages."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = f"{self.command} {self.path} for {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if self.path.startswith("/comments/receipt/"):
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the name http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name upstream
        """Stay silent."""


@dataclass
class Site:
    port: int
    service: ThreadingHTTPServer

    server: str
    folder: Path

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
        answer, data = self.fetch(path, method, body, **headers)
        return answer, data.decode()

    def fetch(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        link = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        # Servers choose the certificate by the name in the handshake.
        link.sock = context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.port), 10), server_hostname=HOST
        )
        try:
            link.request(method, path, body, {"Host": HOST, **headers})
            answer = link.getresponse()
            return answer, answer.read()
        finally:
            link.close()

    def stop_service(self) -> None:
        self.service.shutdown()
        self.service.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the web server did not start:\n{log.read_text('utf-8')}")


def certificate(folder: Path) -> tuple[Path, Path]:
    key, chain = folder / "privkey.pem", folder / "fullchain.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", f"/CN={HOST}", "-keyout", key, "-out", chain),
        ],
        check=True,
        capture_output=True,
    )
    return key, chain


def nginx(folder: Path, port: int, service_port: int) -> list[str | Path]:
    key, chain = certificate(folder)
    example = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in {
        "[::]:80;": "127.0.0.1:0;",
        "[::]:443": "127.0.0.1:0",
        "listen 127.0.0.1:0;\n": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 127.0.0.1:0 ssl http2;\n": "",
        "listen 443": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{service_port}",
        "/etc/letsencrypt/live/news.tobelwerk.example/fullchain.pem": str(chain),
        "/etc/letsencrypt/live/news.tobelwerk.example/privkey.pem": str(key),
        "/srv/newsroom": str(folder),
        "/var/log/nginx": str(folder),
        "#brotli_static": "brotli_static" if BROTLI.exists() else "#brotli_static",
    }.items():
        example = example.replace(old, new)
    (folder / "example.conf").write_text(example, "utf-8")
    (folder / "main.conf").write_text(
        (f"load_module {BROTLI};\n" if BROTLI.exists() else "")
        + f"pid {folder}/pid; daemon off; events {{}}\n"
        "http {\n"
        + "".join(
            f"    {kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + f"    include {folder}/example.conf;\n}}\n",
        "utf-8",
    )
    return ["nginx", "-e", folder / "error.log", "-c", folder / "main.conf"]


def caddy(folder: Path, port: int, service_port: int) -> list[str | Path]:
    key, chain = certificate(folder)
    example = (DEPLOY / "Caddyfile").read_text("utf-8")
    for old, new in {
        f"\n{HOST} {{": f"\nhttps://{HOST}:{port} {{\n\tbind 127.0.0.1\n\tlog\n\ttls {chain} {key}",
        "127.0.0.1:8000": f"127.0.0.1:{service_port}",
        "/srv/newsroom": str(folder),
    }.items():
        example = example.replace(old, new)
    options = "\n{\n\tadmin off\n\tauto_https off\n"
    (folder / "Caddyfile").write_text(example.replace("\n{\n", options, 1), "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]


SERVERS = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(params=SERVERS)
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A built newsroom in miniature behind the real web server."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    # Started as root, nginx serves files as another account, which pytest's own folders keep out.
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for file, data in FILES.items():
            write_served(folder / "output" / file, data)
        with _running(request.param, folder, service) as port:
            yield Site(port, service, request.param, folder)
    service.shutdown()
    service.server_close()


@contextmanager
def _running(server: str, folder: Path, service: ThreadingHTTPServer) -> Iterator[int]:
    """The web server at work; its port."""
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            SERVERS[server](folder, port, service.server_port),
            stdout=output,
            stderr=output,
            env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"},
        )
    try:
        wait_for(port, process, log)
        yield port
    finally:
        process.terminate()
        process.wait(10)
