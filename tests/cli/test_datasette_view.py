"""
A run in the real Datasette, over HTTP: its tables, their facets, and the three saved queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from datasette_server import datasette
from program import Program

from extract import settings
from schemas.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from datasette_server import Get


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """
    Datasette on a run of the golden pages, replayed, as the README starts it.
    """
    program = Program(tmp_path_factory.mktemp("datasette"))
    pages = [
        settings.GOLDEN / "pages" / name for name in ("midlands-2023.txt", "mixed-counts.jsonl")
    ]
    assert program("extract", *pages, "--model", "recorded").returncode == 0
    arguments = ["seatcheck-run/run.db", "-m", "seatcheck-run/metadata.json"]
    with datasette(program.folder, arguments) as asked:
        yield asked


def rows(get: Get, query: str, **parameters: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get(f"/run/{query}.json", _shape="array", **parameters)
    return found


def test_what_is_shown_and_what_is_hidden(get):
    """
    Five tables and a view are for readers; the others are there, and hidden.
    """
    listed = get("/run.json")
    shown = {each["name"] for each in listed["tables"] if not each["hidden"]}

    assert {"pages", "posts", "findings", "decisions", "derived"} == shown
    assert ["present_facts"] == [each["name"] for each in listed["views"]]
    assert {"contradictions", "seats", "post"} == {each["name"] for each in listed["queries"]}


def test_a_table_with_its_facets(get):
    """
    The posts have their facets, which add up to the posts.
    """
    posts = get("/run/posts.json")
    states = {each["value"]: each["count"] for each in posts["facet_results"]["state"]["results"]}

    assert {"page", "kind", "state"} == set(posts["facet_results"])
    assert posts["filtered_table_rows_count"] == sum(states.values())
    assert states["extracted"] > states["nothing here"] > 0


def test_a_facet_of_the_facts(get):
    """
    A view is faceted too, and a facet's rows are as many as it says.
    """
    facts = get("/run/present_facts.json")["facet_results"]["status"]["results"]
    verified = next(each["count"] for each in facts if each["value"] == "verified")
    chosen = get("/run/present_facts.json", status="verified", _size="max")

    assert verified == chosen["filtered_table_rows_count"] == len(chosen["rows"])


def test_contradictions_worst_first(get):
    """
    The first saved query has every finding, errors first, with words, page and time.
    """
    found = rows(get, "contradictions")
    severities = [each["severity"] for each in found]
    tamworth = next(each for each in found if each["message"].startswith("Tamworth: 14 + 10 + 5"))

    assert len(rows(get, "findings", _size="max")) == len(found)
    assert sorted(severities, key=SEVERITIES.index) == severities
    assert ("error", "S001", "Tamworth", "midlands-2023") == tuple(
        tamworth[name] for name in ("severity", "rule", "areas", "page")
    )
    assert {"14", "ten", "five", "30"} <= set(tamworth["words"].split(" | "))


def test_seats_with_their_words(get):
    """
    The second has one row a council, election and party, with the figure's words in their sentence.
    """
    found = rows(get, "seats", _size="max")
    tamworth = {each["party"]: each for each in found if each["gss"] == "E07000199"}

    assert len(found) == len({(e["election"], e["council"], e["party"]) for e in found})
    assert {"Conservative": 14, "Labour": 10, "Independent": 5} == {
        party: each["seats"] for party, each in tamworth.items()
    }
    assert "Labour with ten and independents" in tamworth["Labour"]["words"]


@pytest.mark.parametrize("name", ["10e1ca02d791", "midlands-2023/10e1ca02d791"])
def test_what_a_post_states(get, name):
    """
    The third has every fact of the post that it is asked for, by its id or its page and id.
    """
    found = rows(get, "post", post=name)
    facts = get("/run/present_facts.json", post="10e1ca02d791", _size="max")

    assert facts["filtered_table_rows_count"] == len(found) > 0
    assert ("Labour", "seats", 10, "ten") in [
        tuple(each[column] for column in ("party", "measure", "value", "quote")) for each in found
    ]
    assert [] == rows(get, "post", post="nobody")
