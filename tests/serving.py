"""A real HTTP server on this machine that answers as a test tells it to, and remembers what it was asked."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.source.web import Manners


@dataclass
class Reply:
    """One answer: `cut` bytes are held back at the end, `drip` seconds pass between any two pieces of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    cut: int = 0
    drip: float = 0.0


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float


class Site:
    """Answers by path: a reply, several in turn (the last stays), or a function of the request's headers."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply] | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[Asked] = []
        self.port = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        found = self.replies.get(path, Reply(b"not here", 404))
        if callable(found):
            return found(headers)
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def manners(self, **settings) -> Manners:
        return Manners(**({"hosts": frozenset({self.host}), "delay": 0, "backoff": 0.01} | settings))


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(Asked(self.path, headers, time.monotonic()))
            reply = site.reply(self.path, headers)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            sent = reply.body[: len(reply.body) - reply.cut]
            pieces = [sent[at : at + 1] for at in range(len(sent))] if reply.drip else [sent]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(reply.drip)
            except OSError:
                return
            if reply.cut:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
