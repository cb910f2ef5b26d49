"""
Bytes that a fuzzer makes -> what ``anything.py`` says of them.

``pip install '.[fuzz]'``, then ``python benchmarks/fuzz.py -max_total_time=600``: atheris, with its own
options. ``tests/test_any_words.py`` has hypothesis test the same.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Fuzz until told otherwise."""
    try:
        import atheris  # noqa: PLC0415
    except ImportError:
        sys.exit("atheris is not installed: pip install '.[fuzz]' (it has wheels for Linux alone)")
    with atheris.instrument_imports(include=["extract", "schemas"], enable_loader_override=False):
        import anything  # noqa: PLC0415
    atheris.Setup(sys.argv, anything.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
