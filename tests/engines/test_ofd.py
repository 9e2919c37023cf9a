"""OFD: the words of an e-invoice where they stand; broken and hostile containers are errors."""

import zipfile
from pathlib import Path

import pytest

from extractor.datatypes.page import PageState
from extractor.engines import filetypes, ofd
from extractor.errors import CorruptError, TooLargeError
from extractor.settings import LimitSettings
from extractor.stages import intake

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
DOCUMENT = f"""<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea>
<ofd:TemplatePage ID="2" BaseLoc="Tpls/T.xml"/></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>"""
TEMPLATE = f"""<ofd:Page {NS}><ofd:Content><ofd:Layer>
<ofd:TextObject Boundary="10 10 60 5" Size="4"><ofd:TextCode X="0" Y="4">发票号码</ofd:TextCode></ofd:TextObject>
<ofd:PathObject Boundary="10 20 190 0.2"><ofd:AbbreviatedData>M 0 0 L 190 0</ofd:AbbreviatedData></ofd:PathObject>
</ofd:Layer></ofd:Content></ofd:Page>"""
PAGE = f"""<ofd:Page {NS}><ofd:Template TemplateID="2"/><ofd:Content><ofd:Layer>
<ofd:TextObject Boundary="50 10 60 5" Size="4" CTM="0.5 0 0 0.5 0 0">
<ofd:TextCode X="0" Y="8" DeltaX="g 7 4">24402000 1,200.50</ofd:TextCode></ofd:TextObject>
</ofd:Layer></ofd:Content></ofd:Page>"""
PARTS = {"OFD.xml": ROOT, "Doc_0/Document.xml": DOCUMENT, "Doc_0/Tpls/T.xml": TEMPLATE, "Doc_0/Pages/P.xml": PAGE}


def made(folder: Path, **changes: str | None) -> Path:
    path = folder / "invoice.ofd"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in {**PARTS, **{k.replace("__", "/") + ".xml": v for k, v in changes.items()}}.items():
            if content is not None:
                out.writestr(name, content)
    return path


def test_words_of_the_form_and_of_the_page(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert ofd.page_count(path) == 1
    page = ofd.read(path, 1)
    assert [word.text for word in page.words] == ["发票号码", "24402000", "1,200.50"]
    assert page.state is PageState.TEXT
    assert (round(page.width), round(page.height)) == (595, 397)


def test_boxes_are_in_points_through_the_matrix(tmp_path: Path) -> None:
    label, number, _ = ofd.read(made(tmp_path), 1).words
    assert label.box.x0 == pytest.approx(10 * ofd.POINTS)
    assert label.box.x1 == pytest.approx(26 * ofd.POINTS)
    assert number.box.x0 == pytest.approx(50 * ofd.POINTS)
    assert number.box.height == pytest.approx(2 * ofd.POINTS)


def test_a_straight_line_is_a_rule(tmp_path: Path) -> None:
    (rule,) = ofd.read(made(tmp_path), 1).rules
    assert rule.horizontal
    assert rule.box.width == pytest.approx(190 * ofd.POINTS)


def test_it_is_a_paper_and_no_archive(tmp_path: Path) -> None:
    path = made(tmp_path)
    (item,) = intake.expand(path, LimitSettings(), tmp_path)
    source = intake.identify(item, LimitSettings())
    assert (source.media_type, source.page_count) == (filetypes.OFD, 1)


def test_it_is_a_paper_inside_an_archive(tmp_path: Path) -> None:
    outer = tmp_path / "mail.zip"
    with zipfile.ZipFile(outer, "w") as out:
        out.write(made(tmp_path), "in/invoice.ofd")
    assert [item.name for item in intake.expand(outer, LimitSettings(), tmp_path)] == ["mail.zip/invoice.ofd"]


@pytest.mark.parametrize(
    "changes",
    [
        {"OFD": f"<ofd:OFD {NS}/>"},
        {"OFD": "<broken"},
        {"Doc_0__Document": None},
        {"Doc_0__Pages__P": None},
        {"Doc_0__Document": DOCUMENT.replace("0 0 210 140", "0 0 0 0")},
        {"Doc_0__Document": DOCUMENT.replace("0 0 210 140", "a b c d")},
        {"Doc_0__Document": DOCUMENT.replace("0 0 210 140", "0 0 inf nan")},
    ],
    ids=["no root", "no xml", "no document", "no page", "no size", "no numbers", "no end"],
)
def test_broken_containers_are_corrupt(tmp_path: Path, changes: dict[str, str | None]) -> None:
    with pytest.raises(CorruptError):
        ofd.read(made(tmp_path, **changes), 1)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP SECRET", encoding="utf-8")
    entity = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + PAGE.replace("24402000", "&x;")
    assert "SECRET" not in " ".join(word.text for word in ofd.read(made(tmp_path, Doc_0__Pages__P=entity), 1).words)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        ofd.read(made(tmp_path, Doc_0__Pages__P=PAGE + " " * 30_000_000), 1)
