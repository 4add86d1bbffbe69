"""Where a URI leads: the file system of an object store, asked once whether it answers at all.

The clients of object stores are made for long runs. Without a network, or where the credentials are wanting, that of GCS
tries again for a quarter of an hour before it says so, and that of S3 waits for a server that is silent. Whoever
mistyped an address should hear it in seconds: so the first question has its own, short time, and what follows has the
client's.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from policyparse.records.errors import InputError

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo, FileSystem

PATIENCE = 15.0  # seconds in which a store must have answered the first question
_RETRIES = 5  # seconds for which the client of GCS asks it again; the others give up by themselves
_IN_URIS = (
    "%/:?#[]@!$&'()*+,;=~"  # what is written as it is; anything else, such as a blank or a Chinese name, is escaped
)
_LONGEST = 480  # characters of what a client says: that of GCS names the cause last


def local(location: str) -> str:
    """A `file://` URI as the path that it means; any other location as it is."""
    return unquote(location[len("file://") :]) if location.startswith("file:///") else location


def filesystem(uri: str) -> tuple[FileSystem, str]:
    """The file system of a URI, and the path there. Raises InputError where it is not known or does not answer."""
    from pyarrow import ArrowException, ArrowInvalid, fs

    try:
        system, path = fs.FileSystem.from_uri(quote(uri, safe=_IN_URIS))
        return system, path.rstrip("/")
    except ArrowInvalid as error:
        remedy = "give a path or a URI such as s3://bucket/folder"
        raise InputError("location", uri, str(error), remedy, "corpus") from None
    except (ArrowException, OSError) as error:  # S3 is asked for the bucket's region
        raise unreachable(uri, error) from None


def reached(uri: str) -> tuple[FileSystem, str, FileInfo]:
    """The same, and what lies at the path. Raises InputError where the store does not answer within `PATIENCE` seconds, or no
    bucket is named."""
    answers: SimpleQueue[FileInfo | Exception] = SimpleQueue()
    Thread(target=_ask, args=(uri, answers), daemon=True).start()  # a call of a client cannot be broken off
    try:
        answer = answers.get(timeout=PATIENCE)
    except Empty:
        raise unreachable(uri, f"no answer within {PATIENCE:.0f} seconds") from None
    if isinstance(answer, InputError):
        raise answer
    if isinstance(answer, Exception):
        raise unreachable(uri, answer) from None
    system, path = filesystem(uri)
    if not path.strip("/"):
        raise InputError("location", uri, "names no bucket", "give a URI such as s3://bucket/folder", "corpus")
    return system, path, answer


def unreachable(uri: str, reason: object) -> InputError:
    """What to say of a store that does not answer."""
    words = " ".join(str(reason).split())
    words = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
    remedy = "check the network, the credentials and the address, and run again"
    return InputError("unreachable", uri, words, remedy, "corpus")


def _ask(uri: str, answers: SimpleQueue[FileInfo | Exception]) -> None:
    """Put what lies at the URI into `answers`, or why that cannot be said."""
    try:
        system, path = filesystem(_hurried(uri))
        answers.put(system.get_file_info(path))
    except InputError as error:
        answers.put(InputError(error.code, uri, error.reason, error.remedy, error.stage))
    except Exception as error:
        answers.put(error)


def _hurried(uri: str) -> str:
    """A URI of GCS with a short time for its retries, where it names none itself; any other as it is."""
    if not uri.startswith(("gs://", "gcs://")) or "retry_limit_seconds=" in uri:
        return uri
    return f"{uri}{'&' if '?' in uri else '?'}retry_limit_seconds={_RETRIES}"
