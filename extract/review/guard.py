"""Requests to the page -> those that its reviewer's own browser sent for it; all others are refused."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No form of the page is nearly as long.
_LONGEST_FORM = 64_000
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # The token is part of the address; with no-referrer a form's Origin would be null.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


class Guard:
    """
    The page behind its token, for requests that name this very host and come from this very page.

    ``token``: the first part of every path. ``port``: where the page is served. A web
    site that resolves to this machine is shut out by the Host, one that sends forms
    by the Origin, another program or user of the machine by the token.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._prefix = f"/{token}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; nothing but HTTP is spoken."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refused = self._refusal(scope)
        answer = self._app if refused is None else refused
        await answer(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This page is served to this machine alone.", 421)
        path = scope["path"]
        own = path[: len(self._prefix)].encode()
        if not secrets.compare_digest(own, self._prefix.encode()) or path[len(own) :][:1] != "/":
            return PlainTextResponse("Not found: the address has the key of the review.", 404)
        if scope["method"] in ("GET", "HEAD"):
            return None
        if headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Only this page itself may decide.", 403)
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST_FORM:
            return PlainTextResponse("That is too long.", 413)
        return None
