"""Looks into a PDF as a screen reader does: tags, their order, words for pictures, fonts inside, where links lead."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

import pikepdf

Tag: TypeAlias = Any
"""What a file holds: the library's types do not know what stands inside."""

LARGEST_HEADING = "/H1"


@dataclass
class Structure:
    """What stands in the tree of tags: the kinds in order, the marks of the words on each page, and faults."""

    kinds: list[str] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)  # page and mark, as they are read out
    faults: list[str] = field(default_factory=list)


def faults_of(file: bytes, title: str, lang: str = "en") -> list[str]:
    """Everything that keeps somebody from reading this file."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        found = [*of_the_whole(pdf, title, lang), *of_letters(pdf), *of_links(pdf)]
        if "/StructTreeRoot" in pdf.Root:
            found += of_tags(pdf)
    return found


def of_the_whole(pdf: Any, title: str, lang: str) -> list[str]:
    marked = pdf.Root.get("/MarkInfo", {}).get("/Marked", False)
    shown = pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
    wanted = {
        "it is not tagged": "/StructTreeRoot" in pdf.Root and bool(marked),
        f"its language is not {lang}": str(pdf.Root.get("/Lang", "")).startswith(lang),
        f"its title is not {title}": str(pdf.docinfo.get("/Title", "")).startswith(title),
        "its title is not shown": bool(shown),
        "tab does not follow the tags": all(page.get("/Tabs") == "/S" for page in pdf.pages),
        "it has no page": len(pdf.pages) > 0,
    }
    return [fault for fault, good in wanted.items() if not good]


def of_letters(pdf: Any) -> list[str]:
    """Fonts that are not inside the file."""
    found = []
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/DescendantFonts" not in each:
            described: Tag = each.get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                found.append(f"the font {each.get('/BaseFont')} is not inside")
    return found


def of_links(pdf: Any) -> list[str]:
    """Links that lead nowhere from paper: they need a whole address, or a place in the file."""
    whole = ("https://", "http://", "tel:", "mailto:")
    return [f"the link {address} leads nowhere" for address in addresses(pdf) if not address.startswith(whole)]


def addresses(pdf: Any) -> list[str]:
    """Where the links of a file lead, those inside it left out."""
    links = [each.get("/A", {}) for page in pdf.pages for each in page.get("/Annots", [])]
    return [str(link.URI) for link in links if "/URI" in link]


def links_in(file: bytes) -> list[str]:
    """Where the links of a file lead."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return addresses(pdf)


def of_tags(pdf: Any) -> list[str]:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    seen = Structure()
    for child in children(pdf.Root.StructTreeRoot):
        walk(child, pages, seen, 0)
    found = list(seen.faults)
    headings = [kind for kind in seen.kinds if kind in {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}]
    if headings.count(LARGEST_HEADING) != 1 or headings[0] != LARGEST_HEADING:
        found.append(f"its headings begin {headings[:3]}")
    if any(int(after[2]) > int(before[2]) + 1 for before, after in pairwise(headings)):
        found.append("its headings skip a level")
    if not seen.marks:
        found.append("its words are not in the tags")
    if len(seen.marks) != len(set(seen.marks)):
        found.append("words are read twice")
    if [page for page, _ in seen.marks] != sorted(page for page, _ in seen.marks):
        found.append("its pages are not read in their order")
    return found


def walk(element: Tag, pages: dict[tuple[int, int], int], seen: Structure, page: int) -> None:
    """Go through the tags as they are read out."""
    kind = str(element.S)
    seen.kinds.append(kind)
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    if kind == "/Figure" and not (str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))):
        seen.faults.append("a picture has no words")
    inner = [str(child.S) for child in children(element) if is_tag(child)]
    if kind == "/L" and not set(inner) <= {"/LI", "/L", "/Caption", "/NonStruct", "/Div"}:
        seen.faults.append(f"a list holds {set(inner)}")
    if kind == "/TR" and not set(inner) <= {"/TH", "/TD"}:
        seen.faults.append(f"a line of a table holds {set(inner)}")
    for child in children(element):
        if is_tag(child):
            walk(child, pages, seen, page)
        elif isinstance(child, int):
            seen.marks.append((page, child))
        elif "/MCID" in child:
            seen.marks.append((pages[child.Pg.objgen] if "/Pg" in child else page, int(child.MCID)))


def children(element: Tag) -> list[Tag]:
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def is_tag(child: Tag) -> bool:
    return isinstance(child, pikepdf.Dictionary) and "/S" in child
