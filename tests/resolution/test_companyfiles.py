"""Companies in files: heads in two languages, two encodings, bad rows told and left, what is written is read back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.resolution import companyfiles
from extractor.resolution.companyfiles import Row
from extractor.resolution.entities import CompanyEntity


def id_of(name: str, country: str) -> str:
    return f"{name}|{country}".replace(" ", "_")


def rows(tmp_path: Path, content: str | bytes, name: str = "c.csv") -> list[Row]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(companyfiles.read(path, id_of))


def test_english_and_chinese_heads_say_the_same(tmp_path: Path) -> None:
    english = rows(
        tmp_path, "id,name,aliases,country,tax_id,address\nx1,Lantu Ltd,LT;蓝图,China,91360700MA35XLNT0K,Road 1\n"
    )
    chinese = rows(
        tmp_path, "编号;公司名称;别名;国家;统一社会信用代码;地址\nx1;Lantu Ltd;LT|蓝图;中国;91360700MA35XLNT0K;Road 1\n"
    )
    assert [row.company for row in english] == [row.company for row in chinese]
    assert english[0].company is not None
    assert (english[0].company.country, english[0].company.aliases) == ("CN", ("LT", "蓝图"))


def test_a_file_from_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "名称,英文名称\n赣州蓝图磁业有限公司,Ganzhou Lantu\n".encode("gb18030"))
    assert row.company is not None
    assert row.company.names == ("赣州蓝图磁业有限公司", "Ganzhou Lantu")


def test_bad_rows_are_told_with_their_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        'name,country\nGood One Ltd,DE\n,DE\n123,DE\na,b,c\nFar Ltd,Atlantis\n\n"two\nlines Ltd",FR\nLast SA,FR\n',
    )
    assert [(row.line, row.remark) for row in found if row.company is None] == [
        (3, "no name"), (4, "'123' is no name"), (5, "3 cells under a head of 2")]  # fmt: skip
    assert [(row.line, row.company.name) for row in found if row.company is not None] == [
        (2, "Good One Ltd"), (6, "Far Ltd"), (9, "two lines Ltd"), (10, "Last SA")]  # fmt: skip
    assert found[4].remark == "'Atlantis' is no country, left out"


def test_an_identifier_with_a_wrong_check_digit_is_left_out_and_told(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "name,vat,country\nNord GmbH,DE136695976;DE136695977,DE\n")
    assert row.company is not None
    assert row.company.identifiers == ("DE136695976",)
    assert "DE136695977" in row.remark


def test_a_file_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a column `name`"):
        rows(tmp_path, "a,b\n1,2\n")
    with pytest.raises(UsageError, match="neither in UTF-8"):
        rows(tmp_path, b"name\n\xff\xff\xff\n")


def test_follow_the_money_entities_are_read(tmp_path: Path) -> None:
    entity = {"id": "ftm-1", "schema": "Company", "properties": {
        "name": ["Nordlicht GmbH"], "alias": ["NL; GmbH"], "country": ["de"], "vatCode": ["DE136695976"]}}  # fmt: skip
    person = {"id": "ftm-2", "schema": "Person", "properties": {"name": ["Li Wei"]}}
    found = rows(tmp_path, "\n".join((json.dumps(entity), json.dumps(person), "{", '{"schema": 1}')), "c.ftm.json")
    assert found[0].company == CompanyEntity("ftm-1", "Nordlicht GmbH", ("NL; GmbH",), "DE", ("DE136695976",))
    assert [row.line for row in found if row.company is None] == [2, 3, 4]
    assert found[1].remark == "a Person is no company"


WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Lo"), max_codepoint=0x9FFF), min_size=1, max_size=12)
COMPANIES = st.builds(
    CompanyEntity, id=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), name=WORDS.map("A".__add__),
    aliases=st.lists(WORDS.map("B".__add__), max_size=3, unique=True).map(tuple), country=st.sampled_from(["", "CN", "DE"]),
    identifiers=st.sampled_from([(), ("DE136695976",), ("X-12",)]), address=WORDS.map("C".__add__),
)  # fmt: skip


@given(st.lists(COMPANIES, max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, companies: list[CompanyEntity]) -> None:
    folder = tmp_path_factory.mktemp("files")
    for name, write in (("c.csv", companyfiles.write_csv), ("c.json", companyfiles.write_ftm)):
        out = io.StringIO()
        assert write(companies, out) == len(companies)
        found = rows(folder, out.getvalue(), name)
        assert [row.company for row in found] == companies
