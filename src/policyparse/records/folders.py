"""The files below a folder: all of them, so that nothing which stands there disappears without a word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator


def files_below(root: str) -> Iterator[tuple[str, OSError | None]]:
    """What lies below the folder `root` and is no folder, as it comes; hidden names are left out.

    Also pipes, devices and links that lead nowhere; whoever opens them says what is wrong with them. A folder that
    cannot be listed comes itself, with the error. Links to folders are followed, but not back to where the way began
    or led through: that would never end. Within what a link led to, links to one folder are followed once in all, in
    the order of their names: where many folders name one another there are more ways through them than can be walked.
    """
    folders: list[tuple[str, tuple[str, ...], bool]] = [(root, (), False)]  # the folders with links that lead there
    known: set[str] = set()
    while folders:
        folder, way, is_link = folders.pop()
        if is_link and (_leads_back(folder, way) or (len(way) > 1 and _is_known(folder, known))):
            continue
        below: list[tuple[str, tuple[str, ...], bool]] = []
        try:
            with os.scandir(folder) as found:
                for item in found:
                    if item.name.startswith("."):
                        continue
                    if not _is_folder(item):
                        yield item.path, None
                    elif item.is_symlink():
                        below.append((item.path, (*way, folder), True))
                    else:
                        below.append((item.path, way, False))
        except OSError as error:
            yield folder, error
        folders += sorted(below, reverse=True)


def _is_known(link: str, known: set[str]) -> bool:
    """True where a link leads to one of the folders; else it is one of them from now on."""
    target = os.path.realpath(link)
    before = len(known)
    known.add(target)
    return len(known) == before


def _is_folder(item: os.DirEntry[str]) -> bool:
    """True for a folder or a link to one; a link that leads to itself is a file that cannot be read."""
    try:
        return item.is_dir()
    except OSError:
        return False


def _leads_back(link: str, way: Iterable[str]) -> bool:
    """True where a link leads to one of the folders, or to one around it."""
    target = os.path.realpath(link)
    return any(os.path.commonpath([target, os.path.realpath(folder)]) == target for folder in way)
