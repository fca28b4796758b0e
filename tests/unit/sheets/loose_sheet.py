"""A sheet as people keep it, written to a folder and read, with every line of it accounted for."""

from circflow.model.flat import flat
from circflow.sheets.loose.options import SheetOptions
from circflow.sheets.reading import read

KOREAN = """투자자,피투자자,금액,날짜,형태,출처
아마존,오픈AI,최대 500억 달러(약 70조원),2026-02-26,협상 중,디인포메이션
엔비디아,오픈AI,최대 300억 달러,2026-02-26,협상 중,CNBC
"""
JAPANESE = """買い手,売り手,金額,契約年数,状態,メモ
OpenAI,オラクル,3000億ドル,5,発表,9月
Nvidia,CoreWeave,63億ドル分,,契約,未販売分の買い取り 2032年まで
"""
ENGLISH = """From,To,Type,Amount ($bn),When,Note
Microsoft,OpenAI,invest,13,since 2019,mostly credits?
OpenAI,Azure,buys,250,Oct-25,
SoftBank / OpenAI,SB OAI Japan,JV,,Nov-25,50:50
"""

BASIC = ("source", "relationship", "target", "amount_low", "amount_high", "currency", "announced_date", "status")


def sheet(folder, content, name="sheet.csv", **said):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = read(path, options=SheetOptions(**said))
    balanced(found)
    return found


def balanced(found):
    """Assert that each line has one fate: ignored, rejected, a further claim, or a deal or several."""
    sheets = found.sheets
    with_deals = {(deal.sheet, deal.line) for deal in found.package.deals}
    assert sheets.rows == len(with_deals) + sheets.repeated + len(found.rejects)
    assert sheets.rows == sum(len(table.rows) for table in sheets.tables)
    assert {claim.deal_id for claim in found.package.claims} == {deal.deal_id for deal in found.package.deals}


def deals(found, *columns):
    return [tuple(flat(deal)[column] for column in columns) for deal in found.package.deals]


def rejects(found):
    return [(reject.line, reject.column, reject.code) for reject in found.rejects]


def ignored(found):
    return [(line.line, line.why) for line in found.sheets.ignored if line.why != "header"]
