"""One request: who asks, in which language, under which hat, and the piece of work it is answered in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from litestar import Request
from litestar.datastructures import URL
from litestar.response import Redirect, Response
from sqlalchemy.exc import IntegrityError

from drafting import locale
from drafting.actions.access import hats_held, may_read
from drafting.actions.people.sign_ins import Recognised, recognised, seen
from drafting.domain.errors import DraftingError, Fault, Invalid, NotAllowed, NotFound, SignInNeeded
from drafting.domain.hats import Hat, Worn, parse_hat
from drafting.domain.policy import SECRET, Act, ever_allows
from drafting.locale import N_
from drafting.settings import Settings
from drafting.store.outbox import unread_count
from drafting.store.work import STRANGER, Actor, Keeping, Work
from drafting.web import names
from drafting.web.answers import encoded, status_of
from drafting.web.forms import is_secret
from drafting.web.rendering import Page, render
from drafting.web.sessions import token_of

if TYPE_CHECKING:
    from drafting.web.routes import Policy

HTML = "text/html"


@dataclass(frozen=True)
class Site:
    """What all requests of a process share."""

    keeping: Keeping
    settings: Settings
    demo: bool = False


class Visit:
    """Handed to every handler. `work` is there while the handler runs, `person` once somebody is signed in.

    A plain class, not a dataclass: the framework would take a dataclass apart.
    """

    RACES: ClassVar = (IntegrityError,)

    def __init__(
        self, request: Request[Any, Any, Any], site: Site, body: bytes = b"", form: Mapping[str, Any] | None = None
    ) -> None:
        self.request = request
        self.site = site
        self.body = body
        self.form: Mapping[str, Any] = form or {}
        self.person: Recognised | None = None
        self.hats: list[Worn] = []
        self.current: Work | None = None

    @property
    def keeping(self) -> Keeping:
        return self.site.keeping

    @property
    def settings(self) -> Settings:
        return self.site.settings

    @property
    def work(self) -> Work:
        if self.current is None:
            raise RuntimeError("A handler uses its work while it runs.")
        return self.current

    def typed(self) -> dict[str, str]:
        """The words of a posted form, so that a refusal can give them back; no password or code is ever drawn."""
        return {
            name: str(value)
            for name, value in self.form.items()
            if value and not name.startswith("_") and not is_secret(name)
        }

    def hat_that_may_read(self) -> Hat | None:
        """Another hat of the same person that opens what this one may not: so that nobody is sent away for nothing."""
        ref = self.request.path_params.get("ref")
        if self.person is None or ref is None:
            return None
        with self.keeping.reading(STRANGER) as work:
            for worn in self.hats:
                work.actor = Actor(self.person.id, worn.hat, worn.role)
                if may_read(work, str(ref)):
                    return worn.hat
        return None

    @property
    def actor(self) -> Actor:
        return self.work.actor

    @property
    def is_api(self) -> bool:
        return self.request.url.path.startswith("/api/")

    @property
    def zone(self) -> str:
        return self.person.zone if self.person else "UTC"

    @contextmanager
    def reading(self, policy: "Policy") -> Iterator[Work]:
        with self.keeping.reading(STRANGER) as work:
            yield from self._inside(work, policy)
        self._was_here()

    @contextmanager
    def writing(self, policy: "Policy") -> Iterator[Work]:
        with self.keeping.writing(STRANGER) as work:
            yield from self._inside(work, policy)

    def _inside(self, work: Work, policy: "Policy") -> Iterator[Work]:
        self.current = work
        try:
            self._enter(work)
            self._admit(work, policy)
            yield work
        finally:
            self.current = None

    def _enter(self, work: Work) -> None:
        """Find out who asks. A token that opens nothing is as good as none."""
        token = token_of(self.request, self.settings.public_url)
        self.person = recognised(work.session, token, datetime.now(UTC)) if token else None
        if self.person:
            work.actor = Actor(self.person.id, None, None)
        self._speak()

    def _speak(self) -> None:
        """The language is a context variable: it is set in the thread that the handler runs in."""
        headers = self.request.headers
        account = self.person.language if self.person else None
        cookie = self.request.cookies.get("language")
        locale.set_language(locale.negotiated(account, cookie, headers.get("accept-language")))

    def _admit(self, work: Work, policy: "Policy") -> None:
        if self.person:
            self.hats = hats_held(work)
            worn = self._worn(needed=isinstance(policy, Act))
            if worn:
                work.actor = Actor(self.person.id, worn.hat, worn.role)
        elif policy != "public":
            raise SignInNeeded("sign-in-needed", N_("Sign in to see this page."))
        if isinstance(policy, Act) and not self._leaves_it_to_the_action() and not ever_allows(work.actor.role, policy):
            if policy in SECRET:
                raise NotFound("no-such-page", N_("There is no such page."))
            raise NotAllowed("not-yours", N_("This is not for the hat you act under."), act=policy.value)

    def _leaves_it_to_the_action(self) -> bool:
        """A page of a note: the action knows whether the note may be read at all, and another hat may be offered."""
        return not self.is_api and "ref" in self.request.path_params

    def _worn(self, *, needed: bool) -> Worn | None:
        """The hat that the request names, else the one chosen before, else the only one (a page: the first)."""
        asked = self._asked_hat()
        if asked is not None:
            found = next((worn for worn in self.hats if worn.hat == asked), None)
            if found is None:
                raise NotAllowed("hat-not-held", N_("You do not act as %(hat)s (any more)."), hat=str(asked))
            return found
        chosen = self.person.acting_as if self.person else None
        found = next((worn for worn in self.hats if str(worn.hat) == chosen), None)
        if found or not self.hats:
            return found
        if self.is_api and len(self.hats) > 1:
            if needed:
                message = N_("You have several hats: name one in the header Drafting-Hat.")
                raise Invalid([Fault("/hat", "hat-needed", message)])
            return None
        return self.hats[0]

    def _asked_hat(self) -> Hat | None:
        """Named by the form that was drawn under it, by a program's header, or by the link that was followed."""
        text = self.form.get("_hat") or self.request.headers.get("drafting-hat")
        return parse_hat(str(text)) if text else self._hat_of_link()

    def _hat_of_link(self) -> Hat | None:
        """What `?as=` names, unless it is a format: `as=csv` opens no door and closes none."""
        text = None if self.is_api else self.request.query_params.get("as")
        try:
            return parse_hat(str(text)) if text else None
        except Invalid:
            return None

    def _was_here(self) -> None:
        """Remember, at most every few minutes, that the sign-in is in use; and the hat that a link opened."""
        asked = self._hat_of_link()
        taken_up = str(asked) if asked else None
        if self.person and (self.person.stale or (taken_up and taken_up != self.person.acting_as)):
            with self.keeping.writing(STRANGER) as work:
                seen(work.session, self.person, datetime.now(UTC), acting_as=taken_up)

    def page(self, template: str, /, *, status: int = 200, current: str | None = None, **context: Any) -> Response[str]:
        """A page of the site, in the reader's language. `current` names the part of the site it belongs to."""
        content = render(template, page=self.frame(current=current), visit=self, **context)
        return Response(content, status_code=status, media_type=HTML)

    def frame(self, **changes: Any) -> Page:
        hat = self.current.actor.hat if self.current else None
        values: dict[str, Any] = {
            "path": self._address(),
            "language": locale.current(),
            "zone": self.zone,
            "now": self.keeping.clock(),
            "person": self.person.name if self.person else None,
            "hat": names.hat(str(hat)) if hat else None,
            "conference": hat.conference.lower() if hat and hat.conference else None,
            "change_hat": "/acting-as" if len(self.hats) > 1 else None,
            "unread": unread_count(self.work.session, self.person.id) if self.person and self.current else 0,
            "demo": self.site.demo,
            "theme": self.person.theme if self.person and self.person.theme != "auto" else None,
        }
        return Page(**{**values, **changes})

    def _address(self) -> str:
        """Where to come back to after choosing a language; a form that was refused has its page in the Referer."""
        url = self.request.url if self.request.method == "GET" else URL(self.request.headers.get("referer", ""))
        return f"{url.path}?{url.query}" if url.query else url.path or "/"

    def redirect(self, to: str) -> Response[Any]:
        """After a deed: the page that shows it."""
        return Redirect(to, status_code=303)

    def json(self, content: Any, *, status: int = 200, etag: str | None = None) -> Response[Any]:
        """JSON, spelt here so that an idempotent answer is kept byte for byte; 304 where the reader has it already."""
        headers = {"etag": f'"{etag}"'} if etag else {}
        if etag and self.request.method == "GET" and _matches(self.request.headers.get("if-none-match", ""), etag):
            return Response(None, status_code=304, headers=headers)
        return Response(encoded(content), status_code=status, headers=headers, media_type="application/json")

    def refused(self, error: DraftingError, response: Response[Any]) -> Response[Any]:
        response.status_code = status_of(error)
        return response


def _matches(header: str, etag: str) -> bool:
    """Whether If-None-Match names this state. The comparison is the weak one: compressing changes no words."""
    return any(tag.strip().removeprefix("W/") in ("*", f'"{etag}"') for tag in header.split(","))


async def provide_visit(request: Request[Any, Any, Any]) -> Visit:
    """The dependency that every handler names. The body is read here, on the event loop, once."""
    site: Site = request.app.state.site
    if request.method in ("GET", "HEAD"):
        return Visit(request, site)
    body = await request.body()
    return Visit(request, site, body=body, form=await _form_of(request))


async def _form_of(request: Request[Any, Any, Any]) -> Mapping[str, Any]:
    """The fields of a form post; repeated fields as lists."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return {}
    data = await request.form()
    return {key: values if len(values := data.getall(key)) > 1 else values[0] for key in dict.fromkeys(data.keys())}
