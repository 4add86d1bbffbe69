"""The explorer in a real browser: links both ways, no request, no foreign element, fast on a large document."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyparse.pipeline import parse_fields
from policyparse.release.explorer import page

ROOT = Path(__file__).resolve().parents[2]
FIRST = ROOT / "source" / "hangzhou-2023-business-environment.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,900",
    "--lang=en",
]

pytest.importorskip("selenium", reason="browser tests need selenium")
if not CHROMIUM or not DRIVER:
    pytest.skip("browser tests need Debian's chromium and chromium-driver", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def show(browser: Any, folder: Path, html: str, anchor: str = "") -> Path:
    from selenium.webdriver.support.ui import WebDriverWait

    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    browser.get("about:blank")
    browser.get(path.as_uri() + anchor)
    # on a busy machine the driver now and then comes back from a page that is still being read
    WebDriverWait(browser, 20).until(
        lambda driver: driver.execute_script(
            "return document.readyState === 'complete' && location.href.startsWith(arguments[0])", path.as_uri()
        )
    )
    return path


@pytest.fixture(scope="module")
def first() -> list[dict[str, Any]]:
    return parse_fields(FIRST.read_bytes(), FIRST.name)


def run(browser: Any, script: str) -> Any:
    return browser.execute_script(script)


def test_the_first_source_stays_under_a_megabyte(first: list[dict[str, Any]]) -> None:
    assert len(page(first).encode()) < 1_000_000


@pytest.mark.parametrize("table", ["responsibilities", "targets"])
def test_a_mark_leads_to_its_row_and_the_row_back(
    browser: Any, tmp_path: Path, first: list[dict[str, Any]], table: str
) -> None:
    show(browser, tmp_path, page(first))
    mark = {"responsibilities": ".agency", "targets": "#text .target"}[table]
    run(browser, f"document.querySelector('{mark}').click()")
    assert run(browser, "return document.querySelector('#tabs [aria-selected=true]').dataset.tab") == table
    current = run(browser, "return document.querySelector('#panel tr[aria-current=true]').dataset.id")
    assert current in {r[f"{table[:-1] if table == 'targets' else 'responsibility'}_id"] for r in first[0][table]}
    run(browser, "document.querySelector('#panel tbody tr:last-child').click()")
    last = run(browser, "return document.querySelector('#panel tbody tr:last-child').dataset.id")
    flashed = run(browser, "return [...document.querySelectorAll('#text .flash')].map(p => p.dataset.ids).join('\\n')")
    assert last in flashed.split("\n")
    assert last in run(browser, "return decodeURIComponent(location.hash)")


def test_outline_agencies_edits_and_plots_lead_into_the_text(
    browser: Any, tmp_path: Path, first: list[dict[str, Any]]
) -> None:
    show(browser, tmp_path, page(first))
    run(browser, "document.querySelectorAll('#panel .tree [data-id]')[5].click()")
    assert run(browser, "return document.querySelectorAll('#text .flash').length") == 1
    run(
        browser,
        "document.querySelector('[data-tab=agencies]').click(); document.querySelector('#panel tbody tr').click()",
    )
    assert run(browser, "return document.querySelectorAll('#text .flash').length") > 1
    run(
        browser, "document.querySelector('[data-tab=edits]').click(); document.querySelector('#panel tbody tr').click()"
    )
    assert run(browser, "return document.querySelectorAll('#pairs .flash').length") == 2
    run(browser, "document.querySelector('[data-tab=plots]').click()")
    assert run(browser, "return document.querySelectorAll('#panel figure').length") == 4
    click = "document.querySelector('#plot-{} {}').dispatchEvent(new MouseEvent('click', {{bubbles: true}}))"
    run(browser, click.format("matrix", ".cell"))
    assert run(browser, "return document.querySelectorAll('#text .flash').length") >= 1
    run(browser, click.format("load", ".bar"))
    assert run(browser, "return document.getElementById('filter-agency').value")


def test_edits_lead_to_their_rows_and_notices_into_the_text(
    browser: Any, tmp_path: Path, first: list[dict[str, Any]]
) -> None:
    show(browser, tmp_path, page(first))
    run(browser, "document.querySelector('[data-view=pairs]').click(); document.querySelector('#pairs .edit').click()")
    assert run(browser, "return document.querySelector('#tabs [aria-selected=true]').dataset.tab") == "edits"
    assert run(browser, "return document.querySelectorAll('#panel tr[aria-current=true]').length") == 1
    placed = next(n["notice_id"] for n in first[0]["notices"] if n["text_start"] is not None)
    run(browser, "document.querySelector('[data-tab=notices]').click()")
    run(browser, f"document.querySelector('#panel tr[data-id=\"{placed}\"]').click()")
    assert run(browser, "return document.querySelectorAll('#text .flash').length") >= 1


def test_a_link_to_a_record_opens_it(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    target = first[0]["targets"][6]["target_id"]
    show(browser, tmp_path, page(first), "#" + target)
    assert run(browser, "return document.querySelector('#panel tr[aria-current=true]').dataset.id") == target


def test_filters_search_keys_language_and_theme(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, tmp_path, page(first))
    body = browser.find_element("tag name", "body")
    body.send_keys("2")
    every = run(browser, "return document.querySelectorAll('#panel tbody tr').length")
    assert every == len(first[0]["responsibilities"])
    run(
        browser,
        "const s = document.getElementById('filter-role'); s.value = 'lead'; s.dispatchEvent(new Event('change'))",
    )
    leads = sum(r["role"] == "lead" for r in first[0]["responsibilities"])
    assert run(browser, "return document.querySelectorAll('#panel tbody tr').length") == leads < every
    body.send_keys("/")
    browser.switch_to.active_element.send_keys("裁量权")
    assert run(browser, "return document.querySelectorAll('#text .found').length") > 0
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert run(browser, "return document.querySelectorAll('#panel tbody tr').length") == every
    before = run(browser, "return document.getElementById('tabs').textContent")
    run(browser, "document.getElementById('language').click(); document.getElementById('theme').click()")
    assert run(browser, "return document.getElementById('tabs').textContent") != before
    assert run(browser, "return document.documentElement.dataset.theme") in ("dark", "light")


def test_the_keyboard_reaches_what_the_mouse_does(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, tmp_path, page(first))
    lines = browser.find_elements("css selector", "#panel .tree [data-id]")
    lines[4].send_keys(Keys.ENTER)
    assert run(browser, "return document.querySelectorAll('#text .flash').length") == 1
    body = browser.find_element("tag name", "body")
    body.send_keys("4")
    browser.find_elements("css selector", "#panel th")[2].send_keys(Keys.ENTER)
    assert run(browser, "return document.querySelectorAll('#panel th')[2].getAttribute('aria-sort')") == "ascending"
    target = first[0]["targets"][3]
    run(browser, f"document.querySelector('#panel tr[data-id=\"{target['target_id']}\"]').click()")
    body.send_keys("j")
    order = sorted((*first[0]["sections"], *first[0]["measures"]), key=lambda n: n["position"])
    ids = [n.get("measure_id") or n["section_id"] for n in order]
    after = ids[ids.index(target["node_id"]) + 1]
    assert run(browser, "return decodeURIComponent(location.hash.slice(1))") == after


def test_escape_in_the_help_keeps_the_filters(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, tmp_path, page(first))
    body = browser.find_element("tag name", "body")
    run(
        browser,
        "const s = document.getElementById('filter-role'); s.value = 'lead'; s.dispatchEvent(new Event('change'))",
    )
    body.send_keys("?")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not run(browser, "return document.getElementById('keys').open")
    assert run(browser, "return document.getElementById('filter-role').value") == "lead"
    left = run(browser, "return document.querySelectorAll('#panel .tree [data-id]').length")
    assert left < len(first[0]["sections"]) + len(first[0]["measures"])


def test_a_dark_page_is_printed_dark_on_light(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    show(browser, tmp_path, page(first))
    run(browser, "document.documentElement.dataset.theme = 'dark'")
    ink = "return getComputedStyle(document.body).color"
    assert run(browser, "return getComputedStyle(document.documentElement).colorScheme") == "dark"
    shown = run(browser, ink)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    printed = run(browser, ink)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen"})
    assert sum(map(int, re.findall(r"\d+", printed))) < 200 < sum(map(int, re.findall(r"\d+", shown)))


def test_a_link_that_was_cut_is_no_error(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    browser.get_log("browser")
    show(browser, tmp_path, page(first), "#%E6%9")
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_the_other_language_is_everywhere(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    show(browser, tmp_path, page(first))
    said = (
        "return [document.getElementById('subtitle').textContent, document.querySelector('#text .agency').title,"
        " document.querySelector('#panel').textContent].join('|')"
    )
    one = run(browser, said)
    run(browser, "document.getElementById('language').click()")
    other = run(browser, said)
    assert {"16 targets" in one, "16 targets" in other} == {True, False}
    assert all(a != b for a, b in zip(one.split("|"), other.split("|"), strict=True))


def test_the_page_asks_for_nothing(browser: Any, tmp_path: Path, first: list[dict[str, Any]]) -> None:
    browser.get_log("performance")
    browser.get_log("browser")
    path = show(browser, tmp_path, page(first))
    run(browser, "document.querySelector('[data-tab=plots]').click()")
    events = [json.loads(e["message"])["message"] for e in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {u for u in asked if not u.startswith(("about:", "data:"))} <= {path.as_uri()}
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


HOSTILE = """</script><script>window.pwned=1</script><img src=x onerror="window.pwned=2">关于<b>测试</b>的意见
%SCRIPT% %DATA% <!-- <script> {{7*7}} \u2028 ]]> &lt;script&gt;
一、总体要求<iframe src="http://example.org"></iframe>
（一）<svg onload="window.pwned=3">达到65%以上。（责任单位：市<i>财政</i>局、"><script>window.pwned=4</script>局）
（二）javascript:alert(1)压缩至5个工作日。（市公安局' onclick='window.pwned=5牵头，市教育局配合）
"""


def test_a_hostile_document_stays_text(browser: Any, tmp_path: Path) -> None:
    show(browser, tmp_path, page(parse_fields(HOSTILE, "<img src=x onerror=alert(1)>.txt")))
    for tab in ("responsibilities", "agencies", "targets", "edits", "notices", "plots", "outline"):
        run(browser, f"document.querySelector('[data-tab={tab}]').click()")
    assert run(browser, "return window.pwned === undefined")
    foreign = "return document.querySelectorAll('iframe, img, object, embed, link, base, b, #text svg, [onclick], [onerror], [onload]').length"
    assert run(browser, foreign) == 0
    assert run(browser, "return document.scripts.length") == 2
    assert "<img src=x" in run(browser, "return document.getElementById('text').textContent")


def test_five_hundred_measures_open_in_two_seconds(browser: Any, tmp_path: Path) -> None:
    lines = ["某某市人民政府关于五百项措施的实施意见", "一、主要任务"]
    for n in range(1, 501):
        words = (
            f"{n}.推进第{n}项工作。到2025年，覆盖率达到{n % 90 + 10}%以上，新增服务点{n}个。"
            + "持续优化服务流程，健全长效机制。" * 6
        )
        lines.append(words + "（牵头单位：市发展改革委；责任单位：市财政局、市教育局、市公安局，各区、县（市）政府）")
    html = page(parse_fields("\n".join(lines), "large.txt"))
    start = time.monotonic()
    show(browser, tmp_path, html)
    assert run(browser, "return document.querySelectorAll('#panel .tree [data-id]').length") == 501
    took = time.monotonic() - start
    print(f"500 measures opened in {took:.2f} s")
