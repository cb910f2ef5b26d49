"""One post of a live page, as every page reader returns it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["head", "post", "flash", "card"]


class Post(BaseModel):
    """
    A post as a reader would delimit it, without boilerplate.

    ``position`` 0 is the oldest post of its page. ``published`` is ISO 8601,
    local time, to the minute (``2023-05-05T12:33``), and is None where the
    post itself gives no time: the page's own time stands in ``page_published``.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    page: str
    position: int = 0
    kind: Kind = "post"
    published: str | None = None
    page_published: str | None = None
    title: str | None = None
    author: str | None = None
    role: str | None = None
    url: str | None = None
    text: str

    @property
    def content(self) -> str:
        """The string in which all offsets of this post count."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def year(self) -> int | None:
        """The year of the post's date, else of its page's; None where neither gives one."""
        stamp = self.published or self.page_published
        return int(stamp[:4]) if stamp else None
