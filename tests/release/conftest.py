"""What the tests of `release` share."""

from typing import Any

import pytest
from sample_document import sample


@pytest.fixture
def fields() -> dict[str, Any]:
    """The fields of a document made by hand."""
    return sample()
