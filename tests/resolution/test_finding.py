"""Finding: exact keys before likeness, words weighed by how many names have them."""

from extractor.resolution import finding
from extractor.resolution.building import build
from extractor.resolution.entities import CompanyEntity
from extractor.values.names import take_apart

NAMES = (
    "Nordwind Magnetwerk GmbH",
    "Magnetwerk Nordwind AG",
    "Hengfeng Magnetic Ltd.",
    *(f"Brand{c}a Rotor Ltd." for c in "bcdefgh"),
)
SEGMENT = build(CompanyEntity(str(number), name) for number, name in enumerate(NAMES))


def found(name: str, count: int = 3) -> list[str]:
    return [hit.name for hit in finding.find([SEGMENT], take_apart(name), count)]


def test_the_very_skeleton_and_the_very_words_come_first() -> None:
    assert found("NORDWIND-MAGNETWERK")[:2] == ["Nordwind Magnetwerk GmbH", "Magnetwerk Nordwind AG"]


def test_what_is_like_it_follows() -> None:
    assert found("Hengfong Magnetic")[0] == "Hengfeng Magnetic Ltd."


def test_no_name_stands_twice() -> None:
    names = found("Brandca Rotor", 20)
    assert len(names) == len(set(names))


def test_a_word_of_many_names_tells_less() -> None:
    weigh = finding.Words([SEGMENT])
    assert weigh("rotor") < weigh("nordwind")
    assert weigh("rotor") == weigh("rotor")


def test_more_is_looked_at_where_more_is_wanted() -> None:
    assert finding.deep(5) < finding.deep(50) == 50
