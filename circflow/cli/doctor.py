"""`circflow doctor`: what is installed, reachable, wrong, and the next step."""

import json
import shutil
from collections.abc import Sequence
from typing import Any

import click

import circflow.cli.driver  # noqa: F401 - comes before all that needs the driver
from circflow import doctor as checks
from circflow.cli.terminal import in_colour
from circflow.model.finding import Finding, Verdict
from circflow.views import findings as view
from circflow.views.page import Page


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_context
def doctor(ctx: click.Context, form: str) -> None:
    """Say what is installed, reachable, wrong, and the next step.

    Nothing is started or changed. The exit code is that of the first line that is wrong.
    """
    where = {name: value for name, value in ctx.find_root().obj.items() if name != "debug"}
    page = Page(shutil.get_terminal_size().columns, in_colour())
    found = []
    for finding in checks.findings(**where):
        found.append(finding)
        if form == "table":
            for chunk in view.chunks(finding, page):
                click.echo(chunk, nl=False)
    code = next((finding.exit_code for finding in found if finding.verdict is Verdict.WRONG), 0)
    if form == "json":
        click.echo(json.dumps(_described(found, code), indent=2, ensure_ascii=False))
    ctx.exit(code)


def _described(found: Sequence[Finding], code: int) -> dict[str, Any]:
    return {
        "exit_code": code,
        "findings": [
            {
                "verdict": finding.verdict.value,
                "about": finding.about,
                "text": finding.text,
                "next": finding.next_step,
                "exit_code": finding.exit_code,
            }
            for finding in found
        ],
    }
