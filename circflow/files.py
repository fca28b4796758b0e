"""Files that people keep: all of the new one or all of the old one, and never at the end of a symbolic link."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from circflow.errors import OutputError

_PRIVATE: Final = 0o600


@dataclass(slots=True)
class Fresh:
    """A file that is being written beside its place.

    Attributes:
        file: What is written to.
        target: Where it will stand; another one in the same folder may be chosen.
    """

    file: BinaryIO
    target: Path


_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def replace_file(target: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a file as a whole, in the place of the one that stands there.

    The file is written beside the old one, brought to the disk, and then renamed. A new file can be read by its owner
    only; one that was there before keeps its permissions.

    Args:
        target: Where.
        fill: Writes the content.

    Raises:
        OutputError: the file cannot be written; what stood there is intact, and nothing else is left.
    """
    with replacing(target) as fresh:
        fill(fresh.file)


@contextmanager
def replacing(target: Path) -> Iterator[Fresh]:
    """Give a file to be written, which stands in its place when the block ends well; else nothing is left.

    Args:
        target: Where it will stand, unless the block gives it another place.

    Raises:
        OutputError: the file cannot be written; what stood there is intact.
    """
    try:
        mode = _mode_for(target)
        # The kernel makes the name and refuses one that exists, so that nobody can put a link in its place.
        handle, name = tempfile.mkstemp(prefix=".circflow-", suffix=".part", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                fresh = Fresh(file, target)
                yield fresh
                file.flush()
                os.fsync(file.fileno())
            if fresh.target != target:
                mode = _mode_for(fresh.target)
            beside.chmod(mode)
            _rename(beside, fresh.target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as err:
        raise _told(err, target) from err


def replace_bytes(target: Path, content: bytes) -> None:
    """Write a file with known content, as `replace_file` does.

    Raises:
        OutputError: the file cannot be written; what stood there is intact.
    """

    def fill(file: BinaryIO) -> None:
        file.write(content)

    replace_file(target, fill)


def _mode_for(target: Path) -> int:
    """Return the permissions for the new file, or refuse to replace what stands there.

    Raises:
        OutputError: something other than a file stands there, or a file that is protected.
    """
    name = str(target)
    try:
        found = target.lstat().st_mode
    except FileNotFoundError:
        return _PRIVATE
    except ValueError as err:  # a NUL in the name
        raise OutputError(f"'{name}' is not a possible file name") from err
    if stat.S_ISLNK(found):
        raise OutputError(f"{name} is a symbolic link, and links are not followed", hint="Name the file it leads to.")
    if stat.S_ISDIR(found):
        raise OutputError(f"{name} is a folder", hint="Name a file in it.")
    if not stat.S_ISREG(found):
        raise OutputError(f"{name} is not a regular file")
    if not found & stat.S_IWUSR:
        raise OutputError(f"{name} is write-protected", hint="Allow writing to it, or choose another name.")
    if lock := _lock_beside(target):
        raise OutputError(
            f"{name} is open in another program, which keeps {lock} beside it",
            hint=f"Close it there, choose another name, or delete {lock} if no program has it open.",
        )
    return stat.S_IMODE(found)


def _lock_beside(target: Path) -> str | None:
    """Return the file by which LibreOffice or Excel says that it has the target open; it would write over ours."""
    names = (f".~lock.{target.name}#", f"~${target.name}", f"~${target.name[2:]}")
    return next((name for name in names if target.with_name(name).exists()), None)


def _rename(fresh: Path, target: Path) -> None:
    try:
        fresh.replace(target)
    except PermissionError as err:
        # The folder could be written in: it is the file, which Windows protects while a program has it open.
        raise OutputError(
            f"{target} cannot be replaced: another program may have it open",
            hint="Close it there, or choose another name.",
        ) from err


def _sync_folder(folder: Path) -> None:
    """Bring the rename to the disk; file systems that cannot are left alone, since the file itself is complete."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


def _told(err: OSError, target: Path) -> OutputError:
    name, folder = str(target), str(target.parent)
    if err.errno in _FULL:
        return OutputError(f"{name} cannot be written: there is no room left", hint="Free some space and run it again.")
    if err.errno == errno.ENOENT:
        return OutputError(
            f"{name} cannot be written: the folder {folder} does not exist", hint=f"Make it: mkdir -p {folder}"
        )
    if err.errno == errno.ENOTDIR:
        return OutputError(f"{name} cannot be written: {folder} is not a folder")
    if err.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(
            f"{name} cannot be written: the folder {folder} is read-only for you", hint="Choose another folder."
        )
    return OutputError(f"{name} cannot be written: {err.strerror or err}")
