"""The watcher's health over HTTP: `GET /` answers with JSON, 200 while it looks at its folder, 503 when it has stopped to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

STALE = 120.0
"""Seconds without a look after which the watcher is not well."""


def note(path: Path, state: dict[str, Any]) -> None:
    """Write the state into a file, which is whole at any moment."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(state) + "\n", encoding="utf-8")
    part.replace(path)


@contextmanager
def served(host: str, port: int, state: Callable[[], dict[str, Any]]) -> Iterator[int]:
    """Serve what `state` gives while the block runs; yields the port, which is a free one where 0 was asked for.

    `state` holds `at`, the time of the last look in seconds since 1970.
    """

    class Answer(BaseHTTPRequestHandler):
        """One answer for every path."""

        def do_GET(self) -> None:
            """Tell the state."""
            told = state()
            well = time.time() - float(told.get("at") or 0.0) < STALE
            body = json.dumps({"well": well, **told}).encode() + b"\n"
            self.send_response(200 if well else 503)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet: the watcher's log has one line a document."""

    server = ThreadingHTTPServer((host, port), Answer)
    thread = Thread(target=server.serve_forever, name="health", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
