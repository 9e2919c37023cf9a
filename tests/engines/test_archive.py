"""Archives and mails: what is in them comes out, bombs and traps do not."""

import errno
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.engines import archive
from extractor.settings import LimitSettings
from tests import made

LIMITS = LimitSettings(archive_depth=2, archive_members=5, archive_bytes=10_000)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def taken_out(path: Path, folder: Path, limits: LimitSettings = LIMITS) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return what came out of an archive by its name, and what is wrong with the rest."""
    folder.mkdir()
    found = list(archive.unpack(path, folder, limits))
    assert len({member.name for member in found}) == len(found)
    whole = {member.name: member.path.read_bytes() for member in found if member.problem is None}
    return whole, {member.name: f"{m.code}: {m}" for member in found if (m := member.problem) is not None}


def unpacked(path: Path, folder: Path, limits: LimitSettings = LIMITS) -> dict[str, bytes]:
    whole, problems = taken_out(path, folder, limits)
    assert not problems
    return whole


def zip_bytes(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return stream.getvalue()


def mail_bytes(**attachments: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "invoice"
    mail["From"] = "a@b.example"
    mail.set_content("see attached")
    for name, content in attachments.items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return bytes(mail)


def test_members_come_out_without_their_folders_or_junk(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../evil.pdf": b"1", "in/scan.pdf": b"2", "__MACOSX/x": b"3", "._y": b"4"})
    assert unpacked(path, tmp_path / "out") == {"evil.pdf": b"1", "scan.pdf": b"2"}
    assert not (tmp_path.parent / "evil.pdf").exists()


def test_one_name_twice(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a/scan.pdf": b"1", "b/scan.pdf": b"2"})
    assert unpacked(path, tmp_path / "out") == {"scan.pdf": b"1", "scan-2.pdf": b"2"}


@pytest.mark.parametrize("name", ["x" * 300, "发票" * 100, "a\tb\n"])
def test_any_name_becomes_one_that_a_disk_takes(tmp_path: Path, name: str) -> None:
    found = unpacked(zipped(tmp_path / "a.zip", {f"{name}.pdf": b"1", f"in/{name}.pdf": b"2"}), tmp_path / "out")
    assert list(found.values()) == [b"1", b"2"]
    assert all(len(short.encode()) < 200 and short.endswith(".pdf") and short.isprintable() for short in found)


def test_an_archive_in_an_archive_is_opened_to_the_limit(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"inner.zip": zip_bytes({"scan.pdf": b"1"}), "z.pdf": b"2"})
    assert unpacked(path, tmp_path / "out") == {"inner.zip/scan.pdf": b"1", "z.pdf": b"2"}
    whole, problems = taken_out(path, tmp_path / "again", LimitSettings(archive_depth=1))
    assert whole == {"z.pdf": b"2"}
    assert problems == {"inner.zip": "too_large: inner.zip lies in 1 archives, more are not opened"}


def test_mails_and_archives_lie_in_one_another(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b.eml": mail_bytes(c__zip=zip_bytes({"d.pdf": b"1"}), e__pdf=b"2")})
    found = unpacked(path, tmp_path / "out", LimitSettings(archive_depth=3))
    assert found == {"b.eml/c.zip/d.pdf": b"1", "b.eml/e.pdf": b"2"}


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({f"{n}.pdf": b"1" for n in range(6)}, "holds 6 files"),
        ({"bomb.pdf": b"0" * 20_000}, "more than the limit"),
        ({f"{n}.zip": zip_bytes({"a.pdf": b"0" * 6_000}) for n in range(2)}, "more than the limit"),
        ({f"{n}.zip": zip_bytes({"a.pdf": b"1", "b.pdf": b"2"}) for n in range(2)}, "holds 6 files"),
        ({"a.eml": mail_bytes(a__pdf=b"0" * 4_000, b__pdf=b"0" * 4_000)}, "more than the limit"),
        ({"a.eml": mail_bytes(**{f"{n}__pdf": b"1" for n in range(6)})}, "holds 6 files"),
    ],
    ids=["members", "bytes", "bytes in all", "members in all", "bytes of mails", "members of mails"],
)
def test_bombs_are_refused(tmp_path: Path, members: dict[str, bytes], error: str) -> None:
    whole, problems = taken_out(zipped(tmp_path / "a.zip", members), tmp_path / "out")
    assert problems and all(error in problem for problem in problems.values())
    assert sum(map(len, whole.values())) <= 10_000 and len(whole) <= 5


def test_a_file_beyond_the_limit_of_files_is_not_unpacked(tmp_path: Path) -> None:
    limits = LimitSettings(file_bytes=1_000)
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"0" * 2_000, "b.pdf": b"1"})
    whole, problems = taken_out(path, tmp_path / "out", limits)
    assert whole == {"b.pdf": b"1"} and list(problems) == ["a.pdf"] and "1,000 bytes" in problems["a.pdf"]
    mail = tmp_path / "a.eml"
    mail.write_bytes(mail_bytes(a__pdf=b"0" * 2_000))
    assert list(taken_out(mail, tmp_path / "mail", limits)[1]) == [""]


def test_a_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 nonsense")
    whole, problems = taken_out(path, tmp_path / "out")
    assert not whole and list(problems) == [""] and problems[""].startswith("corrupt: a.zip can't be opened")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED])
def test_a_damaged_member_is_lost_alone(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as out:
        out.writestr("bad.pdf", bytes(range(256)) * 20)
        out.writestr("good.pdf", b"1")
    data = bytearray(path.read_bytes())
    data[70:80] = bytes(byte ^ 0x5A for byte in data[70:80])
    path.write_bytes(data)
    whole, problems = taken_out(path, tmp_path / "out")
    assert whole == {"good.pdf": b"1"}
    assert problems["bad.pdf"].startswith("corrupt: bad.pdf in a.zip can't be unpacked")
    assert not list((tmp_path / "out").glob("bad*"))


def test_a_way_of_packing_that_is_not_known(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"1"})
    data = bytearray(path.read_bytes())
    data[8] = data[data.index(b"PK\x01\x02") + 10] = 99
    path.write_bytes(data)
    assert taken_out(path, tmp_path / "out")[1]["a.pdf"].startswith("corrupt")


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_no_damage_is_raised(tmp_path: Path, share: int) -> None:
    whole = zip_bytes({"a.pdf": bytes(range(256)) * 8, "b.zip": zip_bytes({"c.pdf": b"1"})})
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) * share // 100])
    broken = bytearray(whole)
    for at in range(share, len(broken), 97):
        broken[at] ^= 0xA5
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + broken[4:])
    for name in ("cut", "broken"):
        assert taken_out(tmp_path / f"{name}.zip", tmp_path / name)[1]


def test_a_full_disk_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"1"})

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_written", full)
    assert taken_out(path, tmp_path / "out")[1][""].startswith("internal: a.zip can't be opened")


def test_a_locked_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.pdf": b"1", "b.pdf": b"2"})
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[first + 8] |= 1
    path.write_bytes(data)
    whole, problems = taken_out(path, tmp_path / "out")
    assert whole == {"b.pdf": b"2"} and problems == {"a.pdf": "encrypted: a.pdf in a.zip is protected by a password"}
    data[data.index(b"PK\x03\x04", 4) + 6] |= 1
    data[data.index(b"PK\x01\x02", first + 4) + 8] |= 1
    path.write_bytes(data)
    assert taken_out(path, tmp_path / "again")[1] == {"": "encrypted: a.zip is protected by a password"}


def test_a_mail_gives_its_attachments(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail_bytes(发票__pdf=b"%PDF-1"))
    assert unpacked(path, tmp_path / "out") == {"发票.pdf": b"%PDF-1"}


def test_a_paper_without_a_name_in_a_mail_and_a_logo(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "scan", "scanner@b.example"
    mail.set_content("see attached")
    mail.add_related(b"\x89PNG\r\n", maintype="image", subtype="png", disposition="inline")
    mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", disposition="inline")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(mail))
    assert unpacked(path, tmp_path / "out") == {"attachment.pdf": b"%PDF-1"}


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


@pytest.mark.parametrize("error", [AssertionError, ValueError, RecursionError, IndexError])
def test_a_pdf_whose_attachments_cannot_be_listed_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    import pypdf

    def failing(_: object) -> None:
        raise error

    monkeypatch.setattr(pypdf.PdfReader, "attachments", property(failing))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 /EmbeddedFile")
    assert archive.embedded_xml(made.pdf(tmp_path / "b.pdf", made.INVOICE)) == ()
    assert archive.embedded_xml(path) == ()
