"""
seatcheck review: served to this machine's reviewer alone, and safe from what posts and web sites hold.
"""

from __future__ import annotations

import json
import os
import pty
import re
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from cases import a_post, a_run, said, tamworth
from served import PROGRAM, served

from extract.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from served import Served

POST = a_post(url="https://example.org/live#p1")
HOSTILE = a_post(
    "<script>alert(1)</script> Labour 5 \u202e31\u202c",
    name='"><b>\u202e',
    url="javascript:alert(1)",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "run"
    facts = [
        *tamworth(POST),
        said(HOSTILE, "seats", 5, "5", "<i>\u2067Party", area="<u>\u202eNowhere"),
    ]
    a_run(folder, facts, [POST, HOSTILE])
    return folder


@pytest.fixture(scope="module")
def review(folder: Path) -> Iterator[Served]:
    with served(folder, "--reviewer", "ann <b>") as running:
        yield running


def finding_of(review):
    return review.ask().text.partition('class="row" href="')[2].partition('"')[0]


def decisions(folder):
    with Store(folder) as store:
        return len(store.decisions())


class TestWhoMayAsk:
    def test_only_who_knows_the_address(self, review):
        """
        Without the key of the address there is nothing, whatever path is asked for.
        """
        paths = ("/", "/findings/x", "/page.css", f"/{'x' * 32}/", review.address[-33:-1])

        assert {404} == {review.ask(f"/{path.lstrip('/')}").status for path in paths}

    @pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "0.0.0.0:80", "localhost.evil:1"])
    def test_only_under_its_own_name(self, review, host):
        """
        A web site whose name leads to this machine is refused.
        """
        assert 421 == review.ask(Host=host).status

    def test_on_loopback_alone(self, review):
        """
        Other addresses of the machine are not listened at.
        """
        port = int(review.origin.rpartition(":")[2])
        with socket.socket() as asking:
            assert 0 != asking.connect_ex(("127.0.0.2", port))

    @pytest.mark.parametrize(
        "origin",
        [
            {},
            {"Origin": "null"},
            {"Origin": "https://example.org"},
            {"Origin": "http://127.0.0.1:1"},
        ],
    )
    def test_decisions_from_the_page_alone(self, review, folder, origin):
        """
        A form that another site, or nobody knows who, sends decides nothing.
        """
        before = decisions(folder)
        answer = review.ask(finding_of(review), "POST", "kind=later", **origin)

        assert (403, before) == (answer.status, decisions(folder))

    def test_nothing_changes_by_get(self, review, folder):
        """
        No address that is only looked at decides anything.
        """
        before = decisions(folder)
        answer = review.ask(f"{finding_of(review)}?kind=later&heads=")

        assert (200, before) == (answer.status, decisions(folder))

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
    def test_no_other_methods(self, review, method):
        """
        There is nothing but to look and to decide.
        """
        answer = review.ask(finding_of(review), method, Origin=review.origin, Content_Length="0")

        assert 405 == answer.status

    def test_a_form_that_is_too_long(self, review):
        """
        A form longer than any of the page's is refused unread.
        """
        assert 413 == review.post(finding_of(review), kind="later", why="x" * 70_000).status


class TestWhatIsAnswered:
    @pytest.mark.parametrize("path", ["", "councils/", "posts/", "page.js", "findings/none"])
    def test_with_a_strict_policy(self, review, path):
        """
        Every answer forbids inline script, framing, foreign loads and leaks of the address.
        """
        headers = review.ask(path).headers
        policy = headers["content-security-policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert ("same-origin", "nosniff", "DENY", "no-store") == tuple(
            headers[name]
            for name in (
                "referrer-policy", "x-content-type-options", "x-frame-options", "cache-control",
            )
        )  # fmt: skip
        assert "server" not in headers

    def test_what_means_harm_is_text(self, review):
        """
        Markup in posts, names and links is shown as text; only links of the web are links.
        """
        pages = [review.ask(each).text for each in ("", "councils/", "posts/", finding_of(review))]
        links = re.findall(
            r'href="([^"]*/(?:councils|posts)/(?:council|post)-[^"]*)"', "".join(pages)
        )
        whole = "".join([*pages, *(review.ask(each).text for each in dict.fromkeys(links))])

        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in whole
        for markup in ("<script>alert", "<i>", "<u>", "\u202e", "\u2067", 'href="javascript:'):
            assert markup not in whole
        assert 'href="https://example.org/live#p1"' in whole

    @pytest.mark.parametrize("path", ["findings/none", "councils/none", "posts/none"])
    def test_what_is_not_there(self, review, path):
        """
        An address of nothing is a page that says so.
        """
        answer = review.ask(path)

        assert 404 == answer.status
        assert "no such finding, council or post" in answer.text

    def test_pages_beyond_the_last(self, review):
        """
        A number of a page that there is not shows the last or the first.
        """
        assert {200} == {review.ask(f"?page={each}").status for each in ("0", "99", "x", "9" * 30)}


class TestDeciding:
    def test_a_form_that_says_too_little(self, review, folder):
        """
        What is no decision is told, with what was filled in, and nothing is stored.
        """
        before = decisions(folder)
        answer = review.post(finding_of(review), kind="misread", person="Jo <Ward>", fact="none")

        assert (422, before) == (answer.status, decisions(folder))
        assert 'role="alert"' in answer.text
        assert "Jo &lt;Ward&gt;" in answer.text

    @pytest.mark.parametrize(
        ("kind", "field", "value", "shown"),
        [
            ("dismissed", "standing", "on", 'name="standing" checked'),
            ("misread", "nothing", "on", 'name="nothing" checked'),
            ("misread", "ungrounded", "on", 'name="ungrounded" checked'),
            ("misread", "words", "0:4:12", '<option value="0:4:12" selected>'),
        ],
    )
    def test_what_was_filled_in_stays(self, review, kind, field, value, shown):
        """
        A form that is refused comes back with its boxes ticked and with words that were pointed at.
        """
        answer = review.post(finding_of(review), kind=kind, **{field: value})

        assert 422 == answer.status
        assert shown in answer.text

    def test_stands_with_the_reviewers_name(self, review, folder):
        """
        A decision is stored with who took it, and the next page says what was decided.
        """
        sent = review.post(finding_of(review), kind="later", heads="")
        page = review.ask(sent.headers["location"])

        assert 303 == sent.status
        assert "Decided: <bdi>later</bdi>" in page.text
        with Store(folder) as store:
            assert "ann <b>" == store.decisions()[-1].who

    def test_stands_with_the_systems_user_where_no_name_is_given(self, tmp_path, monkeypatch):
        """
        Without --reviewer a decision is that of who is at work on the system.
        """
        monkeypatch.setenv("LOGNAME", "desk-three")
        a_run(tmp_path / "run", tamworth(POST), [POST])
        with served(tmp_path / "run") as running:
            running.post(finding_of(running), kind="later", heads="")
        with Store(tmp_path / "run") as store:
            assert ["desk-three"] == [each.who for each in store.decisions()]

    def test_an_exception_leads_to_where_it_was_made(self, tmp_path):
        """
        A finding that a standing exception covers says of which other one it was made.
        """
        earlier = a_post(name="earlier", published="2021-05-07T12:33")
        a_run(tmp_path / "run", [*tamworth(POST), *tamworth(earlier)], [POST, earlier])
        with served(tmp_path / "run") as running:
            one, other = re.findall(
                r'href="[^"]*(findings/\w+)[?"]', running.ask("?rule=S001").text
            )
            running.post(one, kind="dismissed", why="the mayor", standing="on")
            page = running.ask(other).text

        assert "state-excepted" in page
        assert f'/{one}">another finding</a>' in page


class TestTrouble:
    def test_a_run_that_cannot_be_written(self, tmp_path):
        """
        Where a decision cannot be stored the reviewer is told why, and what to do.
        """
        a_run(tmp_path / "run", tamworth(POST), [POST])
        with served(tmp_path / "run") as running:
            path = finding_of(running)
            (tmp_path / "run").rename(tmp_path / "elsewhere")
            answer = running.post(path, kind="later", heads="")

        assert 503 == answer.status
        assert answer.text.startswith(
            f"seatcheck: {tmp_path / 'run'}: holds no run; make one with:"
        )


class TestTheCommand:
    def test_the_port_that_is_named(self, folder):
        """
        A port that is taken is one clear line.
        """
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            told = subprocess.run(
                [PROGRAM, "review", folder, "--port", port, "--no-browser"],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )

        assert (2, 1) == (told.returncode, len(told.stderr.splitlines()))
        assert f"seatcheck: port {port} cannot be used" in told.stderr

    @pytest.mark.parametrize(
        "words",
        [
            ["--reviewer", " "],
            ["--reviewer", "x" * 201],
            ["--reviewer", "ann\udcff"],
            ["--reviewer", "ann\u202e"],
            ["none"],
        ],
    )
    def test_what_it_cannot_serve(self, folder, words):
        """
        A reviewer without a name and a folder without a run are refused.
        """
        told = subprocess.run(
            [PROGRAM, "review", *([folder] * (words[0] != "none")), *words, "--no-browser"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=folder.parent,
        )

        assert (2, "") == (told.returncode, told.stdout)

    def test_the_browser_is_opened_on_a_terminal(self, folder, tmp_path):
        """
        On a terminal the browser is opened by a file of the user's own, so that no list of programs
        shows the key of the address.
        """
        opener = tmp_path / "xdg-open"
        opener.write_text('#!/bin/sh\ncat "$1" > "$0.saw"\nstat -c %a "$1" > "$0.mode"\n')
        opener.chmod(0o755)
        main, terminal = pty.openpty()
        running = subprocess.Popen(
            [PROGRAM, "review", folder],
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=terminal,
            env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        )
        os.close(terminal)
        address = os.read(main, 200).decode().split()[0]
        mode = tmp_path / "xdg-open.mode"
        for _ in range(300):
            if mode.exists() and mode.read_text():
                break
            time.sleep(0.1)
        running.terminate()
        assert 0 == running.wait(timeout=60)
        os.close(main)

        assert f'content="0; url={address}"' in (tmp_path / "xdg-open.saw").read_text()
        assert "600" == mode.read_text().strip()

    def test_it_ends_by_ctrl_c(self, folder):
        """
        Ctrl-C ends it in good order, and the run can be used by others before and after.
        """
        with served(folder) as running:
            told = subprocess.run(
                [PROGRAM, "findings", folder, "--json"], capture_output=True, text=True, check=True
            )
            assert 200 == running.ask().status

        assert json.loads(told.stdout)["findings"]
