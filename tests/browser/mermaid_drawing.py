"""Mermaid itself, from npm, in a Chromium: what it reads in a flowchart, and what it draws."""

import tarfile
import tempfile
from pathlib import Path
from typing import IO, Any, cast

from npm import npm
from playwright.sync_api import Browser

PACKAGE = "mermaid@11.17.2"
_INSIDE = "package/dist/mermaid.min.js"


def fetched(folder: Path) -> Path:
    """Return Mermaid's script, which is fetched once into a folder that pytest keeps."""
    script = folder / f"{PACKAGE}.js"
    if not script.exists():
        with tempfile.TemporaryDirectory(dir=folder) as desk:
            packed = npm("pack", PACKAGE, "--silent", cwd=desk).split()[-1]
            with tarfile.open(Path(desk) / packed) as package:
                inside = cast("IO[bytes]", package.extractfile(_INSIDE))
                (Path(desk) / "script").write_bytes(inside.read())
            (Path(desk) / "script").replace(script)
    return script


_LOOK = """async text => {
  mermaid.initialize({ startOnLoad: false, maxEdges: 100000, maxTextSize: 10000000 });
  await mermaid.parse(text);
  const { svg } = await mermaid.render("drawing", text);
  const host = document.createElement("div");
  host.innerHTML = svg;
  const words = (selector) => [...host.querySelectorAll(selector)].map((e) => e.textContent.trim());
  return {
    boxes: words("g.node"),
    labels: words("g.edgeLabels g.edgeLabel"),
    arrows: host.querySelectorAll("g.edgePaths path").length,
    strange: host.querySelectorAll("script, img, a, iframe").length,
  };
}"""


def drawn(browser: Browser, script: Path, text: str) -> dict[str, Any]:
    """Have a flowchart drawn; return the texts of its boxes and labels, and the number of its arrows."""
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        page.add_script_tag(path=script)
        found: dict[str, Any] = page.evaluate(_LOOK, text)
        return found
    finally:
        context.close()
