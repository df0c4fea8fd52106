"""The questions: the list of parts, a page of any kind of answer, a list of people, the check page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from e2e import told
from e2e.pages.budget import BudgetPage, SuggestionPage
from e2e.pages.sheet import Sheet

if TYPE_CHECKING:
    from e2e.pages.sheet import Person

ADDRESS = ("House number and street", "Second line (optional)", "Town or city", "Postcode")
TYPED = {"text", "long_text", "whole_number", "decimal", "money", "name", "email", "phone", "postcode"}


def landed(person: Person) -> Sheet:
    """The page to which an answer led."""
    path = person.page.url.partition("/applications/")[2].partition("?")[0].split("/")[1:]
    if path[:1] == ["questions"]:
        question = told.asked(path[1])
        return PeoplePage(person) if question.kind == "group" else QuestionPage(person)
    if path == ["check"]:
        return CheckPage(person)
    return TasksPage(person)


class TasksPage(Sheet):
    """The parts of the assessment, and what comes after."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        expected = f"What {person.helper_of} needs" if person.helper_of else "What you need"
        assert self.shown == expected, self.page.url

    def parts(self) -> dict[str, str]:
        """Each row of the two lists with its state."""
        rows = self.main.locator(".govuk-task-list__item").all_inner_texts()
        return {row.split("\n")[0].strip(): row.split("\n")[-1].strip() for row in rows}

    def open(self, title: str) -> Sheet:
        self.follow(title)
        return landed(self.person)

    def answer_everything(self, answers: dict[str, Any]) -> TasksPage:
        """Every part that can be begun, one after the other, until nothing is left."""
        page: TasksPage = self
        for _ in range(20):
            waiting = [title for title, state in page.parts().items() if state == "Not started" or "done" in state]
            if not waiting:
                return page
            page = answer_on(page.open(waiting[0]), answers)
        raise AssertionError("The list of parts never came to its end.")

    def check(self) -> CheckPage:
        self.follow("Check the answers")
        return CheckPage(self.person)

    def suggestion(self) -> SuggestionPage:
        self.follow("See what the answers suggest")
        return SuggestionPage(self.person)

    def budget(self) -> BudgetPage:
        self.follow("See the indicative budget")
        return BudgetPage(self.person)


def answer_on(page: Sheet, answers: dict[str, Any]) -> TasksPage:
    """Answer page after page until the part is done."""
    for _ in range(100):
        if isinstance(page, TasksPage):
            return page
        assert isinstance(page, (QuestionPage, PeoplePage))
        page = page.answer(answers)
    raise AssertionError("The part never came to its end.")


class QuestionPage(Sheet):
    """The page of one question, whatever kind of answer it takes."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        path = person.page.url.partition("/questions/")[2].partition("?")[0].split("/")
        self.question, self.item = path[0], path[1] if len(path) > 1 else ""
        self.asked = told.asked(self.question)
        start, _, end = self.asked.text.in_wording(person.wording).partition("{helper-name}")
        shown = self.shown
        assert shown.startswith(start), f"{self.question} is put as “{shown}”"
        assert shown.endswith(end), f"{self.question} is put as “{shown}”"

    def answer(self, answers: dict[str, Any]) -> Sheet:
        """Give this person's answer and go on."""
        self.fill(self.wanted(answers))
        self.press("Continue")
        return landed(self.person)

    def wanted(self, answers: dict[str, Any]) -> Any:
        """This person's answer to this question; on a list, the one for the person it asks about."""
        if not self.item:
            return answers[self.question]
        if self.question == told.group(told.LIST).named_by:
            taken = answers.setdefault("people asked about", [])
            if self.item not in taken:
                taken.append(self.item)
        number = answers["people asked about"].index(self.item)
        return answers["people-who-help"][number][self.question]

    def fill(self, answer: Any) -> None:
        """Put an answer on the page, without going on."""
        kind, wording = self.asked.kind, self.person.wording
        if kind in {"choice", "yes_no"}:
            self.pick(told.label(self.question, answer, wording))
        elif kind == "choices":
            for each in [answer] if isinstance(answer, str) else answer:
                self.tick(told.label(self.question, each, wording))
        elif answer in ("not-sure", "talk"):
            self.tick(told.special(answer, wording))
        elif kind == "date":
            for name, part in (("Day", answer.day), ("Month", answer.month), ("Year", answer.year)):
                self.write(name, str(part))
        elif kind == "address":
            for name, line in zip(ADDRESS, answer, strict=True):
                self.write(name, line)
        elif answer:
            self.write(self.shown, str(answer))

    def on_the_page(self) -> Any:
        """What stands on the page: the labels picked, or the words written."""
        if self.asked.kind in {"choice", "yes_no", "choices"}:
            names: list[str] = self.main.locator("input:checked").evaluate_all(
                "boxes => boxes.map(box => box.labels[0].innerText.trim())"
            )
            return names
        values: list[str] = self.main.get_by_role("textbox").evaluate_all("boxes => boxes.map(box => box.value)")
        return values

    def save_for_later(self) -> None:
        self.press("Save and come back later")


class PeoplePage(Sheet):
    """A list of people, and the question whether there is somebody else."""

    def names(self) -> list[str]:
        return [name.strip() for name in self.main.get_by_role("term").all_inner_texts()]

    def answer(self, answers: dict[str, Any]) -> Sheet:
        """Add the next person, or say that there is nobody else."""
        here = len(self.names())
        if here < len(answers["people-who-help"]):
            self.pick("Yes")
        else:
            self.pick("No, nobody else" if here else "No")
        self.press("Continue")
        return landed(self.person)

    def remove(self, name: str) -> PeoplePage:
        self.follow(f"Remove {name}")
        asking = Sheet(self.person)
        assert name in asking.title()
        asking.press("Take them off")
        return PeoplePage(self.person)


class CheckPage(Sheet):
    """Every answer to read again, with a way to change it."""

    heading = "Check your answers"
    helpers_heading = "Check the answers"

    def rows(self) -> list[tuple[str, list[str]]]:
        """Question and answer, line by line, in the order of the page."""
        found: list[list[Any]] = self.main.locator(".govuk-summary-list__row").evaluate_all(
            "rows => rows.map(row => [row.children[0].innerText.trim(), row.children[1].innerText.trim().split('\\n')])"
        )
        return [(question, lines) for question, lines in found]

    def change(self, question: str) -> QuestionPage:
        self.follow(f"Change {question}")
        return QuestionPage(self.person)
