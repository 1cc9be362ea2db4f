"""The web server examples: the same headers as the service, and the right requests passed on."""

import http.client
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from comments_service.contract import addresses
from comments_service.contract.headers import HSTS, SEARCH_CSP, SECURITY_HEADERS

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
HEADERS = SECURITY_HEADERS | {"Strict-Transport-Security": HSTS}
HOST = "news.tobelwerk.example"

FILES = {
    "index.html": "root",
    "404.html": "not found",
    "de/index.html": "front page",
    "de/404.html": "nicht gefunden",
    "de/suche/index.html": "search",
    "de/feed.atom": "<feed/>",
    "de/feed.rss": "<rss/>",
    "media/turbine.jpg": "picture",
    "theme/newsroom.css": "body{}",
    ".well-known/security.txt": "Contact: x",
    "comments/feed.atom": "<feed/>",
    "comments/1b671a64/thread.json": "{}",
    "comments/1b671a64/.thread.json.x.tmp": "{",
}


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
@pytest.mark.parametrize("header", HEADERS)
def test_examples_send_the_headers_of_the_service(example: str, header: str) -> None:
    assert f'"{HEADERS[header]}"' in (DEPLOY / example).read_text("utf-8")


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
def test_examples_let_every_search_page_run_its_search(example: str) -> None:
    text = (DEPLOY / example).read_text("utf-8")

    assert f'"{SEARCH_CSP}"' in text
    for lang in addresses.WORDS:
        assert addresses.search("", lang).strip("/") in text


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

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
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
            return answer, answer.read().decode()
        finally:
            link.close()


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
    }.items():
        example = example.replace(old, new)
    (folder / "example.conf").write_text(example, "utf-8")
    (folder / "main.conf").write_text(
        f"pid {folder}/pid; daemon off; events {{}}\n"
        "http {\n"
        "    include /etc/nginx/mime.types;\n"
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
        f"\n{HOST} {{": f"\nhttps://{HOST}:{port} {{\n\tbind 127.0.0.1\n\ttls {chain} {key}",
        "127.0.0.1:8000": f"127.0.0.1:{service_port}",
        "/srv/newsroom": str(folder),
    }.items():
        example = example.replace(old, new)
    options = "{\n\tadmin off\n\tauto_https off\n}\n"
    (folder / "Caddyfile").write_text(options + example, "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", folder / "Caddyfile"]


SERVERS = {"nginx": nginx, "caddy": caddy}


@pytest.fixture(params=SERVERS)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A built newsroom in miniature behind the real web server."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    for name, text in FILES.items():
        path = tmp_path / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    # Started as root, nginx serves files as another account.
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    port = free_port()
    command = SERVERS[request.param](tmp_path, port, service.server_port)
    log = tmp_path / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            env={"HOME": str(tmp_path), "PATH": "/usr/sbin:/usr/bin:/bin"},
        )
    try:
        wait_for(port, process, log)
        yield Site(port, service)
    finally:
        process.terminate()
        process.wait(10)
        service.shutdown()
        service.server_close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "status", "text", "kind"),
    [
        ("/", 200, "root", "text/html; charset=utf-8"),
        ("/de/", 200, "front page", "text/html; charset=utf-8"),
        ("/de/feed.atom", 200, "<feed/>", "application/atom+xml"),
        ("/de/feed.rss", 200, "<rss/>", "application/rss+xml"),
        ("/theme/newsroom.css", 200, "body{}", "text/css; charset=utf-8"),
        ("/media/turbine.jpg", 200, "picture", "image/jpeg"),
        ("/.well-known/security.txt", 200, "Contact: x", "text/plain; charset=utf-8"),
        ("/nowhere", 404, "not found", "text/html; charset=utf-8"),
        ("/de/nowhere/", 404, "nicht gefunden", "text/html; charset=utf-8"),
        ("/comments/feed.atom", 200, "<feed/>", "application/atom+xml"),
        ("/comments/1b671a64/thread.json", 200, "{}", "application/json"),
        ("/comments/1b671a64/.thread.json.x.tmp", 404, "not found", "text/html; charset=utf-8"),
    ],
)
def test_files_are_served_with_every_header(
    site: Site, path: str, status: int, text: str, kind: str
) -> None:
    answer, body = site.ask(path)

    assert (answer.status, body, answer.headers["Content-Type"]) == (status, text, kind)
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value], name
    kept = path.startswith(("/media/", "/theme/"))
    (caching,) = answer.headers.get_all("Cache-Control")
    assert caching.startswith("public" if kept else "no-cache")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/de/suche/", "/de/suche/?q=wasser"])
def test_the_search_page_may_run_what_its_search_needs(site: Site, path: str) -> None:
    answer, body = site.ask(path)

    assert body == "search"
    assert answer.headers.get_all("Content-Security-Policy") == [SEARCH_CSP]


@pytest.mark.slow
def test_folders_are_redirected_to_their_page(site: Site) -> None:
    answer, _ = site.ask("/de")

    assert answer.status in (301, 308)
    assert answer.headers["Location"] == "/de/"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/comments/1b671a64"),
        ("GET", "/comments/1b671a64"),
        ("GET", "/comments/1b671a64/reply/7"),
        ("GET", "/comments/receipt/secret"),
        ("POST", "/comments/receipt/secret/withdraw"),
        ("GET", "/moderation/"),
        ("POST", "/moderation/queue"),
    ],
)
def test_what_is_no_file_goes_to_the_service(site: Site, method: str, path: str) -> None:
    """The reader's address arrives unforged, and the service's own headers stand, once."""
    answer, body = site.ask(
        path, method, body="a=b" if method == "POST" else None, **{"X-Forwarded-For": "6.6.6.6"}
    )

    assert (answer.status, body) == (200, f"{method} {path} for 127.0.0.1")
    for name, value in HEADERS.items():
        if "receipt" in path and name == "Referrer-Policy":
            value = "no-referrer"
        assert answer.headers.get_all(name) == [value], name
    if "receipt" in path:
        assert answer.headers.get_all("Cache-Control") == ["no-store"]


@pytest.mark.slow
def test_the_service_may_be_down(site: Site) -> None:
    """Reading goes on, and writing gets an honest answer."""
    site.service.shutdown()
    site.service.server_close()

    page, text = site.ask("/de/")
    assert (page.status, text) == (200, "front page")
    thread, _ = site.ask("/comments/1b671a64/thread.json")
    assert thread.status == 200

    for method, path in (("POST", "/comments/1b671a64"), ("GET", "/moderation/")):
        answer, text = site.ask(path, method, body="a=b" if method == "POST" else None)
        assert answer.status == 503
        assert "Kommentare sind gerade nicht erreichbar" in text
        assert answer.headers.get_all("Retry-After") == ["120"]
        for name, value in HEADERS.items():
            assert answer.headers.get_all(name) == [value], name
