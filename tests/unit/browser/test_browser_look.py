"""The style: what looks different, to whom, and whether all texts can be read."""

import itertools
import json
import re

import pytest

from circflow.browser import pages
from circflow.browser.look import STATIC, look_script, rules, style
from circflow.queries import read_catalogue

_RULES = rules(style())
_DEALS = ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
_NODES = ("Company", "Group", "Deal", "Claim", "Source", "Dataset")

# What eyes without one kind of cone see of red, green and blue light (Machado, Oliveira and Fernandes 2009).
_EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def _linear(colour):
    levels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels]


def _brightness(colour):
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(light):
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    scaled = [sum(a * b for a, b in zip(row, light, strict=True)) / w for row, w in zip(to_xyz, white, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(colour, eyes):
    light = _linear(colour)
    return _lab([min(1, max(0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in _EYES[eyes]])


@pytest.mark.parametrize("eyes", _EYES)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(_DEALS, 2)))
def test_all_eyes_tell_the_three_kinds_of_deals_apart(one, other, eyes):
    colours = [_seen(_RULES[f"relationship.{name}"]["color"], eyes) for name in (one, other)]
    assert sum((a - b) ** 2 for a, b in zip(*colours, strict=True)) ** 0.5 > 20
    assert _RULES[f"relationship.{one}"]["shaft-width"] != _RULES[f"relationship.{other}"]["shaft-width"]


def test_each_kind_of_node_looks_different():
    looks = {(rule["color"], rule["border-color"], rule["diameter"]) for rule in map(_node, _NODES)}
    assert len(looks) == len(_NODES)


@pytest.mark.parametrize("selector", _RULES)
def test_every_text_can_be_read_on_its_ground(selector):
    rule = _RULES[selector]
    darker, lighter = sorted(map(_brightness, (rule["color"], rule["text-color-internal"])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_companies_show_their_names_and_arrows_their_amounts():
    assert _node("Company")["caption"] == "{name}"
    assert {_RULES[f"relationship.{name}"]["caption"] for name in _DEALS} == {"{amount_label}"}


def test_it_holds_only_what_browser_reads():
    assert not re.search(r"/\*|//", style())
    for selector, rule in _RULES.items():
        assert re.fullmatch(r"(node|relationship)(\.\w+)?", selector)
        assert not [value for value in rule.values() if ":" in value or ";" in value]
    assert style().count(":") == sum(map(len, _RULES.values()))


def test_the_page_that_applies_it_has_all_of_it():
    look = json.loads(look_script().removeprefix("const look = ").rstrip(";\n"))
    assert look["style"] == _RULES
    assert look["settings"]["autoComplete"] is False
    assert {"open.html", "open.js", "look.js", "style.grass"} <= set(pages(read_catalogue()))


def test_the_guide_explains_the_arrows_as_they_are_drawn():
    told = (STATIC / "slides" / "arrows.html").read_text(encoding="utf-8")
    drawn = [
        (_RULES[f"relationship.{name}"]["shaft-width"], _RULES[f"relationship.{name}"]["color"], name)
        for name in _DEALS
    ]
    assert re.findall(r"border-top: (\d+px) solid (#\w+).*?(\w+):", told, re.DOTALL) == drawn


def _node(label):
    return _RULES[f"node.{label}"]
