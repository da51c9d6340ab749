"""Mails reach a real server, in the words of whoever receives them, and leave no secret behind."""

import email.policy
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from aiosmtpd.controller import Controller

from drafting.notices.due import do_what_is_due
from drafting.notices.letters import LETTERS, written
from drafting.notices.mail import catch, caught, send, send_again
from drafting.settings import Settings
from drafting.store.outbox import OutboxRow, failing_rows, mails, put_mail
from drafting.store.work import COMMAND, Keeping
from tests.actions.entering import REAL
from tests.makers import make_people

FAR = (REAL + timedelta(days=100_000)).isoformat()
VALUES = {
    "invitation": {"secret": "s3cret", "expires": FAR, "body": "delegation", "code": "UY", "function": "focal_point",
                   "by": "Ana <Vidal>", "zone": "America/Montevideo"},
    "reset": {"name": "Ana", "secret": "s3cret", "expires": FAR, "zone": "America/Montevideo"},
    "code": {"name": "Ana", "code": "1234 5678", "expires": FAR, "zone": "America/Montevideo"},
    "password_changed": {"name": "Ana"},
    "second_factor_changed": {"name": "Ana"},
}  # fmt: skip


class Server:
    """A mail server that keeps what it takes and refuses whom it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refused:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.taken.append(BytesParser(policy=email.policy.default).parsebytes(envelope.content))
        return "250 OK"

    @property
    def settings(self) -> Settings:
        url = f"smtp://127.0.0.1:{self.port}?from=notes@example.org"
        return Settings(smtp_url=url, public_url="https://notes.example.org")


@pytest.fixture
def server() -> Iterator[Server]:
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        handler.port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


def put(keeping: Keeping, template: str = "reset", to: str = "ana@example.org", language: str = "es", **more) -> None:
    with keeping.writing(COMMAND) as work:
        values = {**VALUES[template], **more}
        put_mail(work.session, to=to, template=template, language=language, values=values, due=work.now)


def rows(keeping: Keeping) -> list[OutboxRow]:
    with keeping.reading(COMMAND) as work:
        return mails(work.session, limit=100)


def test_a_mail_goes_out_in_the_words_of_its_reader_as_text_and_html(keeping: Keeping, server: Server):
    put(keeping)
    assert send(keeping, server.settings) == 1
    (message,) = server.taken
    assert message["Subject"] == "[Notas conceptuales] Nueva contraseña"
    assert message["To"] == "ana@example.org"
    assert message["From"] == "notes@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        body = message.get_body((kind,)).get_content()
        assert "https://notes.example.org/recover/s3cret" in body
        assert "Se solicitó una nueva contraseña" in body


def test_a_mail_that_was_sent_leaves_no_secret_behind_and_is_not_sent_again(keeping: Keeping, server: Server):
    put(keeping)
    assert (send(keeping, server.settings), send(keeping, server.settings)) == (1, 0)
    (row,) = rows(keeping)
    assert row.details == {"to": "ana@example.org", "template": "reset", "language": "es"}
    assert row.done_at is not None


def test_a_refused_address_does_not_hold_the_others_up_and_is_tried_again_later(keeping, server, clock):
    server.refused = {"nobody@example.org"}
    put(keeping, to="nobody@example.org")
    put(keeping)
    assert send(keeping, server.settings) == 1
    with keeping.reading(COMMAND) as work:
        (failing,) = failing_rows(work.session, limit=10)
    assert (failing.trouble, failing.tries) == ("SMTPRecipientsRefused", 1)
    assert send(keeping, server.settings) == 0
    server.refused = set()
    clock.move(minutes=2)
    assert send(keeping, server.settings) == 1


def test_a_resent_mail_is_recognised_by_its_number(keeping: Keeping, server: Server, clock, monkeypatch):
    put(keeping)
    (row,) = rows(keeping)
    send(keeping, server.settings)
    assert server.taken[0]["Message-ID"] == f"<{row.id}@notes.example.org>"


def test_without_an_answering_server_mails_wait_longer_each_time(keeping: Keeping, clock):
    away = Settings(smtp_url="smtp://127.0.0.1:1", public_url="https://notes.example.org")
    put(keeping)
    waits = []
    for _ in range(4):
        assert send(keeping, away) == 0
        (row,) = rows(keeping)
        waits.append(row.locked_until - clock.now)
        clock.move(hours=7)
    assert waits == sorted(set(waits))
    assert max(waits) <= timedelta(hours=6)
    assert row.details["values"]["secret"] == "s3cret"


def test_an_operator_may_send_a_failing_mail_again_at_once(keeping: Keeping, server: Server):
    server.refused = {"ana@example.org"}
    put(keeping)
    send(keeping, server.settings)
    server.refused = set()
    with keeping.writing(COMMAND) as work:
        assert send_again(work, rows(keeping)[0].id) is True
    assert send(keeping, server.settings) == 1
    with keeping.writing(COMMAND) as work:
        assert send_again(work, rows(keeping)[0].id) is False


def test_a_mail_that_outlived_its_secret_is_not_sent(keeping: Keeping, server: Server):
    put(keeping, expires=(REAL - timedelta(days=10_000)).isoformat())
    assert send(keeping, server.settings) == 0
    (row,) = rows(keeping)
    assert (row.trouble, "values" in row.details) == ("expired", False)


def test_an_address_that_no_header_takes_is_trouble_of_that_mail_alone(keeping: Keeping, server: Server):
    put(keeping, to="ana\n@example.org")
    put(keeping)
    assert send(keeping, server.settings) == 1


def test_an_installation_without_mail_keeps_no_secrets_waiting(keeping: Keeping):
    put(keeping)
    send(keeping, Settings())
    (row,) = rows(keeping)
    assert (row.done_at is not None, "values" in row.details) == (True, False)


def test_the_demonstration_keeps_its_mails_to_be_looked_at(keeping: Keeping):
    put(keeping, "code")
    assert (catch(keeping), catch(keeping)) == (1, 0)
    with keeping.reading(COMMAND) as work:
        (mail,) = caught(work, Settings())
    assert mail.to == "ana@example.org"
    assert "1234 5678" in mail.letter.text


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("template", sorted(LETTERS))
def test_every_letter_can_be_written_in_every_language(keeping: Keeping, template: str, language: str):
    make_people(keeping)
    details = {"template": template, "language": language, "values": VALUES[template]}
    with keeping.reading(COMMAND) as work:
        letter = written(work, details, "https://notes.example.org")
    assert "%(" not in letter.text
    assert "None" not in letter.text
    assert "<Vidal>" not in letter.html
    if template == "invitation":
        assert ("Uruguai" if language == "pt" else "Uruguay") in letter.text
        assert "Ana &lt;Vidal&gt;" in letter.html


def test_what_is_due_is_done_even_where_something_before_it_fails(
    keeping: Keeping, server: Server, monkeypatch, caplog
):
    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("drafting.notices.due.BEFORE_MAIL", (failing,))
    put(keeping)
    do_what_is_due(keeping, server.settings)
    assert len(server.taken) == 1
    assert "tried again" in caplog.text
