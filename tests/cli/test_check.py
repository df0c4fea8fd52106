"""The check of all content: what an author is told about each typical mistake, in each file they may change."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine

from portal.cli import check
from portal.content.agreement import wording
from portal.council import load_council
from tests.allocation.plain_yaml import plain
from tests.frame.checkouts import ROOT

QUESTIONS = "questionnaires/adult/questionnaire.yaml"
ELIGIBILITY = "questionnaires/adult/eligibility.yaml"
SCHEME = "questionnaires/adult/allocation/2026-04-01.yaml"
BASIS = "questionnaires/adult/basis.yaml"
WAYS = "questionnaires/adult/arrangements.yaml"
COUNCIL = "questionnaires/council.yaml"
HALTON = "questionnaires/halton-model"
WIRRAL = "questionnaires/wirral-model"
FIGURES = "guides/figures.yaml"
GUIDE = "guides/choosing-an-agency/guide.yaml"
CHAPTER = "guides/choosing-an-agency/01-what-is-an-agency.md"
EASY = "guides/choosing-an-agency/01-what-is-an-agency.easy.yaml"
GUIDES = {f"guides/{name}" for name in ("choosing-an-agency", "employing-a-personal-assistant", "how-the-money-works")}
LARGE = {"questionnaires/adult", "questionnaires/carer", "guides/tools", *GUIDES}


@dataclass(frozen=True)
class Mistake:
    """What somebody writes instead of what stands in a file, and what they are told: code, what is wrong, cure."""

    file: str
    right: str
    wrong: str
    code: str
    what: str
    cure: str


MISTAKES = [
    Mistake(file, **each) for file, found in plain(Path(__file__).parent / "mistakes.yaml").items() for each in found
]


@pytest.fixture
def copy_with_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("questionnaires", "guides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def copy(copy_with_profiles: Path) -> Path:
    for profile in (HALTON, WIRRAL):
        shutil.rmtree(copy_with_profiles / profile)
    return copy_with_profiles


def write_instead(path: Path, right: str, wrong: str) -> int:
    """Make the mistake in a copy; give the line where it is made."""
    words = path.read_text("utf-8")
    assert right in words, "the real file no longer says this"
    before, _, after = words.partition(right)
    path.write_text(before + wrong + after, "utf-8")
    return before.count("\n") + shared_beginning(right, wrong).count("\n") + 1


def keep_only_what_belongs_to(file: str, copy: Path) -> None:
    """Take away the folders whose reading takes long and which have no part in a mistake."""
    kept = {"questionnaires/adult"} if "/adult/" in file else {"questionnaires/carer"}
    if str(Path(file).parent) in GUIDES:
        kept |= GUIDES  # chapters lead to those of other guides
    for folder in LARGE - kept:
        shutil.rmtree(copy / folder)


def shared_beginning(one: str, other: str) -> str:
    return next((one[:size] for size in range(len(one), 0, -1) if other.startswith(one[:size])), "")


def test_the_content_of_this_service_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out == "All content is in order.\n"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{Path(each.file).name}-{each.code}")
def test_a_typical_mistake_is_told_with_its_file_line_and_cure(
    mistake: Mistake, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = write_instead(copy / mistake.file, mistake.right, mistake.wrong)
    keep_only_what_belongs_to(mistake.file, copy)
    assert check.run([str(copy)]) == 1
    told = capsys.readouterr().out.splitlines()
    [complaint] = [each for each in told if f"[{mistake.code}]" in each and mistake.what in each]
    place, _, sentence = complaint.partition(": [")
    named_file, _, named_line = place.rpartition(":")
    assert named_file == mistake.file
    assert line - 25 <= int(named_line) <= line + 2, "the line of the mistake, or the one on which its question begins"
    assert mistake.cure in sentence
    assert sentence.endswith((".", "?"))


def test_every_content_file_that_can_be_changed_is_tried_with_two_mistakes() -> None:
    files = [each.file for each in MISTAKES]
    kinds = {path.relative_to(ROOT).as_posix() for path in (ROOT / "questionnaires").glob("**/*.yaml")}
    kinds = {path for path in kinds if path != "questionnaires/adult/examples/ordinary.yaml"}
    kinds = {path for path in kinds if "/carer/" not in path and "-model/" not in path}
    assert all(files.count(file) >= 2 for file in kinds | {FIGURES, GUIDE, CHAPTER, EASY})


def test_mistakes_in_many_files_are_told_all_at_once_by_file_and_line(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {
        ("guide.yaml", "missing-field"),
        ("arrangements.yaml", "unknown-field"),
        ("basis.yaml", "unknown-value"),
        ("2026-04-01.yaml", "wrong-kind"),
        ("eligibility.yaml", "unknown-field"),
        ("questionnaire.yaml", "unknown-field"),
        ("questionnaire.yaml", "wrong-kind"),
    }
    made = [each for each in MISTAKES if (Path(each.file).name, each.code) in wanted]
    for each in made:
        write_instead(copy / each.file, each.right, each.wrong)
    assert check.run([str(copy)]) == 1
    *complaints, empty, summary = capsys.readouterr().out.splitlines()
    named = [complaint.split(": [")[0].rpartition(":") for complaint in complaints]
    places = [(file, int(line)) for file, _, line in named]
    assert places == sorted(places)
    assert {file for file, _ in places} == {each.file for each in made}
    assert (empty, summary) == ("", f"{len(complaints)} things are to be mended in 6 files.")


@pytest.mark.parametrize(
    "file", ["questionnaire.yaml", "eligibility.yaml", "basis.yaml", "arrangements.yaml", "allocation"]
)
def test_a_file_that_a_questionnaire_cannot_do_without_is_missed(
    file: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = copy / "questionnaires/adult" / file
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    assert check.run([str(copy)]) == 1
    assert f"questionnaires/adult/{file}:1: [file-missing]" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["examp1e", "adult"])
def test_a_profile_that_is_not_there_is_not_passed_over(
    name: str, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy / "questionnaires/adult")
    monkeypatch.setenv("PORTAL_PROFILE", name)
    assert check.run([str(copy)]) == 1
    assert f"names the folder `{name}`, which is not there. Correct the name" in capsys.readouterr().out
    (copy / "questionnaires" / name).mkdir()
    assert check.run([str(copy)]) == 0


def test_the_files_of_every_profile_are_read_and_named_whichever_one_is_in_use(
    copy_with_profiles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = write_instead(copy_with_profiles / WIRRAL / "cohorts.yaml", "starts: 2026-04-01", "starts: April")
    carers = f"{HALTON}/carer/allocation/2026-04-01.yaml"
    price = write_instead(copy_with_profiles / carers, "illustrative: true", "illustratve: true")
    shared = write_instead(copy_with_profiles / COUNCIL, "text: Tell us what you need", "text: Tell  us what you need")
    assert check.run([str(copy_with_profiles)]) == 1
    told = capsys.readouterr().out
    assert f"{WIRRAL}/cohorts.yaml:{groups}: [wrong-kind]" in told
    assert re.search(rf"{carers}:{price}: \[unknown-field\] .*Did you mean `illustrative`\?", told)
    assert re.findall(r"council.yaml:(\d+): \[untidy-text\]", told) == [str(shared)], "once, not for every profile"
    assert check.run([HALTON]) == 1
    assert WIRRAL not in capsys.readouterr().out


def test_what_a_profile_does_to_a_file_that_it_shares_names_the_profile(
    copy_with_profiles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(copy_with_profiles / HALTON)
    shutil.rmtree(copy_with_profiles / "questionnaires/adult")
    told = "adult/questionnaire.yaml:1: [file-missing] The folder `adult` has no questionnaire.yaml. (In the"
    for place in (str(copy_with_profiles), WIRRAL):
        assert check.run([place]) == 1
        assert f"{told} profile `wirral-model`.)" in capsys.readouterr().out
    assert check.run([COUNCIL]) == 0


def test_a_phone_number_needs_no_quotation_marks(copy: Path) -> None:
    shutil.rmtree(copy / "questionnaires/adult")
    write_instead(copy / COUNCIL, 'phone: "01632 960 107"', "phone: 01632960107")
    assert check.run([str(copy)]) == 0


def test_one_folder_or_file_is_listed_alone(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_instead(copy / COUNCIL, "youngest_age: 18", "youngest_age: eighteen")
    write_instead(copy / GUIDE, "picture: building", "pictur: building")
    assert check.run(["questionnaires/adult"]) == 0
    assert check.run(["guides", "questionnaires/adult"]) == 1
    assert COUNCIL not in capsys.readouterr().out
    assert check.run([COUNCIL]) == 1
    assert "1 thing is to be mended in 1 file." in capsys.readouterr().out


def test_a_folder_without_content_is_answered_with_a_sentence(
    copy: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.run([str(copy / "questionnaire")]) == 2
    assert "There is no folder or file" in capsys.readouterr().err
    assert check.run([str(tmp_path_factory.mktemp("empty"))]) == 1
    assert "Here is no scheme." in capsys.readouterr().out


def test_the_wording_of_every_file_that_citizens_read_is_looked_at(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = (ELIGIBILITY, SCHEME, BASIS, WAYS, COUNCIL)
    lines = {}
    for file in files:
        written = (copy / file).read_text("utf-8")
        untidy = re.sub(r'(\btext: "?[A-Z]\w+) ', r"\1  ", written, count=1)
        (copy / file).write_text(untidy, "utf-8")
        lines[file] = next(number for number, line in enumerate(untidy.split("\n"), 1) if line not in written)
    assert check.run([str(copy)]) == 1
    told = re.findall(r"^(\S+):(\d+): \[untidy-text\]", capsys.readouterr().out, re.MULTILINE)
    assert sorted(file for file, _ in told) == sorted(files)
    told_lines = {file: int(line) for file, line in told}
    part = told_lines.pop(SCHEME)  # a folder of versions names the line on which the part round it begins
    assert 1 < part <= lines.pop(SCHEME)
    assert told_lines == lines


def test_a_text_that_a_profile_takes_over_is_told_where_it_stands(copy: Path) -> None:
    (copy / "questionnaires" / "profile").mkdir()
    own = copy / "questionnaires" / "profile" / "council.yaml"
    own.write_text("rest_as_in: ../council.yaml\n\ncouncil: {team: Adult  care}\n", "utf-8")
    line = write_instead(copy / COUNCIL, "text: Tell us what you need", "text: Tell  us what you need")
    found = {each.file: each.line for each in wording(load_council(own), own) if each.code == "untidy-text"}
    assert {str(Path(file).resolve()): at for file, at in found.items()} == {str(own): 3, str(copy / COUNCIL): line}


def test_wording_may_be_unfinished_while_a_questionnaire_is_not_published(copy: Path) -> None:
    write_instead(copy / QUESTIONS, "published: true", "published: false")
    write_instead(copy / WAYS, "text: The council arranges my support", "text: The  council arranges my support")
    assert check.run([str(copy)]) == 0


def test_a_figure_that_nobody_checked_for_a_year_is_named_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("questionnaires", "guides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    with time_machine.travel("2028-01-01", tick=False):
        assert check.run([str(tmp_path)]) == 0
    said = capsys.readouterr().err
    assert "Look again: National Living Wage, an hour, from age 21 (national-living-wage)" in said
    assert "last checked on 2026-11-21: https://" in said


SHAPE = ROOT / "tests" / "allocation" / "shapes" / "moray.yaml"


def test_a_scheme_is_checked_where_no_content_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = SHAPE.read_text("utf-8")
    (tmp_path / "moray.yaml").write_text(words, "utf-8")
    assert check.run([str(tmp_path / "moray.yaml")]) == 0
    (tmp_path / "moray.yaml").write_text(words.replace("multiply: points", "multipy: points"), "utf-8")
    assert check.run([str(tmp_path)]) == 1
    assert "`multipy` is not known here. Did you mean `multiply`?" in capsys.readouterr().out


def test_versions_and_examples_in_files_of_their_own_are_tried_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, _, examples = SHAPE.read_text("utf-8").partition("examples:\n")
    later = words.replace("2026-04-01", "2027-04-01").replace("figure: 8", "figure: 9")
    (tmp_path / "2026.yaml").write_text(words, "utf-8")
    (tmp_path / "2027.yaml").write_text(later, "utf-8")
    more = "  - {id: later, day: 2027-04-01, answers: {points: 10, lives: at-home}, expect: {budget: 90}}\n"
    dated = examples.replace(", answers", ", day: 2026-04-01, answers")
    (tmp_path / "examples.yaml").write_text("scheme: soft-cap\nexamples:\n" + dated + more, "utf-8")
    assert check.run([str(tmp_path)]) == 0, capsys.readouterr().out
    (tmp_path / "examples.yaml").write_text("scheme: soft-cup\nexamples:\n" + dated, "utf-8")
    assert check.run([str(tmp_path)]) == 1
    assert "Did you mean `soft-cap`?" in capsys.readouterr().out


def test_a_scheme_without_a_questionnaire_must_say_what_it_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = re.sub(r"inputs:\n(  - .*\n)+", "", SHAPE.read_text("utf-8"))
    words = words.replace("quantity: points", "unit: points, quantity: points, at_most: 100")
    (tmp_path / "moray.yaml").write_text(words.split("examples:")[0], "utf-8")
    assert check.run([str(tmp_path)]) == 1
    assert "[no-inputs]" in capsys.readouterr().out
