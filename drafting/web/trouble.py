"""What a refusal says: a heading, what it means, what was kept and what can be done next.

Own words for every answer that is not a page; the error's own sentence, where there is one, takes the place of the
general meaning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.locale import N_, gettext, ngettext
from drafting.web.rendering import Page, render


@dataclass(frozen=True)
class Words:
    heading: str
    meaning: str
    advice: tuple[str, ...] = ()


WORDS = {
    400: Words(
        N_("The request could not be read"),
        N_("What arrived is incomplete or damaged. This can happen on a slow line."),
        (N_("Go back, check the form and send it again."),),
    ),
    401: Words(
        N_("Sign in to go on"),
        N_("This page is for people who are signed in."),
    ),
    403: Words(
        N_("This is not possible in your present capacity"),
        N_("You may read this page, but not do this here, or not at this stage."),
        (N_("If you think you should be able to do this, write to the Technical Secretariat."),),
    ),
    404: Words(
        N_("There is no such page"),
        N_("Nothing is at this address, or it is not open to you in your present capacity."),
        (N_("Check the address. Links in messages can be cut at the end of a line."),),
    ),
    405: Words(
        N_("This address cannot be used that way"),
        N_("The page exists, but it does not take what was sent to it."),
    ),
    409: Words(
        N_("Something changed in the meantime"),
        N_("Somebody else acted while you had this page open, so your request no longer fits."),
        (N_("Open the page again, look at what changed and decide anew."),),
    ),
    410: Words(
        N_("This has been withdrawn"),
        N_("What was at this address has been withdrawn. Its number is not given to anything else."),
    ),
    412: Words(
        N_("The page you had open is out of date"),
        N_("It was changed after you opened it, so what you sent was not applied."),
        (N_("Open the page again and repeat your change on what is there now."),),
    ),
    413: Words(
        N_("That is too much at once"),
        N_("The text or the file is larger than what is accepted in one piece."),
        (N_("Shorten the text, divide it, or send a smaller file."),),
    ),
    422: Words(
        N_("Some answers need another look"),
        N_("What you sent could not be taken as it is."),
        (N_("Go back, correct what is named above and send it again."),),
    ),
    428: Words(
        N_("The request does not say what it is based on"),
        N_("A change must name the state it changes, so that nobody's work is overwritten."),
        (N_("Open the page again and repeat your change there."),),
    ),
    429: Words(
        N_("Too many tries in a short time"),
        N_("To protect the accounts, further tries are refused for a while."),
    ),
    500: Words(
        N_("Something went wrong on our side"),
        N_("The error has been noted with the reference below. You did nothing wrong."),
        (N_("Wait a moment and try again."),),
    ),
    503: Words(
        N_("The service is not available for the moment"),
        N_("It is being maintained, or does not reach its database. What was saved before is safe."),
    ),
}


@dataclass(frozen=True)
class OtherHat:
    """A hat of the same person that may open what this one may not."""

    label: str
    address: str


@dataclass(frozen=True)
class Trouble:
    """Why a request was refused. Sentences come translated; only `status` and `request_id` are always known."""

    status: int
    request_id: str
    message: str | None = None
    kept: str | None = None  # what of the person's work is safe; else that nothing was changed
    again: str | None = None  # the address to go back to
    other_hat: OtherHat | None = None
    retry_after: int | None = None  # seconds
    blockers: Sequence[str] = ()
    faults: Sequence[str] = ()

    @property
    def heading(self) -> str:
        return gettext(self._words.heading)

    @property
    def meaning(self) -> str:
        return gettext(self._words.meaning)

    @property
    def advice(self) -> list[str]:
        lines = [gettext(line) for line in self._words.advice]
        if self.retry_after is not None:
            minutes = max(1, -(-self.retry_after // 60))
            lines.append(ngettext("Try again in %(num)s minute.", "Try again in %(num)s minutes.", minutes))
        return lines

    @property
    def _words(self) -> Words:
        return WORDS.get(self.status) or WORDS[500 if self.status >= 500 else 400]


def error_page(trouble: Trouble, page: Page) -> str:
    return render("errors/error.html", trouble=trouble, page=page)
