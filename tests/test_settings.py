"""
extract/settings: which rules a configuration file selects.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import InputError
from extract.settings import Selection, selection


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A folder above the working folder.
    """
    (tmp_path / "pages" / "2023").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "pages" / "2023")
    return tmp_path


def test_of_the_nearest_folder_that_says_anything(project):
    """
    A pyproject.toml without the program's table says nothing; the folder above does.
    """
    (project / "pages" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    above = project / "pyproject.toml"
    above.write_text('[tool.seatcheck]\nselect = ["S", "C001"]\n', encoding="utf-8")

    assert Selection(("S", "C001"), (), above) == selection()


def test_its_own_file_before_the_projects(project):
    """
    In one folder seatcheck.toml stands for all.
    """
    (project / "pyproject.toml").write_text('[tool.seatcheck]\nselect = ["S"]\n', encoding="utf-8")
    (project / "seatcheck.toml").write_text('ignore = ["X"]\n', encoding="utf-8")

    assert Selection((), ("X",), project / "seatcheck.toml") == selection()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("pyproject.toml", b"[tool]\nseatcheck = 1\n", "seatcheck is no table"),
        ("seatcheck.toml", b'select = ["S", 1]\n', "select is no list of codes"),
        ("seatcheck.toml", b"\xff\xfe", "not UTF-8"),
        ("pyproject.toml", b"[tool\n", "pyproject.toml:1: no TOML"),
    ],
)
def test_a_mistake(project, name, data, said):
    """
    What is no configuration is named with its file.
    """
    (project / name).write_bytes(data)

    with pytest.raises(InputError, match=said) as raised:
        selection()

    assert str(raised.value).startswith(str(project / name))
