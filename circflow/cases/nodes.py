"""YAML taken apart with the line of everything, and no value guessed: `no` is a text until a column says otherwise."""

from typing import Final

import yaml

from circflow.queries.problems import Problems

_NULL: Final = ("", "~", "null")

Texts = str | None | list["Texts"]
"""A scalar as it is written, null, or a list of these."""


def read_yaml(text: str, problems: Problems) -> yaml.Node | None:
    """Read one YAML document; None when it is empty or wrong, which is noted."""
    try:
        found: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        problems.add(mark.line + 1 if mark else 1, f"this is no YAML: {what}; see that the lines are indented alike")
        return None
    except RecursionError:
        problems.add(1, "this is no YAML that can be read: it is nested too deeply")
        return None
    if found is None:
        problems.add(1, "the file is empty; write a case")
    return found


def line(node: yaml.Node) -> int:
    """Return the line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def entries(node: yaml.Node | None, what: str, problems: Problems) -> dict[str, yaml.Node]:
    """Return the entries of a mapping; empty when it is none, which is noted."""
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        problems.add(line(node), f"{what} must be written as `key: value`")
        return {}
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name in found or not name:
            problems.add(line(key), f"the key `{name}` of {what} {'stands twice' if name else 'is no word'}")
        found[name] = value
    return found


def members(node: yaml.Node | None, what: str, problems: Problems) -> list[yaml.Node]:
    """Return the members of a list; empty when it is none, which is noted."""
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(line(node), f"{what} must be a list; write each below the other with `-`, or [] for none")
        return []
    return list(node.value)


def texts(node: yaml.Node, what: str, problems: Problems) -> Texts:
    """Return a scalar as it is written, None for null, or a list of these."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in _NULL else str(node.value)
    if isinstance(node, yaml.SequenceNode) and node not in node.value:
        return [texts(member, what, problems) for member in node.value]
    problems.add(line(node), f"{what} must be a value or a list of values")
    return None
