"""README's pictures, made from the running app: `.venv/bin/python docs/pictures.py [address]`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = {"atlas.png": "/?item=dezhou-009#map=8.20/37.3500/117.4500"}
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def main() -> None:
    """Write each picture at 1440 x 900 from the app at the given address."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        for name, path in PICTURES.items():
            page.goto(address + path)
            page.wait_for_selector(".ft-map[data-drawn]")
            page.wait_for_timeout(1500)
            page.screenshot(path=Path(__file__).parent / name)
        browser.close()


if __name__ == "__main__":
    main()
