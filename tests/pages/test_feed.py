"""Feeds: entries as posts, and what is no whole feed."""

from __future__ import annotations

import socket
import time

import pytest

from extract.errors import InputError
from extract.pages import read_page

LINK = "<link>https://post.example/live/x</link>"


def rss(*items, channel=LINK):
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>Counts</title>{channel}{entries}</channel></rss>'


def read(xml):
    return read_page("a.xml", xml.encode())


def only(item):
    (post,) = read(rss(item))
    return post


class TestTimes:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Fri, 06 May 2022 14:42:00 GMT", "2022-05-06T15:42"),
            ("Fri, 06 May 2022 15:42:00 +0100", "2022-05-06T15:42"),
            ("Fri, 06 May 2022 15:42:00 BST", "2022-05-06T15:42"),
            ("06 May 22 15:42 BST", "2022-05-06T15:42"),
            ("Fri, 17 Dec 2021 04:12:00 GMT", "2021-12-17T04:12"),
            ("2022-05-06T14:42:00Z", "2022-05-06T15:42"),
            ("2022-05-06T15:42", "2022-05-06T15:42"),
            ("Fri, 31 Dec 9999 23:59:59 -2359", None),
            ("on Friday", None),
            ("", None),
        ],
    )
    def test_as_mail_or_as_iso(self, written, expected):
        """
        A time becomes the British local minute; without a known zone it is that already.
        """
        post = only(f"<title>One</title><pubDate>{written}</pubDate>")

        assert expected == post.published


class TestEntries:
    def test_the_whole_content_before_the_summary(self):
        """
        Where an entry has its content, its summary is no text.
        """
        content = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        post = only(f"<description>Teaser</description>{content}The whole.</content:encoded>")

        assert "The whole." == post.text

    def test_scripts_are_no_text(self):
        """
        Scripts and styles within the HTML of an entry are dropped with what is in them.
        """
        post = only("<description>&lt;p&gt;One.&lt;script&gt;code()&lt;/script&gt;</description>")

        assert "One." == post.text

    def test_a_guid_names_a_post_where_it_is_an_address(self):
        """
        An id that is an address is the permalink of an entry without a link.
        """
        post = only("<title>One</title><guid>https://post.example/live/x/7</guid>")

        assert ("7", "https://post.example/live/x/7") == (post.id, post.url)

    def test_entries_that_all_link_to_the_page(self):
        """
        A link that two entries share is neither's permalink.
        """
        posts = read(rss(*(f"{LINK}<title>{title}</title>" for title in ("Two", "One"))))

        assert [("One", None), ("Two", None)] == [(post.title, post.url) for post in posts]
        assert 2 == len({post.id for post in posts})


class TestFaults:
    @pytest.mark.parametrize("encoding", ["windows-1252", "UTF-16", "utf-8", "utf-8-sig"])
    def test_its_encoding(self, encoding):
        """
        A feed is read in the encoding that it declares or that its first bytes show.
        """
        declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
        feed = declared + rss("<title>£5 – five</title>")

        assert ["£5 – five"] == [post.title for post in read_page("a.xml", feed.encode(encoding))]

    @pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.999])
    def test_every_truncated_feed_is_refused(self, keep):
        """
        A feed that breaks off anywhere gives one line, and none of its entries.
        """
        whole = rss(*(f"<title>Ward {at}</title>" for at in range(50)))
        with pytest.raises(InputError, match=r"^a.xml:1: not well-formed XML \("):
            read(whole[: int(len(whole) * keep)])

    def test_entities_do_not_explode(self):
        """
        A feed that declares entities is refused before any is expanded.
        """
        levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 40))
        began = time.monotonic()
        with pytest.raises(InputError, match="declares the entity 'e0'"):
            read(f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]>{rss("<title>&e39;</title>")}')

        assert time.monotonic() - began < 1

    def test_nothing_is_fetched(self, monkeypatch):
        """
        Neither a doctype nor a stylesheet, an image or a link of a feed or a page opens a socket.
        """

        def refuse(*_: object) -> None:
            raise AssertionError("a connection was opened")

        monkeypatch.setattr(socket, "socket", refuse)
        monkeypatch.setattr(socket, "create_connection", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        doctype = '<?xml-stylesheet href="http://x.example/a.xsl"?><!DOCTYPE rss SYSTEM "http://x.example/a">'
        image = '<description>&lt;img src="http://x.example/a.png"&gt;One.</description>'
        html = (
            '<html><article id="a"><img src="http://x.example/a.png"><p>One.</p></article></html>'
        )

        assert ["One."] == [post.text for post in read(doctype + rss(image))]
        assert ["One."] == [post.text for post in read(html)]

    def test_a_feed_whose_entries_say_nothing(self):
        """
        Entries without a title or a text are no posts.
        """
        with pytest.raises(InputError, match="no entry of the feed has a word"):
            read(rss("<guid>https://post.example/1</guid>"))
