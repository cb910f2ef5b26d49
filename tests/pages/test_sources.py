"""Files, folders, globs and standard input: what is found, and what ends the command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from extract import settings
from extract.errors import InputError, UnknownFormatError
from extract.pages import discover, read_pages

PAGE = "Rosa Whitlock\nBBC News\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with pages in it and below it."""
    monkeypatch.chdir(tmp_path)
    for name in ("pages/b.txt", "pages/a.txt", "pages/deep/c.jsonl", "pages/deep/d.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text": "JSON."}\n' if "jsonl" in name else f"{PAGE}{path.stem}.\n")
    for name in ("pages/notes.md", "pages/.hidden.txt", "pages/.git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE)
    return tmp_path


def names(*args):
    return [source.name.replace(os.sep, "/") for source in discover(args).sources]


def refused(*args, stdin=b""):
    """The one line that the arguments are refused with."""
    with pytest.raises(InputError) as caught:
        read_pages(args, lambda: stdin)
    assert 2 == caught.value.exit_code
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("folder")
class TestDiscover:
    def test_a_folder_gives_its_pages(self):
        """
        A folder gives the files of pages in and below it, sorted; hidden ones are left.
        """
        assert ["pages/a.txt", "pages/b.txt", "pages/deep/c.jsonl", "pages/deep/d.TXT"] == names(
            "pages"
        )

    @pytest.mark.parametrize("ending", ["json", "html", "htm", "XML", "rss", "atom"])
    def test_a_folder_gives_pages_of_every_kind(self, folder, ending):
        """
        Saved pages, feeds and JSON are pages too; what they hold is seen when they are read.
        """
        (folder / "pages" / f"e.{ending}").write_text(PAGE)

        assert f"pages/e.{ending}" in names("pages")

    def test_a_glob_gives_what_it_matches(self):
        """
        A quoted glob is expanded, sorted, hidden files left out.
        """
        assert ["pages/a.txt", "pages/b.txt"] == names("pages/*.txt")
        assert ["pages/deep/c.jsonl"] == names("pages/**/*.jsonl")

    def test_a_glob_may_match_folders(self):
        """
        A folder that a glob matches gives its pages.
        """
        assert ["pages/deep/c.jsonl", "pages/deep/d.TXT"] == names("pages/d*")

    def test_a_name_with_glob_signs_is_a_name(self, folder):
        """
        Where a file bears the very name, it is no glob.
        """
        (folder / "count[1].txt").write_text(PAGE)

        assert ["count[1].txt"] == names("count[1].txt")

    def test_a_named_file_may_have_any_name(self):
        """
        A file that is named is read whatever its ending, hidden or not.
        """
        assert ["pages/notes.md", "pages/.hidden.txt"] == names(
            "pages/notes.md", "pages/.hidden.txt"
        )

    def test_a_file_counts_once(self):
        """
        A file met twice is one source, named if it was ever named.
        """
        sources = discover(["pages/*.txt", "pages/../pages/a.txt", "-", "-"]).sources

        assert [("pages/a.txt", True), ("pages/b.txt", False), ("standard input", True)] == [
            (source.name, source.named) for source in sources
        ]

    def test_a_page_is_called_by_the_stem(self):
        """
        A page's id is its file's stem, "stdin" for standard input.
        """
        assert ["a", "stdin"] == [source.page for source in discover(["pages/a.txt", "-"]).sources]


@pytest.mark.usefixtures("folder")
class TestReadPages:
    def test_all_is_read_in_the_order_given(self):
        """
        Posts come page by page in the order of the arguments, with the input of each page.
        """
        pages = read_pages(["-", "pages/deep", "pages/a.txt"], lambda: b"From a pipe.")

        assert ["stdin", "c", "d", "a"] == [post.page for post in pages.posts]
        assert "standard input" == pages.origins["stdin"]
        assert () == pages.problems

    @pytest.mark.parametrize("arg", ["pages", "pages/*.txt"])
    @pytest.mark.parametrize(
        "data",
        [b"", b"\x00\x01", b"caf\x81", b'{"id": 1}'],
        ids=["empty", "binary", "no encoding", "json"],
    )
    def test_a_bad_file_that_was_found_is_listed(self, folder, arg, data):
        """
        A file that a folder or a glob found and that cannot be read does not stop the others.
        """
        (folder / "pages" / "bad.txt").write_bytes(data)
        pages = read_pages([arg])

        assert {"a", "b"} <= {post.page for post in pages.posts}
        assert [str(Path("pages", "bad.txt"))] == [problem.where for problem in pages.problems]

    def test_one_format_for_all(self, folder):
        """
        A format that is named holds for every input, and is looked up before any is.
        """
        page = "Overpublished at 15:42 BST 6 May 2022\nOne."
        (folder / "a.txt").write_text(page)
        posts = read_pages(["a.txt", "-"], page.encode, form="numbered").posts

        assert [("a", "post"), ("stdin", "post")] == [(post.page, post.kind) for post in posts]
        with pytest.raises(UnknownFormatError):
            read_pages(["nowhere.txt"], form="xls")

    def test_a_page_that_is_too_large(self, folder):
        """
        A file beyond the limit is refused without being read to its end.
        """
        with (folder / "huge.txt").open("wb") as file:
            file.truncate(settings.LARGEST_INPUT * 100)

        assert "huge.txt: larger than 50 MB; name a smaller file" == refused("huge.txt")

    def test_a_pipe_without_an_end(self, monkeypatch):
        """
        Of standard input no more is read than it takes to refuse it.
        """
        monkeypatch.setattr(settings, "LARGEST_INPUT", 1_000_000)
        with Path("/dev/zero").open() as endless:
            monkeypatch.setattr(sys, "stdin", endless)
            with pytest.raises(InputError, match="standard input: larger than 1 MB"):
                read_pages(["-"])

    def test_a_dangling_link_that_was_found_is_listed(self, folder):
        """
        A link to nowhere in a folder is a problem, not an end.
        """
        (folder / "pages" / "gone.txt").symlink_to("nowhere")

        assert ["cannot be read (No such file or directory)"] == [
            problem.problem for problem in read_pages(["pages"]).problems
        ]

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b"", "bad.txt: nothing in it; "),
            (b"\xef\xbb\xbf \r\n", "bad.txt: nothing in it; "),
            (b"PK\x03\x04\x00\x00", "bad.txt: a ZIP archive or an office document, not text; "),
            (b"\x7fELF\x00\x00", "bad.txt: the file is binary, not text; "),
            (b"One.\nTwo \x9d.", "bad.txt:2: byte 0x9d is neither UTF-8 nor Windows-1252; "),
            ("One.".encode("utf-16")[:-1], "bad.txt:1: the text ends in the middle of a character"),
            (b"Allow Twitter content?\n", "bad.txt: no posts in it; "),
            (b'{"text": ""}', "bad.txt:1: the post has no text; "),
            (b"<!DOCTYPE html><title>x</title>", "bad.txt: holds no live-blog posts; "),
            (b"<?xml version='1.0'?><x/>", "bad.txt: XML, but no RSS or Atom feed; "),
        ],
    )
    def test_a_bad_file_that_was_named_ends_all(self, folder, data, problem):
        """
        A named input that is wrong is one clear line with file, line and mend.
        """
        (folder / "bad.txt").write_bytes(data)

        assert refused("pages", "bad.txt").startswith(problem)

    @pytest.mark.parametrize(
        ("arg", "problem"),
        [
            ("nowhere.txt", "nowhere.txt: no such file or folder; "),
            ("nowhere/*.txt", "nowhere/*.txt: no file matches; "),
            (
                "pages/.git",
                "pages/.git/: no .txt, .jsonl, .json, .html, .htm, .xml, .rss, .atom file",
            ),
            ("", "'': no name of a file; "),
            ("a\0b", "'a\\x00b': no name of a file; "),
            ("-", "standard input: nothing in it; "),
        ],
    )
    def test_an_argument_that_gives_nothing_ends_all(self, folder, arg, problem):
        """
        An absent file, an empty folder, a glob without a match, and an empty pipe are refused.
        """
        (folder / "pages" / ".git" / "e.txt").unlink()

        assert refused(arg).startswith(problem.replace(".git/", ".git"))

    def test_a_folder_that_cannot_be_opened(self, monkeypatch):
        """
        A named folder that stays shut ends all; a subfolder that does is listed.
        """
        scan = os.scandir

        def shut(path):
            if os.fspath(path).endswith("deep"):
                raise PermissionError(13, "Permission denied", path)
            return scan(path)

        monkeypatch.setattr(os, "scandir", shut)

        assert "pages/deep: cannot be read (Permission denied); " in refused("pages/deep")
        assert 1 == len(read_pages(["pages"]).problems)

    def test_two_files_of_one_page_are_refused(self, folder):
        """
        Two files that give one page id are named both.
        """
        (folder / "a.jsonl").write_text('{"text": "JSON."}')

        assert "a.jsonl: gives the page 'a', as pages/a.txt does; rename one of the files" == (
            refused("pages/a.txt", "a.jsonl")
        )

    def test_pages_named_inside_may_not_meet_either(self, folder):
        """
        It is the page that counts, not the file's name.
        """
        (folder / "x.jsonl").write_text('{"page": "a", "text": "JSON."}')

        assert "gives the page 'a'" in refused("pages/a.txt", "x.jsonl")
