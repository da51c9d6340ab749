"""For the operator: accounts, how to help somebody back in, mails that do not go out; nothing that people write."""

from typing import Any
from uuid import UUID

from litestar.response import Response

from drafting.actions.people import second_factor
from drafting.actions.people.directory import accounts
from drafting.actions.people.passwords import make_reset
from drafting.actions.people.persons import disable_person, enable_person
from drafting.actions.people.rights import check_right
from drafting.domain.errors import NotFound
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.notices.mail import caught, send_again
from drafting.store.outbox import failing_rows, mails, waiting_count
from drafting.web.doors import link, real_now, sends_mail
from drafting.web.routes import Door, bare, read, write
from drafting.web.visits import Visit

SHOWN = 50


@read("/admin", policy=Act.MANAGE_PEOPLE)
def admin_page(visit: Visit) -> Response[Any]:
    check_right(visit.work, Act.MANAGE_PEOPLE)
    session = visit.work.session
    return visit.page(
        "people/admin.html",
        accounts=accounts(visit.work),
        waiting=waiting_count(session),
        failing=failing_rows(session, limit=SHOWN),
        mails=mails(session, limit=SHOWN),
        mail=sends_mail(visit),
        sent="sent" in visit.request.query_params,
    )


@bare("/people/{person:uuid}/reset", policy=Act.MANAGE_PEOPLE, method="POST")
def reset(visit: Visit, person: UUID) -> Response[Any]:
    """Without mail the link is drawn in this one answer, and kept nowhere."""
    mailed = sends_mail(visit)
    with visit.writing(Act.MANAGE_PEOPLE) as work:
        made = make_reset(work, person, real_now(), mailed=mailed)
    if mailed:
        return visit.redirect("/admin?sent=yes")
    with visit.reading(Act.MANAGE_PEOPLE):
        return visit.page("people/link.html", link=link(visit, "/recover/", made.secret), back="/admin")


@write("/people/{person:uuid}/second-step/removal", policy=Act.MANAGE_PEOPLE)
def remove_second_step(visit: Visit, person: UUID) -> Response[Any]:
    second_factor.remove_for(visit.work, person)
    return visit.redirect("/admin")


@write("/people/{person:uuid}/disable", policy=Act.MANAGE_PEOPLE)
def disable(visit: Visit, person: UUID) -> Response[Any]:
    disable_person(visit.work, person, real_now())
    return visit.redirect("/admin")


@write("/people/{person:uuid}/enable", policy=Act.MANAGE_PEOPLE)
def enable(visit: Visit, person: UUID) -> Response[Any]:
    enable_person(visit.work, person)
    return visit.redirect("/admin")


@write("/admin/mails/{mail:uuid}/again", policy=Act.MANAGE_PEOPLE)
def mail_again(visit: Visit, mail: UUID) -> Response[Any]:
    check_right(visit.work, Act.MANAGE_PEOPLE)
    if not send_again(visit.work, mail):
        raise NotFound("no-such-mail", N_("There is no such mail, or it went out already."))
    return visit.redirect("/admin")


@read("/demo/mail", policy=Door.PUBLIC)
def demo_mail_page(visit: Visit) -> Response[Any]:
    """The mails of the demonstration, for everybody: it has no other way to hand out its links and codes."""
    if not visit.site.demo:
        raise NotFound("no-such-page", N_("There is no such page."))
    return visit.page("inbox/demo_mail.html", mails=caught(visit.work, visit.settings, SHOWN))


HANDLERS = [admin_page, reset, remove_second_step, disable, enable, mail_again, demo_mail_page]
