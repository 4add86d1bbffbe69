"""The files below a folder: all of them, so that nothing which stands there disappears without a word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator


def files_below(root: str) -> Iterator[tuple[str, OSError | None]]:
    """What lies below the folder `root` and is no folder, as it comes; hidden names are left out.

    Also pipes, devices and links that lead nowhere; whoever opens them says what is wrong with them. A folder that
    cannot be listed comes itself, with the error. Links to folders are followed, but not back to where the way began
    or led through: that would never end.
    """
    folders: list[tuple[str, tuple[str, ...]]] = [(root, ())]  # with the folders in which links were followed
    while folders:
        folder, way = folders.pop()
        try:
            with os.scandir(folder) as found:
                for item in found:
                    if item.name.startswith("."):
                        continue
                    if not _is_folder(item):
                        yield item.path, None
                    elif not item.is_symlink():
                        folders.append((item.path, way))
                    elif not _leads_back(item.path, (*way, folder)):
                        folders.append((item.path, (*way, folder)))
        except OSError as error:
            yield folder, error


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
