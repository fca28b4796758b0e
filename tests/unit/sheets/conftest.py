"""A small package whose files a test can change before it is read."""

import json
from pathlib import Path

import pytest

from circflow.sheets.reading import read

FILES = {
    "datapackage.json": json.dumps(
        {
            "name": "small",
            "resources": [
                {"name": name, "path": f"{name}.csv"} for name in ("companies", "sources", "deals", "claims")
            ],
        }
    ),
    "companies.csv": "id,name,kind,group_id\na,A Ltd,company,\nb,B Ltd,company,\nc,C Ltd,company,a\n",
    "sources.csv": "source_id,title,quality\ns1,First,A\n",
    "deals.csv": "deal_id,source,relationship,target,amount_low,amount_high,currency,status,announced_date,sources\n"
    "D-1,a,INVESTS_IN,b,5,10,USD,signed,2025-10-06,s1\n"
    "D-2,b,BUYS_FROM,a,7,7,EUR,announced,2025-Q4,\n",
    "claims.csv": "claim_id,deal_id,source_id\nC-1,D-1,s1\n",
}


class Package:
    """The folder of a package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def deals(self, *rows: str) -> Path:
        """Put these rows below the header of deals.csv."""
        header = FILES["deals.csv"].partition("\n")[0]
        return self.write("deals.csv", "\n".join([header, *rows, ""]))

    def read(self):
        found = read(self.folder)
        conserved(found)
        return found


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path)


def conserved(found) -> None:
    """Assert that every row that was read is a record or a reject, file by file."""
    for file, count in found.rows.items():
        records = getattr(found.package, Path(file).stem, found.package.deals)
        rejected = sum(1 for reject in found.rejects if reject.file == file)
        assert count == len(records) + rejected, file
