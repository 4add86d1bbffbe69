"""What the dataset is, for every descriptor: name, title, authors, licences."""

from __future__ import annotations

from typing import NamedTuple


class About(NamedTuple):
    """What stands in all descriptors alike."""

    name: str = "policyparse"
    title: str = "Chinese government policy documents as checkable records"
    description: str = (
        "Sections, measures, responsibility clauses, agencies and numeric targets of Chinese government policy "
        "documents, each with its place in the text and in the source it was made from."
    )
    author: str = "The policyparse founders"
    keywords: tuple[str, ...] = ("policy", "China", "government", "responsibility", "targets", "Chinese")
    data_licence: str = "CC-BY-4.0"
    data_licence_title: str = "Creative Commons Attribution 4.0 International"
    data_licence_url: str = "https://creativecommons.org/licenses/by/4.0/"


ABOUT = About()
