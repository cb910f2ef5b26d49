"""The desk of a review -> the web application: pages by GET, decisions by POST, nothing else."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from extract.errors import SeatcheckError
from extract.review.forms import FIELDS, FormError, entry_of
from extract.review.guard import Guard
from extract.review.pages import Pages
from extract.review.queue import Filter, after
from extract.shown.colours import style_sheet

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from extract.review.desk import Desk
    from extract.review.queue import Item
    from extract.review.view import View

# After a decision the next page waits for the sums, so that it shows what they say; but not for long.
_WAIT_SECONDS = 0.6


def review_app(desk: Desk, run: str, who: str, token: str, port: int) -> ASGIApp:
    """The application; ``run``: the run's name, ``who``: the reviewer."""
    site = _Site(desk, Pages(f"/{token}", run), who, f"/{token}")
    routes = [
        Route("/", site.queue),
        Route("/findings/{finding}", site.finding),
        Route("/findings/{finding}", site.decide, methods=["POST"]),
        Route("/councils/", site.councils),
        Route("/councils/{anchor}", site.council),
        Route("/posts/", site.posts),
        Route("/posts/{anchor}", site.post),
        Route("/page.css", site.style),
        Route("/page.js", site.script),
    ]
    app = Starlette(
        routes=[Mount(f"/{token}", routes=routes)], exception_handlers={SeatcheckError: _trouble}
    )
    return Guard(app, token, port)


class _Site:
    """What is answered to each address."""

    def __init__(self, desk: Desk, pages: Pages, who: str, base: str) -> None:
        self._desk = desk
        self._pages = pages
        self._who = who
        self._base = base
        self._css = style_sheet("extract.report", "extract.review")
        script = files("extract.review") / "templates" / "page.js"
        self._js = script.read_text(encoding="utf-8")

    async def queue(self, request: Request) -> Response:
        view = self._desk.view
        more = self._more(request, view)
        chosen = Filter.of(request.query_params)
        return HTMLResponse(self._pages.queue(view, chosen, _number(request), **more))

    async def finding(self, request: Request) -> Response:
        view = self._desk.view
        item = view.item(request.path_params["finding"])
        if item is None:
            return self._gone(view)
        return self._finding(request, view, item)

    async def decide(self, request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        form = dict(parse_qsl(body, keep_blank_values=True))
        view = self._desk.view
        item = view.item(request.path_params["finding"])
        if item is None:
            return self._gone(view)
        posts = [each.post for each in self._pages.posts_of(view, item)]
        try:
            entry = entry_of(form, item, view, posts, self._who)
        except FormError as error:
            return self._finding(request, view, item, problem=str(error), form=form, status=422)
        self._desk.decide(entry)
        await run_in_threadpool(self._desk.wait, _WAIT_SECONDS)
        return self._next(request, item, entry.id, stay=entry.kind == "undo")

    def _next(self, request: Request, item: Item, entry: str, *, stay: bool) -> Response:
        """To the next undecided finding that the filter shows; after an undo to the same one."""
        view = self._desk.view
        chosen = Filter.of(request.query_params)
        own = item.finding.id
        shown = [
            each
            for each in view.items
            if each.finding.id == own or chosen.but(state="").shows(each)
        ]
        following = view.item(own) if stay else after(shown, own)
        path = f"findings/{quote(following.finding.id)}" if following else ""
        query = chosen.query
        query += f"{'&' if query else '?'}last={entry}"
        return RedirectResponse(f"{self._base}/{path}{query}", 303)

    async def councils(self, request: Request) -> Response:
        return HTMLResponse(self._pages.councils(self._desk.view, _number(request)))

    async def council(self, request: Request) -> Response:
        view = self._desk.view
        part = view.base.councils.get(request.path_params["anchor"])
        if part is None:
            return self._gone(view)
        return HTMLResponse(self._pages.council(view, part, _number(request)))

    async def posts(self, request: Request) -> Response:
        state = request.query_params.get("state", "")
        return HTMLResponse(self._pages.posts(self._desk.view, state, _number(request)))

    async def post(self, request: Request) -> Response:
        view = self._desk.view
        stored = view.base.posts.get(request.path_params["anchor"])
        if stored is None:
            return self._gone(view)
        return HTMLResponse(self._pages.post(view, stored))

    async def style(self, _request: Request) -> Response:
        return Response(self._css, media_type="text/css")

    async def script(self, _request: Request) -> Response:
        return Response(self._js, media_type="text/javascript")

    def _finding(
        self,
        request: Request,
        view: View,
        item: Item,
        *,
        problem: str | None = None,
        form: dict[str, str] | None = None,
        status: int = 200,
    ) -> Response:
        more = self._more(request, view)
        chosen = Filter.of(request.query_params)
        filled = dict.fromkeys(FIELDS, "") | (form or {})
        page = self._pages.finding(view, item, chosen, problem=problem, form=filled, **more)
        return HTMLResponse(page, status)

    def _more(self, request: Request, view: View) -> dict[str, object]:
        """The decision that was taken just before, and whether the sums know of it."""
        last = view.decisions.get(request.query_params.get("last", ""))
        of = None
        if last is not None and last.kind != "undo":
            of = next((i for i in view.items if last.id in i.reviewed.heads), None)
        return {"last": last, "of": of, "checking": self._desk.checking}

    def _gone(self, view: View) -> Response:
        says = "There is no such finding, council or post in this run (any more)."
        return HTMLResponse(self._pages.problem(view, says), 404)


async def _trouble(_request: Request, error: Exception) -> Response:
    """What is wrong with the run, as the command line would say it; no page can be made of it."""
    return PlainTextResponse(f"seatcheck: {error}", 503)


def _number(request: Request) -> int:
    said = request.query_params.get("page", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 1  # noqa: PLR2004
