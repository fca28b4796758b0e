"""What is refused as a whole, and what has nothing to read."""

import gzip
import io

import pytest
from loose_sheet import sheet

from circflow.errors import PackageError
from circflow.sheets.reading import read


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "in the old format"),
        (b"a,b\n\0,c\n", "zero bytes"),
        (b'Investor,Investee\n"Nvidia,OpenAI\n', "never closed"),
        (b"Investor,Investee\n" + b"x" * 1_000_001, "no sheet has such lines"),
        (b"Name,Age,Town\nAda,7,Rome\n", "'Name', 'Age', 'Town'"),
    ],
)
def test_what_is_no_sheet_of_deals_is_refused_with_the_reason(tmp_path, content, reason):
    with pytest.raises(PackageError, match=reason):
        sheet(tmp_path, content)


@pytest.mark.parametrize("text", ["", "\n\n", "Investor,Investee,Amount\n"])
def test_an_empty_sheet_and_one_with_a_header_alone_are_read(tmp_path, text):
    found = sheet(tmp_path, text)
    assert (found.package.deals, found.rejects) == ((), ())


def test_a_file_larger_than_any_sheet_is_not_even_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(PackageError, match="more than 128 MB"):
        read(path)


def test_a_line_without_an_end_is_refused_before_it_is_unpacked_whole(tmp_path):
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=1) as file:
        for _ in range(130):
            file.write(b"x" * 2**20)
    with pytest.raises(PackageError, match="more than 128 MB"):
        sheet(tmp_path, bomb.getvalue(), name="line.csv.gz")
