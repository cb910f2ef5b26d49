"""The corpus: every file of it gives the posts that a person would delimit, or its one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.pages import read_page
from extract.pages.decode import decode
from extract.pages.formats import FORMATS, sniff

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = (".posts.json", ".error.txt")
FIELDS = {"kind", "published", "title", "author", "role", "url", "text"}
CASES = sorted(path for path in CORPUS.glob("*/*") if not path.name.endswith(EXPECTED))


def beside(case, ending):
    """What is expected of a case, None where no such file lies beside it."""
    path = case.with_name(case.stem + ending)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def read(case):
    """The posts that a case gives, their empty fields left out, or the line it is refused with."""
    try:
        posts = read_page(case.name, case.read_bytes())
    except InputError as error:
        return f"{error}\n"
    return [post.model_dump(include=FIELDS, exclude_none=True) for post in posts]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_page_is_read_as_a_person_reads_it(case):
    """
    A file gives the posts in the file beside it, oldest first, or the one line.
    """
    posts, error = (beside(case, ending) for ending in EXPECTED)

    assert (json.loads(posts) if posts else error) == read(case)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.parent.name in {each.name for each in FORMATS}],
    ids=lambda case: f"{case.parent.name}/{case.name}",
)
def test_the_content_tells_the_format(case):
    """
    A file is taken for what its folder is called, whatever its own name.
    """
    assert case.parent.name == sniff(case.name, decode(case.name, case.read_bytes())).name


def test_each_case_has_one_expectation():
    """
    No file of the corpus is without its posts or its line, and none has both.
    """
    expectations = [path for path in CORPUS.glob("*/*") if path.name.endswith(EXPECTED)]

    assert len(CASES) == len(expectations) == len({(path.parent, path.stem) for path in CASES})
