"""`drafting setup-link`, `user`, `appoint`, `token`: persons, looked after on the server."""

import argparse
from datetime import UTC, datetime, timedelta

from drafting.actions.people.appointments import appoint, known_post
from drafting.actions.people.directory import Account, accounts
from drafting.actions.people.invitations import invite
from drafting.actions.people.persons import disable_person, folded
from drafting.actions.people.setup import make_setup_link
from drafting.actions.people.tokens import create_token, revoke_token
from drafting.commands.console import CommandError, Commands, columns, keeping, settings, show, with_json
from drafting.domain.hats import Hat, parse_hat
from drafting.store.people import Person, person_by_email
from drafting.store.work import COMMAND, Work

POST = "BODY[:CODE]:FUNCTION, such as delegation:UY:focal_point, secretariat:RCM:coordinator, operator"


def register(commands: Commands) -> None:
    parser = commands.add_parser("setup-link", help="print the link with which the first operator comes in")
    with_json(parser).set_defaults(run=setup_link)
    _register_users(commands)
    parser = commands.add_parser("appoint", help="put somebody who has an account into a post")
    parser.add_argument("email")
    parser.add_argument("post", help=POST)
    parser.add_argument("--agency", help="ministry or agency")
    with_json(parser).set_defaults(run=appoint_somebody)
    _register_tokens(commands)


def _register_users(commands: Commands) -> None:
    users = commands.add_parser("user", help="invite, list, disable").add_subparsers(metavar="WHAT", required=True)
    parser = users.add_parser("invite", help="invite an address into a post; without mail the link is printed")
    parser.add_argument("email")
    parser.add_argument("post", help=POST)
    parser.add_argument("--agency", help="ministry or agency")
    parser.add_argument("--language", default="es", choices=("es", "en", "pt"))
    with_json(parser).set_defaults(run=invite_somebody)
    parser = users.add_parser("list", help="everybody with an account, and what they are appointed to")
    with_json(parser).set_defaults(run=list_users)
    parser = users.add_parser("disable", help="end all that somebody has open, at once")
    parser.add_argument("email")
    parser.set_defaults(run=disable)


def _register_tokens(commands: Commands) -> None:
    tokens = commands.add_parser("token", help="tokens for programs").add_subparsers(metavar="WHAT", required=True)
    parser = tokens.add_parser("create", help="make a token; it is printed once")
    parser.add_argument("email", help="whose rights it carries")
    parser.add_argument("label", help="what it is for")
    parser.add_argument("--hat", help="the hat it acts under, such as secretariat:RCM")
    parser.add_argument("--days", type=int, default=365, help="how long it is good (365)")
    with_json(parser).set_defaults(run=create)
    parser = tokens.add_parser("revoke", help="end every token of somebody with this label")
    parser.add_argument("email")
    parser.add_argument("label")
    parser.set_defaults(run=revoke)


def setup_link(arguments: argparse.Namespace) -> int:
    chosen = settings()
    with keeping(chosen) as kept, kept.writing(COMMAND) as work:
        made = make_setup_link(work, datetime.now(UTC))
    link = f"{chosen.public_url}/setup?token={made.secret}"
    show(arguments, {"link": link, "expires_at": made.expires_at.isoformat()}, [link])
    return 0


def invite_somebody(arguments: argparse.Namespace) -> int:
    chosen = settings()
    mailed = chosen.smtp is not None
    with keeping(chosen) as kept, kept.writing(COMMAND) as work:
        post = known_post(work, *_parts(arguments.post), arguments.agency)
        made = invite(work, arguments.email, post, datetime.now(UTC), mailed=mailed, language=arguments.language)
    link = None if mailed else f"{chosen.public_url}/invite/{made.secret}"
    data = {"id": str(made.id), "mailed": mailed, "link": link, "expires_at": made.expires_at.isoformat()}
    show(arguments, data, [link or f"Invited: {folded(arguments.email)}"])
    return 0


def list_users(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.reading(COMMAND) as work:
        found = accounts(work)
    data = [_told(person) for person in found]
    lines = [(person.email, person.name, " ".join(_posts(person)) or "-", _state(person)) for person in found]
    show(arguments, data, columns(lines))
    return 0


def _told(person: Account) -> dict[str, object]:
    told = {name: getattr(person, name) for name in ("email", "name", "disabled", "second_factor")}
    return {**told, "posts": _posts(person)}


def _posts(person: Account) -> list[str]:
    return [":".join(part for part in post if part) for post in person.posts]


def _state(person: Account) -> str:
    return "disabled" if person.disabled else ""


def disable(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        disable_person(work, _person(work, arguments.email).id, datetime.now(UTC))
    return 0


def appoint_somebody(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        post = known_post(work, *_parts(arguments.post), arguments.agency)
        made = appoint(work, _person(work, arguments.email).id, post)
        data = {"id": str(made.id), "admitted": made.admitted_at is not None}
    note = "Appointed." if data["admitted"] else "Appointed; the delegation has still to admit the new member."
    show(arguments, data, [note])
    return 0


def create(arguments: argparse.Namespace) -> int:
    hat: Hat | None = parse_hat(arguments.hat) if arguments.hat else None
    life = timedelta(days=max(1, arguments.days))
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        made, token = create_token(work, arguments.email, arguments.label, datetime.now(UTC), hat=hat, life=life)
    show(arguments, {"id": str(made), "token": token}, [token])
    return 0


def revoke(arguments: argparse.Namespace) -> int:
    with keeping(settings()) as kept, kept.writing(COMMAND) as work:
        revoke_token(work, arguments.email, arguments.label, datetime.now(UTC))
    return 0


def _parts(post: str) -> tuple[str, str, str]:
    """An operator and an observer are what they are called; the others name a function."""
    parts = post.split(":")
    if parts == ["operator"]:
        return "operator", "", "operator"
    if len(parts) == 2 and parts[0] == "observer":
        return "observer", parts[1], "observer"
    if len(parts) != 3:
        raise CommandError(f"{post!r} is not a post. Write {POST}.")
    return parts[0], parts[1], parts[2]


def _person(work: Work, email: str) -> Person:
    found = person_by_email(work.session, folded(email))
    if found is None:
        raise CommandError(f"Nobody has the address {folded(email)}.")
    return found
