"""Which elements a text names: the contract's rules, in all the scripts and spellings of the trade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.gazetteer import elements
from extractor.values.elements import find_elements, parse_formula

NAMED = [
    ("NdFeB magnet", "Nd"),
    ("NdFeB magnet containing Dysprosium and Terbium", "Dy Nd Tb"),
    ("NdFeB magnets (with Dy)", "Dy Nd"),
    ("Dy-bearing sintered NdFeB magnet N45EH", "Dy Nd"),
    ("NdFeB-Magnet, terbiumhaltig", "Nd Tb"),
    ("dysprosiumhaltiger NdFeB-Magnet", "Dy Nd"),
    ("NdFeB-Magnet, dysprosiumfrei", "Nd"),
    ("Neodymoxid 99,5 %", "Nd"),
    ("Terbiummetall", "Tb"),
    ("含镝钕铁硼", "Dy Nd"),
    ("含铽钕铁硼永磁材料", "Nd Tb"),
    ("钐钴磁体, YXG-26H", "Sm"),
    ("PrNd alloy", "Nd Pr"),
    ("Praseodymium-Neodymium Oxide", "Nd Pr"),
    ("Dysprosium oxide 99.9%", "Dy"),
    ("氧化镝", "Dy"),
    ("镝铁合金", "Dy"),
    ("Dy2O3", "Dy"),
    ("Dy203", "Dy"),
    ("Tb4O7 99.99%", "Tb"),
    ("Pr6011", "Pr"),
    ("SEG concentrate", "Eu Gd Sm"),
    ("SEG 92% REO", "Eu Gd Sm"),
    ("SINTERED NDFEB MAGNET SEG. 41x30x8", "Nd"),
    ("Ferrite magnet, seg R40", ""),
    ("NDFEB FLAKE PR-ND 30.8% DY 1.2% B 1.0% FE BAL.", "Dy Nd Pr"),
    ("MISCHMETAL CE 50% LA 27% ND 16% PR 5%", "Ce La Nd Pr"),
    ("mischmetal", "Ce La"),
    ("LaCe metal", "Ce La"),
    ("lace fabric", ""),
    ("Ferrite magnet Y30BH", ""),
    ("AlNiCo LNG44", ""),
    ("N42SH magnets", ""),
    ("Sintered Neodymium Iron Boron magnets", "Nd"),
    ("NDFEB MAGNET WITH DY", "Dy Nd"),
    ("NdFeB (Dy/Tb)", "Dy Nd Tb"),
    ("NdFeB, Dy-free", "Nd"),
    ("NdFeB magnet without Dy or Tb", "Nd"),
    ("不含镝、铽钕铁硼", "Nd"),
    ("钕铁硼（不含重稀土镝铽）", "Nd"),
    ("Nd 29.5%, Pr 1.2%, Dy 3.5%, Fe 64.8%, B 1%", "Dy Nd Pr"),
    ("钕14.003328%,镨4.713977%,钆0.326348%,钪0.000083%,钐0.009409%,铽0.009584%,钇0.008062%", "Gd Nd Pr"),
    ("Sm2Co17 block", "Sm"),
    ("SmC0 magnet", "Sm"),
    ("SmFeN powder", "Sm"),
    ("TbDyFe alloy", "Dy Tb"),
    ("Dysprosiurn oxide", "Dy"),
    ("Cerium carbonate", "Ce"),
    ("Ce2(CO3)3", "Ce"),
    ("LaB6", "La"),
    ("Inspection gauge", ""),
    ("Er pipe", ""),
    ("Ho Chi Minh", ""),
    ("Motor housing", ""),
    ("Magnets (Sm)", "Sm"),
    ("釹鐵硼磁鐵", "Nd"),
    ("ネオジム磁石", "Nd"),
    ("네오디뮴 자석", "Nd"),
    ("金属镨钕", "Nd Pr"),
    ("氧化镨钕 75/25", "Nd Pr"),
    ("gadolinium-iron alloy", "Gd"),
    ("Yttrium oxide Y2O3", "Y"),
    ("Y oxide", "Y"),
    ("YS steel", ""),
    ("Lutetium", "Lu"),
    ("烧结钕铁硼磁钢 N42SH", "Nd"),
    ("含镝烧结钕铁硼磁钢", "Dy Nd"),
    ("Nd-Fe-B magnet", "Nd"),
    ("Nd FeB", "Nd"),
    ("NdFe8 magnet", "Nd"),
    ("NdFeB-Dy", "Dy Nd"),
    ("Terbium fluoride TbF3", "Tb"),
    ("DyF3 powder", "Dy"),
    ("holmium iron", "Ho"),
    ("Neodymium magnets", "Nd"),
    ("Neodym-Magnete", "Nd"),
    ("Imanes de neodimio", "Nd"),
    ("aimants néodyme-fer-bore", "Nd"),
    ("Dy 0%", ""),
    ("NdFeB Dy<0.1%", "Nd"),
    ("氧化镝 Dy₂O₃≥99.5% Tb₄O₇≤0.01%", "Dy"),
    ("Dy2O3/TREO≥99.9% Tb4O7/TREO≤0.01% Ho2O3/TREO<0.02%", "Dy"),
    ("Ho₂O₃/TREO 99.9%, TREO 99%", "Ho"),
    ("rare earth magnet", ""),
    ("磁钢", ""),
    ("Dy + Tb diffused NdFeB", "Dy Nd Tb"),
    ("Samarium Cobalt (2:17) ring", "Sm"),
    ("Sintered NdFeB magnet containing Terbium", "Nd Tb"),
    ("Gadolinium oxide (Gd2O3) 4N", "Gd"),
    ("含镝、铽的钕铁硼永磁材料", "Dy Nd Tb"),
    ("含钬的永磁材料", "Ho"),
    ("镨钕金属", "Nd Pr"),
    ("Sc2O3", "Sc"),
    ("Erbium Oxide", "Er"),
    ("衫钴磁体", "Sm"),
    ("钦铁硼", "Nd"),
    ("NdFeBblock", "Nd"),
    ("NdFéB disc", "Nd"),
    ("SmCodisc", "Sm"),
    ("NdFeB magnet (containing Dy, Tb)", "Dy Nd Tb"),
    ("Dy/Tb-containing NdFeB", "Dy Nd Tb"),
    ("Lanthanum oxide", "La"),
    ("(Nd,Pr)2Fe14B", "Nd Pr"),
    ("PRND METAL", "Nd Pr"),
    ("Cerium-Lanthanum metal", "Ce La"),
    ("No Dy", ""),
    ("NdFeB, Dy content <0.1%", "Nd"),
    ("connector with Y cable", ""),
    ("Item No. 3 Dysprosium oxide", "Dy"),
    ("Pot magnet, M6 thread, NiCuNi, with La Rochelle label", ""),
    ("Coating Ni-Cu-Ni + Sn, Er 20", ""),
    ("Nd-Fe-B / Sm-Co assortment", "Nd Sm"),
    ("含 镝 烧结 钕铁硼", "Dy Nd"),
    ("TERBIUM OXIDE TB4O7 4N", "Tb"),
    ("NDFEB MAGNET CONTAINING DY AND TB", "Dy Nd Tb"),
    ("Loudspeaker magnet, ferrite, no neodymium", ""),
]


@pytest.mark.parametrize(("text", "symbols"), NAMED)
def test_names_what_the_text_names(text: str, symbols: str) -> None:
    assert " ".join(find_elements(text).symbols) == symbols


@pytest.mark.parametrize("grade", ["N42SH", "38EH", "N35AH", "YXG-28", "XGS30H", "Y30BH", "LNG44", "N52", "48M"])
def test_a_grade_alone_names_nothing(grade: str) -> None:
    assert find_elements(f"Block {grade} 20 x 10 x 5 mm").symbols == ()


@pytest.mark.parametrize(
    ("text", "mentioned", "basis"),
    [
        ("Ring, dysprosium oxide", "dysprosium", "name"),
        ("block of NdFeB, black", "NdFeB", "product"),
        ("Tb4O7 in drums", "Tb4O7", "formula"),
        ("magnets (Dy)", "Dy", "symbol"),
        ("Gd 3.5%", "Gd", "composition"),
    ],
)
def test_says_where_and_why(text: str, mentioned: str, basis: str) -> None:
    (mention,) = find_elements(text).mentions
    assert (mention.text, mention.basis) == (mentioned, basis)
    assert text[mention.start : mention.end] == mentioned


@pytest.mark.parametrize(
    ("token", "symbols"),
    [
        ("Sm2Fe17N3", ("Sm",)),
        ("TbDyFe", ("Tb", "Dy")),
        ("YBa2Cu3O7", ()),
        ("Nos", ()),
        ("PrN", ("Pr",)),
        ("Y30BH", ()),
        ("Ho", ()),
        ("Dy", ()),
        ("CeO2", ("Ce",)),
    ],
)
def test_reads_formulas(token: str, symbols: tuple[str, ...]) -> None:
    assert parse_formula(token) == symbols


@pytest.mark.parametrize("element", elements(), ids=lambda one: one.symbol)
def test_every_name_of_every_element_is_found(element: object) -> None:
    from extractor.gazetteer import Element

    assert isinstance(element, Element)
    for name in (element.name_en, element.name_en.upper(), element.name_zh, *element.names):
        assert find_elements(name).symbols == (element.symbol,), name
    assert find_elements(element.oxide).symbols == (element.symbol,)


@given(st.text(max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    finding = find_elements(text)
    assert list(finding.symbols) == sorted(set(finding.symbols))
    for mention in finding.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
