"""Permalinks: the short id of a post, its full address, and the name of a live blog."""

from __future__ import annotations

import pytest

from extract.pages.permalinks import blog_address, full_address, post_id

BLOG = "https://post.example/live/x"


class TestPostId:
    @pytest.mark.parametrize(
        ("href", "expected"),
        [
            (f"{BLOG}#block-64", "block-64"),
            ("#p3", "p3"),
            (f"{BLOG}?page=with:block-64#block-64", "block-64"),
            ("?post=asset%3A64#post", "asset:64"),
            (f"{BLOG}?utm_source=a1&ns_mchannel=b2&pinned=urn:64", "urn:64"),
            (f"{BLOG}/post/12", "post/12"),
            ("https://post.example/2022/05/06/mill-lane-12/", "mill-lane-12"),
            ("#D%27Arcy%20holds%09on", "D'Arcy-holdson"),
        ],
    )
    def test_what_names_a_post(self, href, expected):
        """
        The fragment, what the query says of it, or the path beyond the live blog's.
        """
        assert expected == post_id(href, BLOG)

    @pytest.mark.parametrize(
        "href",
        [
            *(BLOG, f"{BLOG}/", f"{BLOG}?page=2", f"{BLOG}?a=b", "javascript:alert(1)"),
            *("mailto:a@b.example", "data:text/html,p2", "https://[bad#p1", "", None, "#"),
        ],
    )
    def test_what_names_none(self, href):
        """
        The page's own address, another of its pages, and what is no link of the web.
        """
        assert "" == post_id(href, BLOG)


class TestFullAddress:
    def test_a_relative_link(self):
        """
        A link is resolved against its page's address.
        """
        assert [f"{BLOG}?page=2#p1", "https://post.example/p/1", f"{BLOG}#a"] == [
            full_address(href, f"{BLOG}?page=2") for href in ("#p1", "/p/1", f"{BLOG}#a")
        ]

    @pytest.mark.parametrize(
        "href",
        ["javascript:alert(1)", "file:///etc/hosts", "//", "p1", "https://", "http://[1", ""],
    )
    def test_only_the_web(self, href):
        """
        Scripts, files, and links that lead nowhere give no address.
        """
        assert full_address(href) is None


class TestBlogAddress:
    def test_without_query_and_fragment(self):
        """
        All pages of a live blog have one address.
        """
        assert {BLOG} == {
            blog_address(href)
            for href in (
                BLOG,
                f"{BLOG}/",
                f"{BLOG}?page=2",
                f"{BLOG}#p1",
                BLOG.replace("post", "POST"),
            )
        }

    def test_a_sites_root_names_none(self):
        """
        The first address that has a path is taken; a site's root is no live blog's.
        """
        assert BLOG == blog_address(None, "javascript:x", "https://post.example/", BLOG)
        assert blog_address("https://post.example/#/schema/1") is None
