"""Names of a clause on the way to their role."""

from typing import NamedTuple

from policyparse.records.found import Role, RoleOrigin
from policyparse.stages.responsibilities.regions import Part


class Draft(NamedTuple):
    """Parts of a list that share a role, what gave it, its word, and how strong that is."""

    role: Role
    origin: RoleOrigin
    word: str
    strength: int
    parts: list[Part]
