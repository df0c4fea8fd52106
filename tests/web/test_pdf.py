"""The copy to keep: what it holds, and the PDF file that everybody can read aloud, search and print."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from portal.access import Action
from portal.services import answering
from portal.services.opened import Wishes
from tests.web import stages

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

CARE = "Only ring in the morning."


@pytest.fixture(scope="module")
def arranged(standing_service: Service) -> Begun:
    """Somebody with a mix that adds up, who said how it is safe to reach them."""
    begun = stages.arranged(standing_service, helper=False)
    with begun.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(write=True, ring=False, email=True, how=CARE))
    return begun


@pytest.fixture(scope="module")
def made(arranged: Begun) -> bytes:
    """Their copy as a PDF file."""
    answer = arranged.browser().ask("GET", f"{arranged.path}/copy.pdf")
    assert answer.mimetype == "application/pdf"
    whole: bytes = answer.data
    return whole


def test_the_pdf_has_a_title_a_language_and_a_reading_order(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as found:
        assert "/StructTreeRoot" in found.Root
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang).startswith("en")
        assert str(found.docinfo["/Title"]).startswith("What you told us")


def test_no_word_of_the_pdf_runs_off_its_page(made: bytes) -> None:
    said = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    width = float(re.findall(r'<page width="([\d.]+)"', said)[0])
    ends = [float(end) for end in re.findall(r'<word [^>]*xMax="([\d.]+)"', said)]
    assert len(ends) > 500
    assert max(ends) < width - 50  # the margin is two centimetres
    assert "£199.20" in said


def test_the_copy_says_how_it_is_safe_to_reach_the_person(arranged: Begun) -> None:
    words = arranged.browser().get(f"{arranged.path}/copy").words
    assert "Phone callsNot safe. Do not use this." in words
    assert "Letters to the homeSafe" in words
    assert CARE in words


def test_the_copy_says_nothing_of_ways_that_nobody_was_asked_about(standing_service: Service) -> None:
    begun = standing_service.begun()
    assert "How it is safe to reach you" not in begun.browser().get(f"{begun.path}/copy").words
