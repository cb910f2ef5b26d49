"""``tables.toml`` -> the columns of every table of an export, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Type = Literal["text", "integer", "number", "boolean", "any", "texts", "lists"]


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column: what it is called, what it holds and what it means.

    ``type``: text, integer (64 bits), number (a double), boolean, any (text, a
    number or a boolean), texts (a list of texts), lists (a list of such lists).
    ``unit``: what the figure counts, in words; None where it counts nothing.
    """

    name: str
    type: Type
    title: str
    description: str
    unit: str | None = None

    @property
    def meaning(self) -> str:
        """The description, with the unit where there is one."""
        return f"{self.description} Unit: {self.unit}." if self.unit else self.description


@dataclass(frozen=True, slots=True)
class Layout:
    """A table before it has rows."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Layouts:
    """All tables of an export by name, in their order, and the version of the whole."""

    version: int
    tables: dict[str, Layout]


@cache
def layouts() -> Layouts:
    """What ``tables.toml`` says."""
    said = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
    version = said.pop("version")
    return Layouts(version, {name: _layout(name, each) for name, each in said.items()})


def _layout(name: str, said: dict[str, str | list[dict[str, str]]]) -> Layout:
    columns = tuple(Column(**each) for each in said["columns"])  # type: ignore[arg-type]
    return Layout(name, str(said["title"]), str(said["description"]), columns)
