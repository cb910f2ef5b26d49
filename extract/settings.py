"""Environment, configuration file, installed folders -> every setting of the program, in one place."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
PROMPTS = ROOT / "prompts"
GOLDEN = ROOT / "golden"
DATA = Path(__file__).resolve().parent / "data"

DEFAULT_RUN = Path("seatcheck-run")
DEFAULT_MODEL = "local"
LARGEST_INPUT = (
    50_000_000  # bytes of one file or of standard input; a live page has a few hundred kilobytes
)
LONGEST_POST = 20_000
"""Characters of a post that is read; the longest of the live pages at hand has 1,144."""


def default_model() -> str:
    """``SEATCHECK_MODEL``, else the embedded model."""
    return os.environ.get("SEATCHECK_MODEL") or DEFAULT_MODEL


def cache_dir() -> Path:
    """``SEATCHECK_CACHE``, else the user's cache folder: stored responses and the embedded model."""
    named = os.environ.get("SEATCHECK_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - costs time that --help need not pay

    return user_cache_path("seatcheck")


def responses_dir() -> Path:
    """Where the responses of the models are stored."""
    return cache_dir() / "responses"


def base_url() -> str | None:
    """``OPENAI_BASE_URL``: the endpoint to ask where the command line names none."""
    return os.environ.get("OPENAI_BASE_URL") or None


def secret(variable: str) -> str | None:
    """The API key that the named environment variable holds; read at the moment of sending."""
    return os.environ.get(variable) or None


def model_file() -> Path | None:
    """``SEATCHECK_MODEL_FILE``: a GGUF file that the user has, instead of the one to fetch."""
    named = os.environ.get("SEATCHECK_MODEL_FILE")
    return Path(named) if named else None


def system_user() -> str:
    """The name under which the system knows who is at work; "unknown" where it knows none."""
    import getpass  # noqa: PLC0415 - only a review asks

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # KeyError up to Python 3.12
        return "unknown"


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes and prefixes of rules to select and to ignore, and the file that says so, if one does."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source: Path | None = None


def selection() -> Selection:
    """
    What the nearest configuration file says of rules, from the working folder upwards.

    That is a ``seatcheck.toml``, else a ``pyproject.toml`` with a table
    ``[tool.seatcheck]``. Raises ``InputError`` where one cannot be read or says
    anything else.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        own, project = folder / "seatcheck.toml", folder / "pyproject.toml"
        if own.is_file():
            return _selection(own, _toml(own))
        if project.is_file():
            tool = _toml(project).get("tool")
            if isinstance(tool, dict) and "seatcheck" in tool:
                return _selection(project, tool["seatcheck"])
    return Selection()


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise InputError(str(path), None, problem, "make it readable, or remove it") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), None, "not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise InputError(
            str(path), int(line[1]) if line else None, f"no TOML ({error})", "mend that line"
        ) from error


def _selection(path: Path, said: Any) -> Selection:
    if not isinstance(said, dict):
        raise InputError(str(path), None, "seatcheck is no table", "write [tool.seatcheck]")
    for name, codes in said.items():
        if name not in {"select", "ignore"}:
            raise InputError(
                str(path), None, f"no setting is called {name!r}", "the settings are select, ignore"
            )
        if not (isinstance(codes, list) and all(isinstance(code, str) for code in codes)):
            raise InputError(
                str(path), None, f"{name} is no list of codes", f'write {name} = ["S", "C001"]'
            )
    return Selection(tuple(said.get("select", ())), tuple(said.get("ignore", ())), path)
