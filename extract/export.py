"""Facts of a run -> one JSON object a line, in the order of the pages, byte for byte the same."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from extract.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from schemas.fact import Fact


def facts_jsonl(facts: Iterable[Fact]) -> str:
    """The facts contract as JSONL: every field of every fact, in the contract's order."""
    return "".join(
        json.dumps(each.model_dump(mode="json"), ensure_ascii=False) + "\n" for each in facts
    )


def write_whole(path: Path, data: bytes) -> None:
    """
    Write a file that is there whole or, where that fails, as it was before.

    Raises ``InputError`` where it cannot be written.
    """
    special = path.exists() and not path.is_file()  # a device or a pipe; a folder is refused below
    part = path if special else path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        if part != path:
            part.replace(path)
    except OSError as error:
        if part != path:
            with suppress(OSError):
                part.unlink()
        reason = error.strerror or type(error).__name__
        raise InputError(
            str(path), None, f"cannot be written ({reason})", "name another --output"
        ) from error
