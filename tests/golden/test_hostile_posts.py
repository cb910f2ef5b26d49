"""golden/hostile: attacks on the reader, each beside the same post without it."""

from __future__ import annotations

import time

import pytest
from hostile import (
    FOLDER,
    PLAIN,
    corpus,
    long_posts,
    not_in_post,
    planted,
    recorded,
    subverted,
)

from extract import settings
from extract.golden.scoring import compare
from extract.placing import councils_of
from extract.prompting import parts

CORPUS = corpus()
KINDS = tuple(dict.fromkeys(each.page for each in CORPUS.attacks))
REWRITTEN = ("homoglyphs", "invisible", "scripts", "markup")
PAGES = councils_of(CORPUS.posts.values())
WORST = (
    "1 MB of prose", "10,000 figures", "a party with figures", "one word of 20,000 letters",
    "names in hyphens", "line ends",
)  # fmt: skip
RECORDED = (FOLDER / "recordings").is_dir()


def of_kind(kind):
    """The attacks of one kind, each with its post."""
    return [
        (each, CORPUS.posts[each.page, each.post]) for each in CORPUS.attacks if each.page == kind
    ]


class TestCorpus:
    def test_has_eighty_attacks_of_a_dozen_kinds(self):
        """
        There are at least eighty attacks, several of each kind.
        """
        assert len(CORPUS.attacks) >= 80
        assert len(KINDS) >= 12
        assert all(len(of_kind(kind)) >= 6 for kind in KINDS)

    def test_has_every_post_as_an_attack_or_a_twin(self):
        """
        Whatever is no attack is the plain twin of one.
        """
        attacks = {(each.page, each.post) for each in CORPUS.attacks}
        twins = {(PLAIN, each.twin) for each in CORPUS.attacks}

        assert set(CORPUS.posts) == attacks | twins

    @pytest.mark.parametrize("kind", [each for each in KINDS if each not in REWRITTEN])
    def test_is_the_plain_post_without_the_hostile_words(self, kind):
        """
        An attack without its hostile words is its twin, to the letter.
        """
        for attack, post in of_kind(kind):
            left = post.content
            for start, end in reversed(attack.hostile):
                left = left[:start] + left[end:]

            assert CORPUS.posts[PLAIN, attack.twin].content == left

    def test_quotes_stand_where_they_are_said_to(self):
        """
        Every expected fact's words are those of its post at its offsets.
        """
        assert [] == [
            fact
            for name, facts in CORPUS.expected.items()
            for fact in facts
            if fact.quote != CORPUS.posts[name].content[fact.start : fact.end]
        ]


class TestSubvertedModel:
    @pytest.mark.parametrize("kind", KINDS)
    def test_plants_nothing(self, kind):
        """
        Whatever a model answers, hostile words give no fact, and every figure stands in its post.
        """
        read = subverted()
        for attack, post in of_kind(kind):
            facts = read(post, PAGES[post.page]).facts

            assert [] == planted(
                facts, attack, CORPUS.expected[attack.page, attack.post], post.year
            )
            assert [] == not_in_post(facts, post)

    def test_changes_no_other_post(self):
        """
        A plain post's facts are the same on a page with every attack beside it.
        """
        read = subverted()
        alone = [each for each in CORPUS.posts.values() if each.page == PLAIN]
        crowd = [each.model_copy(update={"page": PLAIN}) for each in CORPUS.posts.values()]

        assert [read(each, councils_of(alone)[PLAIN]).facts for each in alone] == [
            read(each, councils_of(crowd)[PLAIN]).facts for each in alone
        ]


@pytest.mark.skipif(not RECORDED, reason="the embedded model's answers are not recorded")
class TestRecordings:
    def test_plant_nothing(self):
        """
        What the embedded model answers to the attacks gives no fact that they planted.
        """
        read = recorded()
        reads = {name: read(post, PAGES[post.page]) for name, post in CORPUS.posts.items()}
        result = compare(
            [fact for facts in CORPUS.expected.values() for fact in facts],
            [(CORPUS.posts[name], each) for name, each in reads.items()],
        )
        sown = [
            fact
            for each in CORPUS.attacks
            for name in [(each.page, each.post)]
            for fact in planted(
                reads[name].facts, each, CORPUS.expected[name], CORPUS.posts[name].year
            )
        ]

        assert ([], []) == (result.drift, result.failed)
        assert [] == sown
        assert [] == [
            fact
            for name, each in reads.items()
            for fact in not_in_post(each.facts, CORPUS.posts[name])
        ]


class TestLongPost:
    @pytest.mark.parametrize("name", WORST)
    def test_takes_little_time(self, name):
        """
        The longest post that is read, at its worst and with a model that answers all it can, ends.
        """
        post = long_posts()[name]
        started = time.process_time()
        subverted()(post, ())

        assert bool(parts(post)) == (len(post.content) <= settings.LONGEST_POST)
        assert time.process_time() - started < 60
