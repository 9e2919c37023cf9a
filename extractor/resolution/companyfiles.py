"""Companies in files: CSV as registers, customs and investigators give it, and FollowTheMoney entities as JSON lines.

Read row by row, so that a file of millions needs no memory. A row that can't be taken is told with its line and why; the rest
goes on. Heads may be English or Chinese, the text UTF-8 or GB 18030, cells apart by comma, semicolon or tab.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from extractor.errors import UsageError
from extractor.resolution.entities import CompanyEntity
from extractor.values import countries, taxnumbers
from extractor.values.checkdigits import is_lei
from extractor.values.names import normalise

COLUMNS = ("id", "name", "aliases", "country", "identifiers", "address")
"""The head of a CSV that is written; one that is read may have others, see `HEADS`."""
HEADS: Mapping[str, str] = {
    head: column
    for column, heads in {
        "id": "id 编号 公司编号",
        "name": "name name_en english_name company company_name name_zh chinese_name caption "
                "名称 公司名称 企业名称 中文名称 英文名称",
        "aliases": "aliases alias other_names previous_names 别名 曾用名 简称",
        "country": "country countries country_code jurisdiction 国家 国家代码 国别",
        "identifiers": "identifiers identifier tax_id tax_number vat vat_number lei credit_code uscc registration_number "
                       "统一社会信用代码 信用代码 税号 注册号",
        "address": "address addresses 地址 注册地址 住所",
    }.items()
    for head in heads.split()
}  # fmt: skip
"""Column by what may stand at its head; several columns may give names and identifiers."""
COMPANY_SCHEMATA = frozenset({"Company", "Organization", "LegalEntity", "PublicBody"})
_SEVERAL = re.compile(r"[;；|]")
_LONGEST = 400
_CODE = 2
_NUMBERS = (
    "registrationNumber",
    "taxNumber",
    "vatCode",
    "leiCode",
    "uscCode",
    "innCode",
    "ogrnCode",
    "dunsCode",
    "idNumber",
)
_ID = re.compile(r"[^\x00-\x20\x7f]{1,200}")
MOST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the company it gives, or none; `remark` says what was wrong with it, empty where nothing was."""

    line: int
    company: CompanyEntity | None
    remark: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Cells of a CSV under heads that no company has, by head in small letters."""


class _UnfitError(Exception):
    """A row that gives no company."""


IdOf = Callable[[str, str], str]


def read(path: Path, id_of: IdOf) -> Iterator[Row]:
    """Yield the rows of a file by its ending: `.csv`, `.tsv`, `.txt` as CSV, else JSON lines; UsageError where it is neither.

    `id_of` names a company that comes without an id, by name and country.
    """
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    return read_csv(path, id_of) if path.suffix.casefold() in {".csv", ".tsv", ".txt"} else read_ftm(path, id_of)


# -- CSV ---------------------------------------------------------------------------------------------------------------


def read_csv(path: Path, id_of: IdOf) -> Iterator[Row]:
    """Yield the rows of a CSV file; UsageError where no column of its head is a name."""
    csv.field_size_limit(MOST_CELL)
    with path.open(encoding=encoding_of(path), newline="") as handle:
        first = handle.readline()
        delimiter = max(",;\t", key=first.count)
        head = next(csv.reader([first], delimiter=delimiter), [])
        columns = [HEADS.get(_folded(cell), _folded(cell)) for cell in head]
        if "name" not in columns:
            raise UsageError(f"{path.name} needs a column `name` (or 名称); its head is: {', '.join(head) or 'empty'}")
        reader = csv.reader((line.replace("\0", "") for line in handle), delimiter=delimiter)
        yield from _rows(reader, columns, id_of)


def _rows(reader: Any, columns: list[str], id_of: IdOf) -> Iterator[Row]:
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(reader.line_num + 1, None, f"not CSV: {error}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        try:
            if len(cells) > len(columns):
                raise _UnfitError(f"{len(cells)} cells under a head of {len(columns)}")
            found: dict[str, list[str]] = {}
            for column, cell in zip(columns, cells, strict=False):
                found.setdefault(column, []).append(cell)
            company, remark = _company(found, id_of)
        except _UnfitError as error:
            yield Row(reader.line_num + 1, None, str(error))
            continue
        extra = {name: cells[0].strip() for name, cells in found.items() if name not in COLUMNS}
        yield Row(reader.line_num + 1, company, remark, extra)


def _folded(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", unicodedata.normalize("NFKC", cell).strip("\ufeff \t\r\n").casefold())


def encoding_of(path: Path) -> str:
    """Return `utf-8-sig`, or `gb18030` where the file is that and no UTF-8; UsageError for neither."""
    for name in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            with path.open("rb") as handle:
                while block := handle.read(1 << 20):
                    decoder.decode(block)
                decoder.decode(b"", True)
        except UnicodeDecodeError:
            continue
        return name
    raise UsageError(f"{path.name} is text neither in UTF-8 nor in GB 18030")


# -- FollowTheMoney ----------------------------------------------------------------------------------------------------


def read_ftm(path: Path, id_of: IdOf) -> Iterator[Row]:
    """Yield the companies of a file of FollowTheMoney entities, one a line; entities of other schemata are told and left."""
    with path.open(encoding=encoding_of(path)) as handle:
        for number, line in enumerate(handle, start=1):
            if not line.strip():
                continue
            try:
                company, remark = _of_entity(line, id_of)
            except _UnfitError as error:
                yield Row(number, None, str(error))
                continue
            yield Row(number, company, remark)


def _of_entity(line: str, id_of: IdOf) -> tuple[CompanyEntity, str]:
    try:
        data = json.loads(line)
        schema, properties = str(data["schema"]), dict(data["properties"])
        lists = {str(name): [str(value) for value in values] for name, values in properties.items()}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _UnfitError("not a FollowTheMoney entity: an object with id, schema and properties of lists") from error
    if schema not in COMPANY_SCHEMATA:
        raise _UnfitError(f"a {schema} is no company")
    found = {
        "id": [str(data.get("id") or "")],
        "name": lists.get("name", []),
        "aliases": [*lists.get("alias", ()), *lists.get("previousName", ()), *lists.get("weakAlias", ())],
        "country": [value for name in ("jurisdiction", "mainCountry", "country") for value in lists.get(name, ())][:1],
        "identifiers": [value for name in _NUMBERS for value in lists.get(name, ())],
        "address": lists.get("address", [])[:1],
    }
    return _company(found, id_of, apart=False)


def write_ftm(companies: Iterable[CompanyEntity], out: TextIO) -> int:
    """Write companies as FollowTheMoney entities of schema Company, one a line; return how many."""
    count = 0
    for one in companies:
        count += 1
        properties: dict[str, list[str]] = {"name": [one.name]}
        if one.aliases:
            properties["alias"] = list(one.aliases)
        if one.country:
            properties["country"] = [one.country.lower()]
        for value in one.identifiers:
            properties.setdefault(_property(value), []).append(value)
        if one.address:
            properties["address"] = [one.address]
        entity = {"id": one.id, "schema": "Company", "properties": properties}
        out.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return count


def _property(value: str) -> str:
    if taxnumbers.is_vat(value):
        return "vatCode"
    return "leiCode" if is_lei(value) and not value.isdigit() else "registrationNumber"


def write_csv(companies: Iterable[CompanyEntity], out: TextIO, cell: Callable[[str], str] = str) -> int:
    """Write companies as CSV (RFC 4180) with the head `COLUMNS`; several values in a cell stand apart by `;`.

    `cell` is asked for the form of each text, so that a spreadsheet makes no formula of a name.
    """
    writer, count = csv.writer(out), 0
    writer.writerow(COLUMNS)
    for one in companies:
        count += 1
        values = (one.id, one.name, ";".join(one.aliases), one.country, ";".join(one.identifiers), one.address)
        writer.writerow([cell(value) for value in values])
    return count


# -- cells -------------------------------------------------------------------------------------------------------------


def _company(found: Mapping[str, list[str]], id_of: IdOf, apart: bool = True) -> tuple[CompanyEntity, str]:
    """Return the company of a row and what is to be remarked; `apart`: cells may hold several values."""
    names = _several(found.get("name", ()), False)
    if not names:
        raise _UnfitError("no name")
    if not normalise(names[0]) or not any(char.isalpha() for char in names[0]):
        raise _UnfitError(f"{names[0]!r} is no name")
    country, remarks = _country(found.get("country", ()), apart)
    identifiers, wrong = _identifiers(_several(found.get("identifiers", ()), apart), country)
    given = next((cell.strip() for cell in found.get("id", ()) if cell.strip()), "")
    if given and not _ID.fullmatch(given):
        raise _UnfitError(f"the id {given[:40]!r} has spaces or is too long")
    aliases = tuple(
        dict.fromkeys(name for name in (*names[1:], *_several(found.get("aliases", ()), apart)) if name != names[0])
    )
    address = "; ".join(_several(found.get("address", ()), False))
    return (
        CompanyEntity(given or id_of(names[0], country), names[0], aliases, country, identifiers, address),
        "; ".join((*remarks, *wrong)),
    )


def _several(cells: Iterable[str], apart: bool) -> list[str]:
    parts = [part for cell in cells for part in (_SEVERAL.split(cell) if apart else [cell])]
    cleaned = [" ".join(part.split()) for part in parts]
    if any(len(one) > _LONGEST for one in cleaned):
        raise _UnfitError(f"a value of more than {_LONGEST} characters")
    return list(dict.fromkeys(one for one in cleaned if one))


def _country(cells: Iterable[str], apart: bool) -> tuple[str, list[str]]:
    printed = next(iter(_several(cells, apart)), "")
    found = countries.find(printed.upper() if len(printed) == _CODE else printed) if printed else None
    return found or "", [f"{printed!r} is no country, left out"] if printed and found is None else []


def _identifiers(values: Iterable[str], country: str) -> tuple[tuple[str, ...], list[str]]:
    """Return identifiers in capitals without spaces, and what is wrong with those whose check digits fail."""
    good, wrong = [], []
    for value in values:
        number = re.sub(r"\s", "", unicodedata.normalize("NFKC", value)).upper()
        check = taxnumbers.check_of(number, country or None)
        if check is None or check(number):
            good.append(number)
        else:
            wrong.append(f"the check digit of {number} is wrong, left out")
    return tuple(dict.fromkeys(good)), wrong
