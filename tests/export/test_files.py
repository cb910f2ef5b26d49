"""
extract/export/files: files that are there whole, or as they were before.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.export.files import write_folder, write_whole


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: files with their bytes, folders with None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.fixture
def full_disk(monkeypatch):
    """
    A disk that takes one more file, and of the next two bytes.
    """
    write = Path.write_bytes
    taken = []

    def full(path: Path, data: bytes) -> int:
        taken.append(path)
        if len(taken) == 1:
            return write(path, data)
        write(path, data[:2])
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)


class TestWriting:
    def test_a_new_file(self, tmp_path):
        """
        A file is written, and nothing beside it.
        """
        write_whole(tmp_path / "out", b"facts")

        assert {"out": b"facts"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    @pytest.mark.parametrize("name", ["missing/out", ".", "file/out"])
    def test_where_nothing_can_be_written(self, tmp_path: Path, name):
        """
        A folder that is not there, a folder itself, and a file taken for a folder are named.
        """
        (tmp_path / "file").write_bytes(b"old")
        with pytest.raises(InputError, match=r"cannot be written .*; name another --output"):
            write_whole(tmp_path / name, b"facts")

        assert {"file": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def test_a_disk_that_is_full(self, tmp_path, monkeypatch):
        """
        Where the disk takes no more, the former file stays and no part of the new one is left.
        """
        (tmp_path / "out").write_bytes(b"old")
        write = type(tmp_path).write_bytes

        def full(path: Path, data: bytes) -> int:
            write(path, data[:2])
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr(type(tmp_path), "write_bytes", full)
        with pytest.raises(InputError, match="No space left"):
            write_whole(tmp_path / "out", b"facts")

        assert {"out": b"old"} == {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def test_a_device(self):
        """
        A device is written to as it is, not replaced.
        """
        write_whole(Path(os.devnull), b"facts")

        assert not Path(os.devnull).is_file()


class TestWritingAFolder:
    def test_is_made_where_it_is_not_there(self, tmp_path):
        """
        The folder and those above it are made, and nothing but the files is in it.
        """
        write_folder(tmp_path / "a" / "b", {"x.csv": b"x", "y.csv": b"y"})

        assert {"a": None, "a/b": None, "a/b/x.csv": b"x", "a/b/y.csv": b"y"} == contents(tmp_path)

    def test_leaves_other_files_alone(self, tmp_path):
        """
        What has another name stays; what has the same name is replaced.
        """
        (tmp_path / "x.csv").write_bytes(b"old")
        (tmp_path / "notes.txt").write_bytes(b"mine")
        write_folder(tmp_path, {"x.csv": b"new", "y.csv": b"y"})

        assert {"x.csv": b"new", "y.csv": b"y", "notes.txt": b"mine"} == contents(tmp_path)

    @pytest.mark.usefixtures("full_disk")
    def test_a_disk_that_fills_up_in_the_second_file(self, tmp_path):
        """
        Not even the first file is replaced, and no part is left.
        """
        with (tmp_path / "x.csv").open("wb") as file:
            file.write(b"old")
        with pytest.raises(InputError, match=r"y.csv: cannot be written \(No space left"):
            write_folder(tmp_path, {"x.csv": b"new", "y.csv": b"new"})

        assert {"x.csv": b"old"} == contents(tmp_path)

    @pytest.mark.usefixtures("full_disk")
    def test_a_disk_that_is_full_leaves_no_new_folder(self, tmp_path):
        """
        A folder that was made for files which could not be written goes again.
        """
        with pytest.raises(InputError):
            write_folder(tmp_path / "a" / "b", {"x.csv": b"new", "y.csv": b"new"})

        assert {} == contents(tmp_path)

    @pytest.mark.parametrize(
        ("name", "said"), [("file", "is no folder"), ("file/b", "cannot be written")]
    )
    def test_a_file_in_the_folders_place(self, tmp_path, name, said):
        """
        A file where the folder, or one above it, should be is named and stays.
        """
        (tmp_path / "file").write_bytes(b"old")
        with pytest.raises(InputError, match=f"{name}: {said}.*; name another --output"):
            write_folder(tmp_path / name, {"x.csv": b"new"})

        assert {"file": b"old"} == contents(tmp_path)

    def test_a_folder_in_a_files_place(self, tmp_path):
        """
        A folder that bears a file's name is named, and no file is replaced.
        """
        (tmp_path / "y.csv").mkdir()
        (tmp_path / "x.csv").write_bytes(b"old")
        with pytest.raises(InputError, match=r"y.csv: cannot be written \(Is a directory\)"):
            write_folder(tmp_path, {"x.csv": b"new", "y.csv": b"new"})

        assert {"x.csv": b"old", "y.csv": None} == contents(tmp_path)
