"""People at work, in a real browser: by keyboard, by mouse, against one another."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from extractor.datatypes.page import Origin
from extractor.resolution.entities import CompanyEntity
from extractor.review import app
from extractor.review.desk import Desk
from extractor.settings import ReviewSettings, Settings
from extractor.store import entities, people, reviewing
from extractor.store.store import Store
from tests.review.conftest import PASSWORD
from tests.review.scans import (
    FAINT,
    HEIGHT,
    NAMELESS,
    WIDTH,
    Cutting,
    box,
    click_print,
    invoice,
    open_paper,
    scan,
    value,
)

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def place(tmp_path: Path, hashed: str) -> Path:
    path = tmp_path / "tracking.db"
    with Store.open(path) as store:
        for name, role in (("li", "analyst"), ("wang", "supervisor")):
            people.add_user(store, name, role, hashed)
        source, pages = scan(tmp_path)
        store.write(source, pages, [invoice(source.sha256)])
    return path


@pytest.fixture
def address(place: Path) -> Iterator[str]:
    """The app behind a real socket."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings()
    server = uvicorn.Server(uvicorn.Config(app.create(Desk(place, settings, Cutting())), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, address: str) -> Iterator[Enter]:
    """Log somebody in, in a browser of their own; what goes wrong in a script fails the test."""
    contexts, problems = [], []

    def come_in(name: str) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{address}/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_selector("h1:has-text('Queue')")
        return page

    yield come_in
    for context in contexts:
        context.close()
    assert problems == []


def kept(place: Path, path: str) -> str:
    with Store.open(place) as store:
        return str(store.shown(1).fields[path].value)


def status(place: Path) -> str:
    with Store.open(place) as store:
        return str(reviewing.opened(store, 1, ReviewSettings()).row["status"])


def test_five_uncertain_values_by_keyboard_alone_in_twelve_strokes(enter: Enter, place: Path) -> None:
    page = enter("li")
    page.keyboard.press("n")
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#values .look")).to_have_count(5)
    strokes = 0
    while page.locator("#values .look").count():
        before = page.locator("#values .look").count()
        page.keyboard.press("Enter")
        strokes += 1
        expect(page.locator("#values .look")).to_have_count(before - 1)
    page.keyboard.press("Control+Enter")
    strokes += 1
    page.wait_for_selector("text=Nothing is left here.")
    assert strokes == 6
    assert status(place) == "reviewed"
    with Store.open(place) as store:
        assert store.shown(1).fields["total_amount"].origin is Origin.ANALYST


def test_a_scanned_invoice_is_corrected_by_keyboard_alone(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    assert page.evaluate("document.activeElement.dataset.path") == "document_number"
    page.keyboard.type("NW-2025-18")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.path") == "parties[1].name"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.dataset.path") == "parties[1].name"
    expect(page.locator("[data-row='document_number'] .sure")).to_contain_text("seen")
    assert kept(place, "document_number") == "NW-2025-18"
    page.keyboard.press("Control+z")
    expect(page.locator("#banner")).to_have_text("Taken back.")
    assert kept(place, "document_number") == "NW-2025-17"


def test_what_is_no_value_is_said_and_kept_in_its_field_and_not_accepted_over(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator("[data-path='issue_date']").fill("04/06/2025")
    page.keyboard.press("Enter")
    expect(page.locator("#banner")).to_contain_text("may be 2025-06-04 or 2025-04-06")
    assert value(page, "issue_date") == "04/06/2025"
    page.locator("[data-path='document_number']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-row='document_number'] .sure")).to_contain_text("seen")
    assert value(page, "issue_date") == "04/06/2025"
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-path='issue_date']")).to_be_focused()
    assert status(place) == "needs_review"


def test_a_value_is_filled_by_clicking_a_word_and_a_box_selects_its_value(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator("[aria-label='Value to add']").select_option("vessel")
    page.locator("[aria-label='Its value']").fill("x")
    page.get_by_role("button", name="Add value").click()
    page.locator("[data-path='vessel']").focus()
    click_print(page, "MV-Aurora")
    assert value(page, "vessel") == "MV-Aurora"
    with page.expect_response("**/edits"):
        page.keyboard.press("Enter")
    with Store.open(place) as store:
        found = store.shown(1).fields["vessel"]
    assert (found.value, found.page, found.box) == ("MV-Aurora", 1, box("MV-Aurora"))
    click_print(page, "2025-06-04")
    assert page.evaluate("document.activeElement.dataset.path") == "issue_date"


def test_of_values_in_one_place_the_chosen_one_is_drawn(enter: Enter) -> None:
    page = open_paper(enter("li"))
    for chosen, hidden in (("total_amount", "lines[0].amount"), ("lines[0].amount", "total_amount")):
        page.locator(f"[data-path='{chosen}']").focus()
        expect(page.locator(f"rect[data-box='{chosen}']")).to_have_class("box chosen")
        expect(page.locator(f"rect[data-box='{hidden}']")).to_have_count(0)


def test_a_rectangle_fills_the_chosen_value(enter: Enter) -> None:
    page = open_paper(enter("li"))
    page.locator("[data-path='document_number']").focus()
    frame = page.locator("#overlay").bounding_box()
    assert frame is not None
    scale = frame["width"] / WIDTH
    page.mouse.move(frame["x"] + 290 * scale, frame["y"] + 90 * scale)
    page.mouse.down()
    page.mouse.move(frame["x"] + 460 * scale, frame["y"] + 120 * scale, steps=3)
    page.mouse.up()
    expect(page.locator("[data-path='document_number']")).to_have_value("2025-06-04")


def test_a_rectangle_over_two_lines_fills_a_column_down(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator("[data-path='lines[0].quantity']").focus()
    page.get_by_role("button", name="Split row").click()
    expect(page.locator(".grid tbody tr")).to_have_count(2)
    page.locator("[data-path='lines[0].quantity']").focus()
    frame = page.locator("#overlay").bounding_box()
    assert frame is not None
    scale = frame["width"] / WIDTH
    page.mouse.move(frame["x"] + 240 * scale, frame["y"] + 395 * scale)
    page.mouse.down()
    page.mouse.move(frame["x"] + 290 * scale, frame["y"] + 440 * scale, steps=3)
    page.mouse.up()
    expect(page.locator("[data-path='lines[1].quantity']")).to_have_value("72")
    with Store.open(place) as store:
        found = [line["quantity"] for line in store.shown(1).lines]
    assert [(field.value, field.box) for field in found] == [("40", box("40")), ("72", box("72"))]


def test_the_page_zooms_turns_and_goes_on(enter: Enter) -> None:
    page = open_paper(enter("li"))
    expect(page.locator("#page-number")).to_have_text("1 / 2")
    wide = page.locator("#sheet").bounding_box()
    page.get_by_title("Larger").click()
    larger = page.locator("#sheet").bounding_box()
    assert wide is not None
    assert larger is not None
    assert larger["width"] == pytest.approx(1.25 * wide["width"], rel=0.01)
    page.get_by_title("Rotate").click()
    turned = page.locator("#sheet").bounding_box()
    assert turned is not None
    assert turned["width"] > turned["height"]
    page.keyboard.press("PageDown")
    expect(page.locator("#page-number")).to_have_text("2 / 2")
    expect(page.locator("#picture")).to_have_js_property("naturalHeight", round(900 * HEIGHT / WIDTH))


def test_a_grid_is_mended(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator("[data-path='lines[0].description']").focus()
    page.get_by_role("button", name="Insert row").click()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text", "NdFeB ring\\t8505111000\\tN35\\tNd\\t5\\tpcs");
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }""")
    expect(page.locator(".grid tbody tr")).to_have_count(2)
    expect(page.locator("[data-path='lines[1].unit']")).to_have_value("H87")
    expect(page.locator("[data-sum=quantity]")).to_have_text("Σ 45")
    page.locator("[data-path='lines[0].quantity']").focus()
    page.get_by_role("button", name="Join with next").click()
    expect(page.locator(".grid tbody tr")).to_have_count(1)
    expect(page.locator("[data-path='lines[0].quantity']")).to_have_value("45")
    expect(page.locator(".checks")).to_contain_text("Line arithmetic")
    with Store.open(place) as store:
        line = store.shown(1).lines[0]
    assert (line["quantity"].value, line["amount"].box) == ("45", box("480.00"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".grid tbody tr")).to_have_count(2)


def test_two_browsers_never_overwrite_one_another(enter: Enter, place: Path) -> None:
    one, two = open_paper(enter("li")), open_paper(enter("li"))
    one.locator("[data-path='document_number']").fill("FIRST")
    one.keyboard.press("Enter")
    expect(one.locator("[data-row='document_number'] .sure")).to_contain_text("seen")
    two.locator("[data-path='document_number']").fill("SECOND")
    two.keyboard.press("Enter")
    expect(two.locator("#banner")).to_contain_text("it was “NW-2025-17”, it is now “FIRST”, yours is “SECOND”")
    assert kept(place, "document_number") == "FIRST"
    two.get_by_role("button", name="Use mine").click()
    expect(two.locator("[data-row='document_number'] .sure")).to_contain_text("seen")
    assert kept(place, "document_number") == "SECOND"


def test_a_paper_that_somebody_holds_can_be_seen_and_taken_over_by_a_supervisor(enter: Enter, place: Path) -> None:
    open_paper(enter("li"))
    page = open_paper(enter("wang"))
    expect(page.locator("#banner")).to_contain_text("li works on this paper")
    expect(page.locator("[data-path='document_number']")).not_to_be_editable()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Take over").click()
    expect(page.locator("[data-path='document_number']")).to_be_editable()


def test_a_company_is_created(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator("[data-company='0'] button").click()
    page.get_by_label("Name of the new company").fill("Lantu Magnetics")
    page.get_by_role("button", name="Create this company").click()
    expect(page.locator("[data-company='0']")).to_contain_text("= Lantu Magnetics")
    with Store.open(place) as store:
        entity = store.shown(1).parties[0].entity
    assert entity is not None
    assert entity.decision == "match"


def test_a_failed_check_is_accepted_with_a_reason_and_opened_again(enter: Enter, place: Path) -> None:
    page = open_paper(enter("wang"))
    page.locator("[data-path='total_amount']").fill("999")
    page.keyboard.press("Enter")
    expect(page.locator(".checks .error")).to_contain_text("Amount sum")
    page.keyboard.press("Control+Enter")
    page.get_by_label("Reason").fill("a fee is not listed")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Nothing is left here.")
    assert status(place) == "reviewed"
    open_paper(page).locator(".menu summary").click()
    page.get_by_role("button", name="Open again").click()
    expect(page.locator(".status.needs_review").first).to_be_visible()
    assert status(place) == "needs_review"


def test_a_stack_is_split(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Split or join pages").click()
    page.get_by_label("A paper begins on page 2").check()
    page.get_by_role("button", name="Cut so").click()
    page.wait_for_url("**/documents/2")
    with Store.open(place) as store:
        found = {tuple(row["record"]["source"]["pages"]): row["status"] for row in store.documents()}
    assert found == {(1, 2): "junk", (1,): "needs_review", (2,): "needs_review"}


@pytest.mark.parametrize(
    "path", ["/", "/upload", "/companies", "/links", "/dashboard", "/documents/1", "/documents/1/history"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_has_a_name_and_every_text_stands_out(enter: Enter, path: str, scheme: str) -> None:
    page = enter("wang")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(page.url.rstrip("/") + path)
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize(
    "path", ["/", "/upload", "/companies", "/links", "/dashboard", "/documents/1", "/documents/1/history"]
)
def test_nothing_lies_beside_a_narrow_window(enter: Enter, path: str) -> None:
    page = enter("wang")
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(page.url.rstrip("/") + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    header = page.locator("header.bar").bounding_box()
    assert header is not None
    assert header["height"] <= 120


def test_an_accepted_paper_of_the_file_is_cut_anew_for_a_reason(enter: Enter, place: Path) -> None:
    page = open_paper(enter("li"))
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Split or join pages").click()
    page.get_by_label("A paper begins on page 2").check()
    page.get_by_role("button", name="Cut so").click()
    page.wait_for_url("**/documents/2")
    page.wait_for_selector("body[data-ready]")
    with Store.open(place) as store:
        reviewing.decide(store, 3, "reviewed", "wang")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Split or join pages").click()
    page.get_by_label("A paper begins on page 2").uncheck()
    page.get_by_role("button", name="Cut so").click()
    page.get_by_label("Reason").fill("one invoice of two pages")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/1")
    with Store.open(place) as store:
        found = {tuple(row["record"]["source"]["pages"]): row["status"] for row in store.documents()}
    assert found == {(1, 2): "needs_review", (1,): "junk", (2,): "junk"}


def test_a_company_is_merged_and_the_merge_taken_back(enter: Enter, place: Path) -> None:
    with Store.open(place) as store:
        entities.put(
            store,
            [CompanyEntity("n", "Nordlicht Antriebe GmbH", ("北光驱动有限公司",), "DE", ("DE136695976",), "Hafenstr. 1, Kiel"),
             CompanyEntity("p", "Nordlicht Antriebe AG", (), "DE")],
            entities.IMPORT, "register.csv",
        )  # fmt: skip
    page = enter("li")
    page.goto(page.url.rstrip("/") + "/companies/n")
    page.get_by_role("button", name="Same: merge").first.click()
    expect(page.get_by_text("li said on")).to_be_visible()
    page.get_by_label("Another spelling").fill("NLA Kiel")
    page.get_by_role("button", name="Remember").click()
    expect(page.get_by_text("NLA Kiel")).to_be_visible()
    page.get_by_role("button", name="Take back").last.click()
    expect(page.get_by_text("li said on")).to_have_count(0)
