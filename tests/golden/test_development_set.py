"""golden/tune and golden/hold: the development set, as it is shipped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from readme import untold

from extract import areas, settings
from extract.golden.expected import expected_facts
from extract.golden.looking import FOLDER, gain, look_at_pages
from extract.golden.scoring import compare, wanted_of
from extract.model.client import Client
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages
from extract.placing import councils_of
from extract.reading import read_post

PARTS = ("tune", "hold")
IN_BOTH = {"Kent", "Medway", "Kingston upon Hull"}
READING = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")


@cache
def replayed(name):
    """The posts of a part, as the recordings answer for them."""
    folder = settings.GOLDEN / name
    posts = read_pages([folder / "pages"]).posts
    client = Client(None, recordings=Recordings(folder / "recordings"))
    spec, named = parse_spec("recorded"), councils_of(posts)
    return [(each, read_post(each, spec, client, page=named[each.page])) for each in posts]


@pytest.fixture(scope="module")
def sets():
    """
    The posts and the expected facts of both parts.
    """
    found = {}
    for name in PARTS:
        folder = settings.GOLDEN / name
        posts = list(read_pages([folder / "pages"]).posts)
        found[name] = (posts, expected_facts(folder / "expected", posts))
    return found


class TestDevelopmentSet:
    def test_has_two_hundred_posts_and_more(self, sets):
        """
        There are over two hundred posts, and some of them are only reported on.
        """
        tune, hold = (len(posts) for posts, _ in sets.values())

        assert tune + hold >= 200
        assert hold >= 30

    def test_has_a_fifth_that_states_nothing(self, sets):
        """
        One post in five states no result, in both parts.
        """
        for posts, facts in sets.values():
            empty = {each.id for each in posts} - {each.post for each in facts}

            assert 0.2 <= len(empty) / len(posts) <= 0.25

    def test_is_split_by_council(self, sets):
        """
        No council stands in both parts, but for the three that the README names.
        """
        named = [
            {
                areas.resolve(f.area, int(f.election.year) if f.election else None)
                for f in facts
                if f.scope == "council"
            }
            for _, facts in sets.values()
        ]
        both = {each.name for each in named[0] & named[1] if each}

        assert both <= IN_BOTH

    def test_quotes_stand_where_they_are_said_to(self, sets):
        """
        Every expected fact's words are those of its post at its offsets.
        """
        for posts, facts in sets.values():
            content = {each.id: each.content for each in posts}

            assert [] == [f for f in facts if content[f.post][f.start : f.end] != f.quote]

    def test_ids_are_of_one_post(self, sets):
        """
        No two posts of the set share an id.
        """
        ids = [each.id for posts, _ in sets.values() for each in posts]

        assert len(ids) == len(set(ids))


class TestRecordings:
    @pytest.mark.parametrize("name", PARTS)
    def test_replay_as_the_readme_tells(self, name):
        """
        Every request of today has its recording, and the scores are those of the README.
        """
        reads = replayed(name)
        expected = expected_facts(settings.GOLDEN / name / "expected", [post for post, _ in reads])
        result = compare(expected, reads)

        assert ([], []) == (result.drift, result.failed)
        assert [] == untold(result)

    def test_second_looks_replay_as_the_notes_tell(self):
        """
        Every look of today has its recording, and gives and costs what docs/reading.md says.
        """
        folder = settings.GOLDEN / "tune"
        reads = replayed("tune")
        posts = [post for post, _ in reads]
        wanted = wanted_of(expected_facts(folder / "expected", posts), posts)
        recordings = Recordings(folder / FOLDER)
        again = look_at_pages(reads, parse_spec("recorded"), Client(None, recordings=recordings))
        gained = gain(again, [key for each in wanted.values() for key in each])
        undecided = gained.asked - gained.source - gained.changed

        assert () == again.unanswered
        assert (
            f"{gained.asked} figures asked for in {len(recordings)} requests, {gained.source} the "
            f"same again, {gained.changed} changed, {undecided} undecided. Of those changed "
            f"{gained.mended} wrong ones came right and {gained.harmed} right ones were lost."
        ) in " ".join(READING.split())
