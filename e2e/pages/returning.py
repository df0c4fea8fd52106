"""Saving, coming back, signing out, and the mail that was sent."""

from __future__ import annotations

import re

from e2e.pages.sheet import Sheet


class SavePage(Sheet):
    """The ways to keep a draft."""

    heading = "Save and come back"

    def by_code(self) -> str:
        """Ask for a return code and read it."""
        self.press("Give me a return code")
        asking = Sheet(self.person)
        assert asking.title() == "Get a return code"
        asking.press("Show my code")
        return YourCodePage(self.person).code()

    def by_email(self, address: str) -> EmailCodePage:
        self.press("Save with my e-mail")
        return EmailPage(self.person).ask(address)


class YourCodePage(Sheet):
    """The return code, shown once."""

    heading = "Your return code"

    def code(self) -> str:
        return "-".join(self.main.locator(".code__group").all_inner_texts())


class EmailPage(Sheet):
    """What is your e-mail address?"""

    heading = "What is your e-mail address?"

    def ask(self, address: str) -> EmailCodePage:
        self.write(self.heading, address)
        self.press("Send me the code")
        return EmailCodePage(self.person)


class EmailCodePage(Sheet):
    """The six numbers from the e-mail."""

    heading = "Look in your e-mail"

    def enter(self, code: str) -> None:
        self.write("The 6 numbers", code)
        self.press("Continue")


class ComeBackPage(Sheet):
    """The ways to come back."""

    heading = "Come back to what you began"

    def by_code(self, code: str) -> None:
        self.press("With a return code on paper")
        asking = ReturnCodePage(self.person)
        asking.enter(code)

    def by_email(self, address: str) -> EmailCodePage:
        self.press("With my e-mail")
        return EmailPage(self.person).ask(address)


class ReturnCodePage(Sheet):
    """What is your return code?"""

    heading = "What is your return code?"

    def enter(self, code: str) -> None:
        self.write(self.heading, code)
        self.press("Continue")


class OutgoingMailPage(Sheet):
    """What the demonstration would have sent."""

    heading = "Outgoing mail"

    def code_for(self, address: str) -> str:
        """The six numbers of the newest mail to an address."""
        mails = [mail for mail in self.main.locator("section.mail").all_inner_texts() if f"To: {address}" in mail]
        assert mails, f"no mail to {address}"
        return code_in(mails[0])


def code_in(mail: str) -> str:
    """The six numbers in a mail."""
    found = re.search(r"(?<!\d)(\d{6}|\d{3} \d{3})(?!\d)", mail)
    assert found, mail
    return found[1].replace(" ", "")


class SignOutPage(Sheet):
    """Really sign out?"""

    heading = "Do you want to sign out?"

    def sign_out(self) -> None:
        self.person.hand.press(self.main.get_by_role("button", name="Sign out", exact=True))
        Sheet(self.person)
