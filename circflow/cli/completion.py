"""`circflow completion`, and words as a shell wants them."""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Final

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from circflow.cli.messages import note

_VARIABLE: Final = "_CIRCFLOW_COMPLETE"
_SHELLS: Final[Mapping[str, tuple[type[ShellComplete], str]]] = {
    "bash": (BashComplete, 'Add to ~/.bashrc:  eval "$(circflow completion bash)"'),
    "zsh": (ZshComplete, 'Add to ~/.zshrc:  eval "$(circflow completion zsh)"'),
    "fish": (FishComplete, "Save it:  circflow completion fish > ~/.config/fish/completions/circflow.fish"),
}


@click.command()
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the shell completion script: for commands, options, companies and data sets."""
    program, install = _SHELLS[shell]
    click.echo(program(ctx.find_root().command, {}, "circflow", _VARIABLE).source())
    if sys.stdout.isatty():
        note(install)


def items(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """Return the words that begin like what is typed, in any case, as the shell wants them."""
    begun = incomplete.casefold()
    return [CompletionItem(_quoted(word)) for word in words if word.casefold().startswith(begun)]


def _quoted(word: str) -> str:
    """Protect spaces and quotes where the shell does not do it itself, which is Bash."""
    if os.environ.get(_VARIABLE) != "bash_complete":
        return word
    # Twice: the script reads each line with `read`, which takes one backslash away.
    return "".join(char if char.isalnum() or char in "-_.,:/@%+=" else f"\\\\{char}" for char in word)
