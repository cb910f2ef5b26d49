"""What the tests of the command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from program import Program, reading

if TYPE_CHECKING:
    from pathlib import Path

    from loopback import Endpoint


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """
    The installed program in an empty folder, with no endpoint.
    """
    return Program(tmp_path)


@pytest.fixture
def reader(tmp_path: Path, endpoint: Endpoint) -> Program:
    """
    The installed program with an endpoint that reads every post without a fault.
    """
    endpoint.otherwise = reading
    return Program(tmp_path, endpoint)
