"""What is written is read back as it was, whatever it holds."""

import tempfile
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circflow.model import AMOUNT_BASES, AMOUNT_CODES, COMPANY_KINDS, FIRMNESS, NAME_KINDS, RELATIONSHIPS, ROLLUPS
from circflow.model.amount import MAX_INTEGER
from circflow.model.currencies import CURRENCIES
from circflow.model.evidence import METRICS, QUALITIES, TRUTH_FLAGS
from circflow.model.flat import flat
from circflow.sheets import fields
from circflow.sheets.columns import TABLES
from circflow.sheets.reading import read
from circflow.sheets.writing import package_files, table_bytes

SCRIPTS = (
    "ARABIC ARMENIAN BENGALI BOPOMOFO CHEROKEE CJK CYRILLIC DEVANAGARI ETHIOPIC GEORGIAN GREEK GUJARATI GURMUKHI "
    "HANGUL HEBREW HIRAGANA KANNADA KATAKANA KHMER LAO LATIN MALAYALAM MONGOLIAN MYANMAR ORIYA SINHALA TAMIL TELUGU "
    "THAANA THAI TIBETAN"
).split()
ODD_NAMES = (
    "=Holdings", "@Home", "+Plus", "-", "O'Neil", "NULL Ltd", "NULL", "NA", "N/A", "None", "null", "nan", "true", "007",
    "1e5", "#REF!", "A, B & C", 'The "Firm"', "tab\there", "a;b", "two\nlines", "old\rMac", "\ufeffmark", "x" * 1000,
    "  padded  ", "[link=x]", "$(date)", "{{7*7}}", "' OR 1=1 --", "`backtick`", "\\u0060",
)  # fmt: skip

PLAIN = st.characters(exclude_categories=["Cc", "Cs"])
WRITTEN = st.one_of(PLAIN, st.sampled_from(',";\n\r\t'))
TEXT = st.one_of(
    st.sampled_from(ODD_NAMES),
    st.lists(WRITTEN, min_size=1, max_size=20).map("".join).filter(lambda text: text.strip()),
)
ID = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=";"), min_size=1, max_size=20)
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: text and unicodedata.is_normalized("NFC", text))
)
WHOLE = st.integers(0, MAX_INTEGER).map(str)
DECIMAL = st.decimals(0, 100, places=12).map(lambda value: f"{value:f}".rstrip("0").rstrip("."))
DATE = st.dates().flatmap(
    lambda day: st.sampled_from(
        (
            f"{day.year:04}",
            f"{day.year:04}-H1",
            f"{day.year:04}-Q4",
            f"{day:%Y-%m}".zfill(7),
            f"{day:%Y-%m-%d}".zfill(10),
        )
    )
)
READERS = {
    fields.text: TEXT,
    fields.integer: WHOLE,
    fields.number: DECIMAL,
    fields.percent: DECIMAL,
    fields.figure: WHOLE | DECIMAL,
    fields.partial_date: DATE,
    fields.yes_no: st.sampled_from(("yes", "no")),
}
LISTS = {
    "relationship": RELATIONSHIPS,
    "rollup": ROLLUPS,
    "currency": CURRENCIES,
    "amount_code": AMOUNT_CODES,
    "amount_basis": AMOUNT_BASES,
    "status": FIRMNESS,
    "quality": QUALITIES,
    "truth_flag": TRUTH_FLAGS,
    "metric": METRICS,
}
KINDS = {"companies": COMPANY_KINDS, "names": NAME_KINDS}
BOUNDS = (("amount_low", "amount_high"), ("corrected_low", "corrected_high"), ("low", "high"))


@st.composite
def packages(draw):
    """Draw the cells of a valid package: table → rows, each column → text."""
    companies = draw(st.lists(ID, min_size=2, max_size=4, unique=True))
    sources = draw(st.lists(ID.filter(lambda text: "," not in text), max_size=3, unique=True))
    deals = draw(st.lists(ID, max_size=4, unique=True))

    def cells(table, **fixed):
        row = {}
        for field in TABLES[table].fields:
            words = KINDS.get(table) if field.name == "kind" else LISTS.get(field.name)
            values = st.sampled_from(sorted(words)) if words else READERS.get(field.read)
            if values is not None and (field.required or draw(st.booleans())):
                row[field.name] = draw(values)
        row |= {name: value for name, value in fixed.items() if value is not None}
        for low, high in BOUNDS:
            if low in row and high in row:
                row[low], row[high] = sorted((row[low], row[high]), key=Decimal)
        if {"amount_low", "amount_high"} & row.keys():
            row["currency"] = "USD"
        return row

    def one_of(ids):
        return draw(st.sampled_from([None, *ids]))

    def deal(id_):
        payer, payee = draw(st.permutations(companies))[:2]
        named = draw(st.lists(st.sampled_from(sources), unique=True)) if sources else []
        return cells(
            "deals",
            deal_id=id_,
            source=payer,
            target=payee,
            sources=";".join(named),
            deal_group=one_of(deals),
            condition_controlled_by=one_of(companies),
        )

    head = draw(st.sampled_from(companies))
    return {
        "companies": [
            cells("companies", id=id_, group_id=draw(st.sampled_from((None, head))) if id_ != head else None)
            for id_ in companies
        ],
        "names": [cells("names", name=name, company_id=head) for name in draw(st.sets(TEXT, max_size=3))],
        "sources": [cells("sources", source_id=id_) for id_ in sources],
        "deals": [deal(id_) for id_ in deals],
        "claims": [
            cells("claims", claim_id=f"C{n}", source_id=source, deal_id=one_of(deals))
            for n, source in enumerate(sources)
        ],
        "tranches": [
            cells("tranches", deal_id=id_, tranche_no=str(n), condition_controlled_by=one_of(companies))
            for id_ in deals
            for n in range(draw(st.integers(0, 2)))
        ],
        "statuses": [
            cells("statuses", deal_id=id_, date=date, source_id=one_of(sources))
            for id_ in deals
            for date in draw(st.sets(DATE, max_size=2))
        ],
        "metrics": [
            cells("metrics", metric_id="M1", company=head, counterparty=one_of(companies), source_id=one_of(sources))
        ],
    }


@settings(max_examples=150, deadline=None)
@given(packages())
def test_a_valid_package_is_read_without_a_reject_and_comes_back_from_its_export(drawn):
    with tempfile.TemporaryDirectory() as folder:
        first = put(Path(folder, "first"), package_files("drawn", '{"title": "T"}', drawn))
        assert [str(reject) for reject in first.rejects] == []

        files = package_files("drawn", first.package.descriptor, flat_tables(first.package))
        again = put(Path(folder, "again"), files)

        assert again.rejects == ()
        assert {name: getattr(again.package, name) for name in TABLES} == {
            name: getattr(first.package, name) for name in TABLES
        }
        assert package_files("drawn", again.package.descriptor, flat_tables(again.package)) == files


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_in_every_script_are_valid(tmp_path, script):
    letters = [chr(code) for code in range(0x10000) if unicodedata.name(chr(code), "").startswith(script)]
    name = unicodedata.normalize("NFC", "".join(char for char in letters if char.isalpha())[:30])
    found = put(tmp_path, package_files("names", "{}", {"companies": [{"id": name, "name": name}]}))
    assert (found.rejects, [company.name for company in found.package.companies]) == ((), [name])


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_but_valid_names_stay_as_they_are(tmp_path, name):
    found = put(tmp_path, package_files("names", "{}", {"companies": [{"id": "x", "name": name}]}))
    assert (found.rejects, [company.name for company in found.package.companies]) == ((), [name])


@pytest.mark.parametrize(("cell", "written"), [("0.0000001", "0.0000001"), ("7.0", "7"), ("64.5", "64.5"), ("0", "0")])
def test_numbers_are_written_in_plain_digits(cell, written):
    value = fields.percent(cell)
    assert table_bytes(["n"], [{"n": value}]).decode() == f"n\n{written}\n"
    assert fields.percent(written) == value


def put(folder: Path, files: dict[str, bytes]):
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return read(folder)


def flat_tables(package):
    return {name: [flat(record) for record in getattr(package, name)] for name in TABLES}
