"""Whatever the dump: it is read, nothing is lost, nothing is added, and the same again."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pages.dump import read_dump

WORDS = st.text(alphabet="abcdefgßé£%", min_size=1, max_size=9)
SENTENCE = st.builds(
    lambda first, rest, end: " ".join([f"X{first}", *rest]) + end,
    WORDS,
    st.lists(st.one_of(WORDS, st.integers(0, 9999).map(str)), max_size=6),
    st.sampled_from([".", "!", "", ":", "\u201d"]),
)
NAMES = st.sampled_from(["Rosa Whitlock", "D'Arcy O\u2019Brien", "Ian Brand and Tom Wheatley", ""])
ROLES = st.sampled_from(["BBC News", "LDRS", "Political reporter, BBC Radio Midshire"])
FURNITURE = st.sampled_from(
    [
        "Allow Twitter content?",
        "This article contains content provided by Twitter. We ask.",
        "",
        "\u2022",
    ]
)
FLASHES = st.sampled_from(["Labour gain Amberley.", "Stourfield stays Conservative.", "LAB 22"])
STAMPS = st.sampled_from(["", "Overpublished at 18:10 British Summer Time 6 May 2022"])
ENDS = st.sampled_from(["\n", "\r\n", " \n", "\n\n"])

FRAGMENTS = st.one_of(
    NAMES,
    ROLES,
    FURNITURE,
    FLASHES,
    STAMPS,
    SENTENCE,
    st.sampled_from(
        ["Read More", "Read MoreRosa Whitlock", "Quote MessageX.", "Updates for today"]
    ),
    st.text(max_size=12),
)


@st.composite
def pages(draw):
    """A dump of known parts: its text, and the words in it that are somebody's."""
    stamp, end = draw(STAMPS), draw(ENDS)
    lines, words = [stamp], [stamp.partition("published at")[0]]
    for _ in range(draw(st.integers(0, 5))):
        name, role = draw(NAMES), draw(ROLES)
        paragraphs = draw(st.lists(st.one_of(SENTENCE, FLASHES), min_size=1, max_size=4))
        lines += [name, role]
        words += [name, role]
        for paragraph in paragraphs:
            prefix = draw(st.sampled_from(["", "\u2022 ", "Quote Message"]))
            lines += [prefix + paragraph, draw(FURNITURE)]
            words.append(paragraph)
        if draw(st.booleans()):
            card = draw(SENTENCE)
            lines += [card, "Read More"]
            words.append(card)
    return end.join(lines), "".join("".join(words).split())


def newest_first(text):
    return list(reversed(read_dump(text, "x")))


def held(posts):
    fields = [field for post in posts for field in (post.title, post.author, post.role, post.text)]
    return "".join("".join(field for field in fields if field).split())


class TestConservation:
    @settings(deadline=None)
    @given(pages())
    def test_every_word_lands_in_one_post(self, page):
        """
        The words of a page, furniture aside, are those of its posts, in the page's order.
        """
        text, words = page

        assert words == held(newest_first(text))

    @settings(deadline=None)
    @given(st.text())
    def test_any_text_is_read(self, text):
        """
        Text of no kind whatever is read, without a failure and without a word added.
        """
        assert Counter(held(newest_first(text))) <= Counter(text)

    @settings(deadline=None)
    @given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Z"])))
    def test_letters_figures_and_signs_stay(self, text):
        """
        Text without furniture is kept to the last letter, bullets at line ends aside.
        """
        kept = set(text) - set("\u2022\u2023\u25e6\u25aa\u25cf\u25cb\u2219\u00b7*-\u2013\u2014")
        words = [sign for sign in "".join(text.split()) if sign in kept]

        assert words == [sign for sign in held(newest_first(text)) if sign in kept]

    @settings(deadline=None)
    @given(st.lists(FRAGMENTS).map("\n".join))
    def test_parts_in_any_order_are_read(self, text):
        """
        Bylines, stamps, cards and furniture in any order add nothing and lose their place nowhere.
        """
        posts = read_dump(text, "x")

        assert Counter(held(posts)) <= Counter(text)
        assert list(range(len(posts))) == [post.position for post in posts]
        assert len(posts) == len({post.id for post in posts})

    @settings(deadline=None)
    @given(st.lists(FRAGMENTS).map("\n".join))
    def test_reading_again_gives_the_same(self, text):
        """
        Reading is a function of the text: the same posts with the same ids.
        """
        assert read_dump(text, "x") == read_dump(text, "x")
