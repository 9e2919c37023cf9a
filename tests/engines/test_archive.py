"""Archives and mails: what is in them comes out, bombs and traps do not."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.engines import archive
from extractor.errors import CorruptError, EncryptedError, ExtractorError, TooLargeError
from extractor.settings import LimitSettings
from tests import made

ZIP = "application/zip"
LIMITS = LimitSettings(archive_depth=2, archive_members=5, archive_bytes=10_000)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def unpacked(path: Path, kind: str, folder: Path, limits: LimitSettings = LIMITS) -> dict[str, bytes]:
    folder.mkdir()
    return {found.name: found.read_bytes() for found in archive.unpack(path, kind, folder, limits)}


def test_members_come_out_without_their_folders_or_junk(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../evil.pdf": b"1", "in/scan.pdf": b"2", "__MACOSX/x": b"3", "._y": b"4"})
    assert unpacked(path, ZIP, tmp_path / "out") == {"evil.pdf": b"1", "scan.pdf": b"2"}
    assert not (tmp_path.parent / "evil.pdf").exists()


def test_one_name_twice(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a/scan.pdf": b"1", "b/scan.pdf": b"2"})
    assert unpacked(path, ZIP, tmp_path / "out") == {"scan.pdf": b"1", "scan-2.pdf": b"2"}


def test_an_archive_in_an_archive_is_opened_to_the_limit(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as out:
        out.writestr("scan.pdf", b"1")
    path = zipped(tmp_path / "a.zip", {"inner.zip": inner.getvalue()})
    assert unpacked(path, ZIP, tmp_path / "out") == {"scan.pdf": b"1"}
    with pytest.raises(TooLargeError, match="2 deep"):
        unpacked(path, ZIP, tmp_path / "again", LimitSettings(archive_depth=1))


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({f"{n}.pdf": b"1" for n in range(6)}, "holds 6 files"),
        ({"bomb.pdf": b"0" * 20_000}, "more than the limit"),
    ],
)
def test_bombs_are_refused(tmp_path: Path, members: dict[str, bytes], error: str) -> None:
    with pytest.raises(TooLargeError, match=error):
        unpacked(zipped(tmp_path / "a.zip", members), ZIP, tmp_path / "out")


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(CorruptError):
        unpacked(path, ZIP, tmp_path / "out")


def test_a_locked_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"1"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises((EncryptedError, ExtractorError), match="password"):
        unpacked(path, ZIP, tmp_path / "out")


def test_a_mail_gives_its_attachments(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "invoice"
    mail.set_content("see attached")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="发票.pdf")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail))
    assert unpacked(path, "message/rfc822", tmp_path / "out") == {"发票.pdf": b"%PDF-1"}


def test_embedded_xml(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    plain = made.pdf(tmp_path / "a.pdf", made.INVOICE)
    assert archive.embedded_xml(plain) == ()
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.add_attachment("factur-x.xml", b"<a/>")
    writer.add_attachment("photo.png", b"x")
    writer.write(tmp_path / "b.pdf")
    found = archive.embedded_xml(tmp_path / "b.pdf")
    assert [(a.name, a.content) for a in found] == [("factur-x.xml", b"<a/>")]
