"""A register that grows: what was added last counts, what is removed is gone, folding and saving change nothing."""

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.resolution.entities import CompanyEntity
from extractor.resolution.segments import Segments
from extractor.values.names import take_apart


def company(number: int, name: str = "") -> CompanyEntity:
    return CompanyEntity(f"c{number:03}", name or f"Brand{chr(97 + number % 26)}{chr(97 + number // 26)} Rotor GmbH")


def ids(found: Segments, name: str) -> list[str]:
    return [hit.segment.id_of(hit.company) for hit in found.find(take_apart(name), 3)]


def test_a_small_part_lies_beside_a_large_one_until_it_grows() -> None:
    found = Segments()
    found.add(company(number) for number in range(200))
    for number in range(200, 204):
        found.add([company(number)])
    assert len(found.parts) < 4
    assert found.parts[0].companies == 200
    assert len(found) == 204
    assert [one.id for one in sorted(found.entities(), key=lambda one: one.id)] == [f"c{n:03}" for n in range(204)]
    found.add(company(number) for number in range(204, 300))
    assert len(found.parts) == 1


def test_the_newest_entry_of_a_company_counts() -> None:
    found = Segments()
    found.add(company(number) for number in range(100))
    found.add([company(5, "Zephyr Antrieb AG")])
    assert len(found) == 100
    assert ids(found, "Zephyr Antrieb AG")[0] == "c005"
    assert "c005" not in ids(found, company(5).name)
    assert found.the_very(take_apart(company(5).name)) == []


def test_what_is_removed_is_gone_and_may_come_back() -> None:
    found = Segments()
    found.add(company(number) for number in range(60))
    found.remove(["c007", "nobody"])
    assert len(found) == 59
    assert "c007" not in ids(found, company(7).name)
    found.add([company(7)])
    assert ids(found, company(7).name)[0] == "c007"


def test_saving_folds_and_loading_maps(tmp_path: Path) -> None:
    found = Segments()
    found.add(company(number) for number in range(40))
    found.add([company(3, "Zephyr Antrieb AG")])
    found.remove(["c004"])
    before = sorted(found.entities(), key=lambda one: one.id)
    found.save(tmp_path)
    mapped = Segments.load(tmp_path)
    assert list(mapped.entities()) == before
    mapped.add([company(90)])
    mapped.save(tmp_path)
    assert len(Segments.load(tmp_path)) == len(before) + 1
    assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 1


def test_what_others_have_mapped_outlives_a_save(tmp_path: Path) -> None:
    found = Segments()
    found.add(company(number) for number in range(40))
    found.save(tmp_path)
    reader = Segments.load(tmp_path)
    found.remove(["c001"])
    found.save(tmp_path)
    assert ids(reader, company(1).name)[0] == "c001"


def test_no_index_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no index of companies"):
        Segments.load(tmp_path)


def test_an_identifier_of_two_companies_gives_both() -> None:
    found = Segments()
    found.add([CompanyEntity("a", "Ada GmbH", (), "", ("X1",)), CompanyEntity("b", "Bea GmbH", (), "", ("X1", "X2"))])
    assert [one.id for one in found.identified("X1")] == ["a", "b"]
    assert [one.id for one in found.identified("X2")] == ["b"]
