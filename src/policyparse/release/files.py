"""The files of a release by their names within it, whether it lies in a folder here or in an object store."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from policyparse.records.contents import opened
from policyparse.release.store import local, reached, unreachable

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.fs import FileInfo, FileSelector


class Files:
    """The files of the release at `place`: a folder, or a URI that Arrow's file systems know. Raises InputError where a
    store is not known or does not answer. Of an object no more is read than is asked for."""

    def __init__(self, place: str | Path) -> None:
        self.place, self.system, self.root = str(place), None, local(str(place))
        if "://" in self.root:
            self.system, self.root, there = reached(self.root)
            self.is_folder = not there.is_file
        else:
            self.is_folder = Path(self.root).is_dir()

    def names(self, below: str = "") -> list[str]:
        """The names of all files, or of those below a folder, sorted; none where it is not there."""
        if self.system is None:
            root = Path(self.root)
            return sorted(p.relative_to(root).as_posix() for p in (root / below).rglob("*") if not p.is_dir())
        from pyarrow import fs

        folder = f"{self.root}/{below}".rstrip("/")
        found = self._told(fs.FileSelector(folder, allow_not_found=True, recursive=True))
        return sorted(info.path[len(self.root) + 1 :] for info in found if info.is_file)

    def exists(self, name: str) -> bool:
        """True where there is a file of this name."""
        if self.system is None:
            return Path(self.path(name)).is_file()
        return any(info.is_file for info in self._told([self.path(name)]))

    def _told(self, asked: FileSelector | list[str]) -> list[FileInfo]:
        """What the store says of files. Raises InputError where it does not answer any more."""
        try:
            found: list[FileInfo] = self.system.get_file_info(asked) if self.system else []
        except OSError as error:
            raise unreachable(self.place, error) from None
        return found

    def parts(self, table: str) -> list[str]:
        """The names of the files of a table that a corpus keeps in several."""
        return [name for name in self.names(f"tables/{table}") if name.endswith(".parquet")]

    def path(self, name: str = "") -> str:
        """Where a file, or the whole, lies: on this machine, or within its store."""
        return str(Path(self.root, name)) if self.system is None else f"{self.root}/{name}".rstrip("/")

    def opened(self, name: str) -> BinaryIO | pa.NativeFile:
        """A file, to be read. Raises OSError, also for what is no file."""
        return opened(self.path(name)) if self.system is None else self.system.open_input_file(self.path(name))

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        with self.opened(name) as file:
            return bytes(file.read())

    def table(self, name: str, **wanted: Any) -> pa.Table:
        """Rows of a Parquet file, only the `columns` and those that `filters` let through where these are given. Raises
        OSError and pyarrow.ArrowException."""
        import pyarrow.parquet as pq

        return pq.read_table(self.path(name), filesystem=self.system, partitioning=None, **wanted)

    def rows(self, name: str) -> int:
        """How many rows a Parquet file has. Raises OSError and pyarrow.ArrowException."""
        import pyarrow.parquet as pq

        count: int = pq.read_metadata(self.path(name), filesystem=self.system).num_rows
        return count

    def name(self) -> str:
        """The last part of the place, without the options of a URI."""
        return PurePosixPath(self.place.partition("?")[0] if self.system else self.place).name
