"""Twenty-four classes of bad input: each makes any number of different files, and knows what must become of them."""

import gzip
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from circflow.sheets.delimited import MAX_FIELD

HEADER = (
    "deal_id",
    "source",
    "relationship",
    "target",
    "amount_low",
    "amount_high",
    "currency",
    "announced_date",
    "note",
)
PARTIES = ("nvidia", "openai", "amd", "oracle", "ソフトバンク", "O'Neil", "=Holdings", "NULL-Ltd", "-", "Đức", "007")
TYPES = ("INVESTS_IN", "BUYS_FROM", "JOINT_VENTURE")
COMPANIES = "id,name\n" + "".join(f"{party},{party}\n" for party in PARTIES)
DESCRIPTOR = '{"name": "small", "resources": [{"path": "companies.csv"}, {"path": "deals.csv"}]}'


@dataclass(frozen=True, kw_only=True)
class Bad:
    """Files, and what must become of them.

    Attributes:
        files: Name → bytes, those of the package that are other than usual.
        read: The one that is read; empty = the package.
        refused: What the message says when nothing is read; empty = something is.
        line: Line that the refusal names; 0 = none.
        rejects: Line → code of a row that is rejected.
        good: Lines of rows that are read.
        warned: What a warning says; empty = nothing is asked of them.
    """

    files: Mapping[str, bytes]
    read: str = ""
    refused: str = ""
    line: int = 0
    rejects: Mapping[int, str] = field(default_factory=dict)
    good: tuple[int, ...] = ()
    warned: str = ""


Row = list[str]


def rows(random: Random, count: int | None = None) -> list[Row]:
    """Return good rows, each other than the others."""
    return [row(random, number) for number in range(count or random.randint(2, 9))]


def row(random: Random, number: int) -> Row:
    source, target = random.sample(PARTIES, 2)
    low = random.randrange(10**12)
    date = random.choice(("2025", "2025-Q4", "2025-10", "2025-10-06", ""))
    note = random.choice(("", "NA", "None", "007", "null", "N/A", "＝1", "投資", "1,2".replace(",", ";")))
    return [f"D-{number}", source, random.choice(TYPES), target, str(low), str(low), "USD", date, note]


def csv(listed: list[Row], header: tuple[str, ...] = HEADER) -> str:
    return "".join(",".join(cells) + "\n" for cells in (list(header), *listed))


def one(random: Random, change: Callable[[Row], str], *, after: int = 0) -> Bad:
    """Return rows of which one is changed; the change returns the code that it is rejected with, or nothing."""
    listed = rows(random)
    place = random.randrange(after, len(listed)) if after < len(listed) else len(listed) - 1
    code = change(listed[place])
    lines = tuple(number + 2 for number in range(len(listed)) if number != place or not code)
    return Bad(files={"deals.csv": csv(listed).encode()}, rejects={place + 2: code} if code else {}, good=lines)


def refused(random: Random, change: Callable[[Row], bytes], words: str) -> Bad:
    """Return rows before one that makes the whole file unreadable."""
    listed = rows(random)
    place = random.randrange(len(listed))
    lines = [",".join(cells).encode() for cells in listed]
    lines[place] = change(listed[place])
    content = b"\n".join([",".join(HEADER).encode(), *lines, b""])
    return Bad(files={"deals.csv": content}, refused=words, line=place + 2)


def put(column: str, value: str, code: str) -> Callable[[Row], str]:
    def change(cells: Row) -> str:
        cells[HEADER.index(column)] = value
        return code

    return change


def unclosed_quote(random: Random) -> Bad:
    def change(cells: Row) -> bytes:
        place = random.randrange(len(cells))
        return ",".join([*cells[:place], '"' + cells[place], *cells[place + 1 :]]).encode()

    return refused(random, change, "quote")


def too_few_or_many_columns(random: Random) -> Bad:
    def change(cells: Row) -> str:
        if random.random() < 0.5:
            del cells[random.randrange(1, len(cells)) :]
            return "too-few-cells"
        cells.extend(["x"] * random.randint(1, 5))
        return "too-many-cells"

    return one(random, change)


def missing_doubled_or_unknown_header(random: Random) -> Bad:
    listed = rows(random)
    kind = random.randrange(3)
    header = list(HEADER)
    if kind == 0:
        header[random.randrange(4)] += random.choice(("s", "_", " id", "x"))
        return Bad(files={"deals.csv": csv(listed, tuple(header)).encode()}, refused="is missing", line=1)
    if kind == 1:
        header[-1] = random.choice(HEADER[:-1])
        return Bad(files={"deals.csv": csv(listed, tuple(header)).encode()}, refused="stands twice", line=1)
    header[-1] = random.choice(("notes", "remark", "commentary", "ノート"))
    good = tuple(range(2, len(listed) + 2))
    return Bad(files={"deals.csv": csv(listed, tuple(header)).encode()}, good=good, warned="was not read")


def encodings(random: Random) -> Bad:
    kind = random.randrange(4)
    if kind == 0:
        listed = rows(random)
        content = b"\xef\xbb\xbf" + csv(listed).encode()
        return Bad(files={"deals.csv": content}, good=tuple(range(2, len(listed) + 2)))
    if kind == 1:
        content = csv(rows(random)).encode(random.choice(("utf-16", "utf-32")))
        return Bad(files={"deals.csv": content}, refused="is not UTF-8", line=1)
    if kind == 2:
        word = random.choice(("café", "naïve", "Müller", "São")).encode("latin-1")
    else:
        word = bytes([random.choice((0x80, 0xBF, 0xC0, 0xF8, 0xFE, 0xFF))])
    return refused(random, lambda cells: ",".join(cells[:-1]).encode() + b"," + word, "is not UTF-8")


def control_characters(random: Random) -> Bad:
    char = random.choice("\0\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9b\x9f")
    column = random.choice(("deal_id", "note"))
    return one(random, put(column, f"x{char}y", "control-character"))


def cell_over_the_limit(random: Random) -> Bad:
    length = MAX_FIELD + random.randint(1, 500)
    return refused(random, lambda cells: ",".join([*cells[:-1], "x" * length]).encode(), "more than 131072 characters")


def line_ends(random: Random) -> Bad:
    listed = rows(random)
    place = random.randrange(len(listed))
    del listed[place][random.randrange(1, len(HEADER)) :]
    ends = random.choice((["\r"], ["\r\n"], ["\n", "\r\n"], ["\r", "\r\n", "\n"]))
    text = "".join(line + random.choice(ends) for line in csv(listed).splitlines())
    good = tuple(number + 2 for number in range(len(listed)) if number != place)
    return Bad(files={"deals.csv": text.encode()}, rejects={place + 2: "too-few-cells"}, good=good)


def json_lines(random: Random, line: str, **expected: object) -> Bad:
    """Return a sheet of one object a line, of which one is another text."""
    listed = [
        json.dumps({"from": "Nvidia", "to": f"Zephyr {number}", "type": "invests in", "amount": f"${number}m"})
        for number in range(10, random.randint(12, 18))
    ]
    place = random.randrange(len(listed))
    listed[place] = line
    lines = tuple(number + 1 for number in range(len(listed)) if number != place)
    if "refused" in expected:
        expected["line"] = place + 1
    else:
        expected |= {"rejects": {place + 1: expected.pop("code")}, "good": lines}
    return Bad(files={"deals.jsonl": "\n".join([*listed, ""]).encode()}, read="deals.jsonl", **expected)


def doubled_json_key(random: Random) -> Bad:
    key = random.choice(("from", "to", "amount", "note"))
    if random.randrange(2):
        return json_lines(random, f'{{"from": "a", "to": "b", "{key}": 1, "{key}": 2}}', refused="stands twice")
    text = DESCRIPTOR.replace('"name": "small"', f'"name": "small", "{key}": 1, "{key}": {random.randrange(9)}')
    return Bad(files={"datapackage.json": text.encode()}, refused="stands twice")


def numbers_that_json_has_not(random: Random) -> Bad:
    word = random.choice(("NaN", "Infinity", "-Infinity"))
    if random.randrange(2):
        return json_lines(random, f'{{"from": "a", "to": "b", "amount": {word}}}', refused="no number of JSON")
    word = random.choice((word, "1e400", "-1e999", f"1e{random.randint(309, 9999)}"))
    text = DESCRIPTOR.replace('"name": "small"', f'"name": "small", "version": {word}')
    return Bad(files={"datapackage.json": text.encode()}, refused="number" if word[-1].isalpha() else "too large")


def depth_bomb(random: Random) -> Bad:
    deep = random.choice(("[", '{"a":')) * random.randint(20_000, 40_000)
    if random.randrange(2):
        return json_lines(random, f'{{"from": {deep}', refused="nested too deeply")
    return Bad(files={"datapackage.json": f'{{"name": {deep}'.encode()}, refused="nested too deeply")


def huge_integer(random: Random) -> Bad:
    digits = random.choice("123456789") * random.randint(20, 6000)
    return one(random, put(random.choice(("amount_low", "amount_high")), digits, "too-large"))


def wrong_top_level(random: Random) -> Bad:
    text = random.choice(("[]", "null", "7", '"deals"', "true", f"[{DESCRIPTOR}]", "[[1, 2]]"))
    return Bad(files={"datapackage.json": text.encode()}, refused="not a JSON object")


def truncated_file(random: Random) -> Bad:
    kind = random.randrange(3)
    if kind == 0:
        cut = random.randrange(1, len(DESCRIPTOR))
        return Bad(files={"datapackage.json": DESCRIPTOR[:cut].encode()}, refused="not valid JSON")
    listed = rows(random)
    text = csv(listed)
    if kind == 1:
        whole = gzip.compress(f"From,To,Type\n{'Nvidia,Zephyr,invests in' * 9}\n".encode())
        return Bad(
            files={"x.csv.gz": whole[: random.randrange(10, len(whole) - 1)]}, read="x.csv.gz", refused="damaged"
        )
    last = text.rstrip("\n").rindex("\n") + 1
    cut = random.randrange(last + 1, text.rindex(",") + 1)
    good = tuple(range(2, len(listed) + 1))
    return Bad(files={"deals.csv": text[:cut].encode()}, rejects={len(listed) + 1: "too-few-cells"}, good=good)


def half_a_character(random: Random) -> Bad:
    half = chr(random.randrange(0xD800, 0xE000))
    if random.randrange(2):
        return refused(
            random, lambda cells: (",".join(cells[:-1]) + "," + half).encode("utf-8", "surrogatepass"), "UTF-8"
        )
    text = DESCRIPTOR.replace("small", f"small\\u{ord(half):04x}")
    return Bad(files={"datapackage.json": text.encode()}, refused="half of a character")


def more_than_64_bits(random: Random) -> Bad:
    least = 2**63
    over = random.choice((least, least + 1, 2**64, random.randrange(least, 2**80)))
    if random.randrange(4) == 0:

        def largest(cells: Row) -> str:
            cells[4] = cells[5] = str(least - 1)
            return ""

        return one(random, largest)
    return one(random, put(random.choice(("amount_low", "amount_high")), str(over), "too-large"))


def amount_that_is_no_whole_number(random: Random) -> Bad:
    number = random.randrange(1, 10**6)
    text = random.choice(
        (f"{number}.5", f"{number}e3", f"+{number}", f"-{number}", f"{number}_000", f"0{number}", f"{number} ")
    )
    return one(random, put("amount_low", text, "not-an-integer"))


def dates(random: Random) -> Bad:
    year, month = random.randrange(1990, 2030), random.randrange(1, 13)
    impossible = (f"{year}-02-30", f"{year}-13", f"{year}-{month:02d}-32", f"{year}-00", f"{year}-Q5", "0000")
    unclear = (f"03/04/{year % 100}", f"{year}/{month}/1", f"{year}-{month:02d}-01T10:00:00", f"{month}-{year}")
    if random.randrange(2):
        return one(random, put("announced_date", random.choice((*impossible, *unclear)), "bad-date"))
    day, other = sorted(random.sample(range(1, 13), 2))
    texts = [f"Nvidia,Zephyr {number},invests in,2025-10-{number}" for number in range(10, random.randint(12, 18))]
    place = random.randrange(len(texts))
    texts[place] = f"Nvidia,Zephyr,invests in,{day:02d}/{other:02d}/{year}"
    content = "\n".join(["From,To,Type,When", *texts, ""]).encode()
    good = tuple(number + 2 for number in range(len(texts)) if number != place)
    return Bad(files={"x.csv": content}, read="x.csv", rejects={place + 2: "ambiguous-date"}, good=good)


def words_that_look_like_nothing(random: Random) -> Bad:
    word = random.choice(
        ("NA", "None", "null", "nan", "007", "N/A", "-", "TRUE", "#N/A", "0x1F", "1e5", "NULL Ltd", "=x")
    )
    if random.randrange(2):
        return one(random, put(random.choice(("amount_low", "amount_high")), word, "not-an-integer"))
    return one(random, put(random.choice(("deal_id", "note")), word, ""))


def blank_keys(random: Random) -> Bad:
    column = random.choice(("deal_id", "source", "relationship", "target"))
    return one(random, put(column, random.choice(("", " ", "\t", "\u3000", "  \t ")), "empty"))


def unknown_types(random: Random) -> Bad:
    payloads = (
        "INVESTS_IN]->() DETACH DELETE n //", "`INVESTS_IN`", "INVESTS_IN|BUYS_FROM", "x\\u0060]-() SET n.a=1",
        "$(t)", "*", "INVESTS_IN {a: 1}", "' OR 1=1 --", "invests_in", "OWNS", "INVESTS_ІN", "CALL dbms.shutdown()",
    )  # fmt: skip
    return one(
        random, put("relationship", random.choice(payloads) + random.choice(("", "x", ";", ")")), "unknown-word")
    )


def doubled_ids(random: Random) -> Bad:
    listed = rows(random, random.randint(3, 9))
    first, second = sorted(random.sample(range(len(listed)), 2))
    if random.randrange(2):
        listed[second] = list(listed[first])
    listed[second][0] = listed[first][0]
    good = tuple(number + 2 for number in range(len(listed)) if number != second)
    return Bad(files={"deals.csv": csv(listed).encode()}, rejects={second + 2: "doubled-id"}, good=good)


def parties_that_are_not_there(random: Random) -> Bad:
    def own(cells: Row) -> str:
        cells[3] = cells[1]
        return "contradiction"

    strange = "".join(random.choices("abcdefgh", k=9))
    return one(
        random, own if random.randrange(2) else put(random.choice(("source", "target")), strange, "unknown-company")
    )


def unicode_twins(random: Random) -> Bad:
    apart = unicodedata.normalize("NFD", random.choice(("Société", "Đức-é", "がんば", "네이버")))
    if random.randrange(2):
        return one(random, put("deal_id", apart, "bad-id"))
    twin = random.choice(
        ("nvidia\u200b", "\u202envidia", "nvіdia", "ｎvidia", "nvidia\u2060", "NVIDIA", "оpenai", "amd\ufeff")
    )
    return one(random, put(random.choice(("source", "target")), twin, "unknown-company"))


def bombs(random: Random) -> Bad:
    """Return what unpacks to more than a sheet can have, or a line that no sheet has; the test lowers both limits."""
    if random.randrange(2):
        piece = random.choice((b"\0", b"Nvidia,OpenAI,invests in\n", b"x"))
        inside = piece * (random.randint(2**18, 2**19) // len(piece) + 1)
        return Bad(files={"x.csv.gz": gzip.compress(inside)}, read="x.csv.gz", refused="more than")
    lines = ["From,To,Type", *["Nvidia,OpenAI,invests in"] * random.randint(1, 9)]
    place = random.randrange(1, len(lines))
    lines[place] = "x" * random.randint(20_001, 40_000)
    return Bad(
        files={"x.csv": "\n".join(lines).encode()}, read="x.csv", refused="no sheet has such lines", line=place + 1
    )


CLASSES = (
    unclosed_quote, too_few_or_many_columns, missing_doubled_or_unknown_header, encodings, control_characters,
    cell_over_the_limit, line_ends, doubled_json_key, numbers_that_json_has_not, depth_bomb, huge_integer,
    wrong_top_level, truncated_file, half_a_character, more_than_64_bits, amount_that_is_no_whole_number, dates,
    words_that_look_like_nothing, blank_keys, unknown_types, doubled_ids, parties_that_are_not_there, unicode_twins,
    bombs,
)  # fmt: skip
