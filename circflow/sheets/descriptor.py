"""`datapackage.json`: the name of a data set and where its files lie."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from circflow.errors import PackageError
from circflow.sheets.columns import TABLES

FILE: Final = "datapackage.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_MAX_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A read `datapackage.json`.

    Attributes:
        name: Id of the data set.
        text: The file's text.
        files: Table name → path of its csv file, inside the package's folder.
        warnings: Resources that circflow does not know.
    """

    name: str
    text: str
    files: Mapping[str, Path]
    warnings: tuple[str, ...]


def dataset_name(text: str, where: str) -> str:
    """Check the id of a data set.

    Raises:
        PackageError: it has other characters than small letters, digits, `.`, `_`, `-`.
    """
    if not _NAME.fullmatch(text):
        raise PackageError(
            f"'{text}' cannot be the name of a data set",
            where=where,
            hint="Use small letters, digits, '.', '_' and '-', beginning with a letter or digit; at most 100.",
        )
    return text


def read_descriptor(folder: Path) -> Descriptor:
    """Read and check the descriptor of a package.

    Raises:
        PackageError: it is missing, is not JSON, lacks its name or files, or points outside its folder.
    """
    path = folder / FILE
    if not path.is_file():
        raise PackageError(
            f"there is no {FILE}",
            where=str(folder),
            hint=f"A package is a folder with {FILE}, companies.csv and deals.csv; a single sheet is given as a file.",
        )
    if path.stat().st_size > _MAX_BYTES:
        raise PackageError(f"it is larger than {_MAX_BYTES:,} bytes", where=str(path))
    data = path.read_bytes()
    content = _json(data, path)
    name = content.get("name")
    if not isinstance(name, str):
        raise PackageError("it has no 'name'", where=str(path), hint='Add "name": "my-deals".')
    files, warnings = _files(content, folder, path)
    missing = [table.file for table in TABLES.values() if table.required and table.name not in files]
    if missing:
        raise PackageError(
            f"its resources lack {' and '.join(missing)}",
            where=str(path),
            hint='Each file has an entry such as {"name": "deals", "path": "deals.csv"}.',
        )
    return Descriptor(dataset_name(name, str(path)), data.decode("utf-8-sig"), files, tuple(warnings))


def _json(data: bytes, path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_no_doubles,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
        # An escape such as \ud800 reads as text that no file and no database can hold.
        json.dumps(content, ensure_ascii=False).encode()
    except RecursionError as error:
        raise PackageError("it is not valid JSON: nested too deeply", where=str(path)) from error
    except UnicodeError as error:
        raise PackageError("it is not valid UTF-8, or holds half of a character", where=str(path)) from error
    except ValueError as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise PackageError(f"it is not valid JSON: {error}", where=f"{path}{line}") from error
    if not isinstance(content, dict):
        raise PackageError("it is not a JSON object", where=str(path))
    return content


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"the key '{key}' stands twice in one object")
        result[key] = value
    return result


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _files(content: Mapping[str, Any], folder: Path, path: Path) -> tuple[dict[str, Path], list[str]]:
    resources = content.get("resources")
    if not isinstance(resources, list):
        raise PackageError("it has no list of 'resources'", where=str(path))
    files: dict[str, Path] = {}
    warnings: list[str] = []
    for resource in resources:
        relative = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(relative, str):
            raise PackageError("a resource has no 'path' in text", where=str(path))
        name = Path(relative).stem
        if name not in TABLES:
            warnings.append(f"{path}: circflow does not know the resource '{relative}' and did not read it")
            continue
        if name in files:
            raise PackageError(f"two resources are named '{name}'", where=str(path))
        files[name] = _inside(folder, relative, path)
    return files, warnings


def _inside(folder: Path, relative: str, path: Path) -> Path:
    """Return the path of a resource, which may not lead out of the package: a package comes from strangers."""
    target = folder / relative
    try:
        inside = "\0" not in relative and target.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # a symbolic link that leads to itself
        inside = False
    if not inside:
        raise PackageError(f"the resource '{relative}' lies outside the package", where=str(path))
    if not target.is_file():
        raise PackageError(f"the file '{relative}' that it names is missing", where=str(path))
    return target
