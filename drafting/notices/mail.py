"""Mails go out over SMTP, at least once: a row is leased, the mail handed over, then the row is done.

What a mail carried is erased once it is sent: the links and codes in it open accounts.
"""

import contextlib
import logging
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit
from uuid import UUID

from drafting.notices.inbox import put_off
from drafting.notices.letters import Written, written
from drafting.settings import Settings, Smtp
from drafting.store.outbox import OutboxRow, anything_due, due_rows, mails, row_in_outbox
from drafting.store.work import CLOCK, Keeping, Work

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)
PATIENCE = 30  # seconds for one answer of the mail server
AT_ONCE = 20

# Trouble with one mail, not with the server: an address it will not take, or that cannot be written in a header.
_OF_ONE_MAIL = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPNotSupportedError,
    ValueError,
)


@dataclass(frozen=True)
class Waiting:
    """A mail that this process holds for the time of its lease."""

    id: UUID
    to: str
    letter: Written


@dataclass(frozen=True)
class Caught:
    """A mail of the demonstration, which sends none."""

    id: UUID
    to: str
    at: datetime
    letter: Written


def send(keeping: Keeping, settings: Settings) -> int:
    """Send what is due; how many mails went out. Without a mail server what waits is dropped, its secrets with it."""
    smtp = settings.smtp
    if smtp is None:
        return _finish_all(keeping, trouble="no mail server", erase=True)
    sent = 0
    while claimed := _claim(keeping, settings):
        sent += _send(keeping, smtp, settings, claimed)
    return sent


def catch(keeping: Keeping) -> int:
    """The demonstration: mails are kept to be looked at, and go nowhere."""
    return _finish_all(keeping, trouble=None, erase=False)


def caught(work: Work, settings: Settings, limit: int = 50) -> list[Caught]:
    """The newest first."""
    rows = [row for row in mails(work.session, limit=limit) if "values" in row.details]
    return [Caught(row.id, row.details["to"], row.due, written(work, row.details, settings.public_url)) for row in rows]


def send_again(work: Work, row_id: UUID) -> bool:
    """Try a mail that failed once more, now."""
    row = row_in_outbox(work.session, row_id)
    if row is None or row.done_at is not None:
        return False
    row.tries, row.locked_until, row.due = 0, None, work.now
    return True


def _claim(keeping: Keeping, settings: Settings) -> list[Waiting]:
    """Lease some mails and write them. One that cannot be written, or has outlived its secret, is not sent."""
    with keeping.reading(CLOCK) as work:
        if not anything_due(work.session, "mail", work.now):
            return []
    claimed: list[Waiting] = []
    with keeping.writing(CLOCK) as work:
        for row in due_rows(work.session, "mail", work.now, AT_ONCE):
            if _is_too_late(row):
                _finish(row, work.now, trouble="expired", erase=True)
                continue
            try:
                claimed.append(Waiting(row.id, row.details["to"], written(work, row.details, settings.public_url)))
                row.locked_until = work.now + LEASE
            except (KeyError, TypeError, ValueError) as error:
                put_off(row, error, work.now)
    return claimed


def _is_too_late(row: OutboxRow) -> bool:
    expires = row.details["values"].get("expires")
    return bool(expires) and datetime.fromisoformat(expires) <= datetime.now(UTC)


def _send(keeping: Keeping, smtp: Smtp, settings: Settings, claimed: list[Waiting]) -> int:
    """All over one connection; a mail that is refused does not stop the others."""
    sent = 0
    left = list(claimed)
    try:
        with connected(smtp) as server:
            while left:
                mail = left[0]
                try:
                    server.send_message(_message(mail, smtp, settings))
                except _OF_ONE_MAIL as error:
                    _note_trouble(keeping, [left.pop(0)], error)
                    continue
                left.pop(0)
                with keeping.writing(CLOCK) as work:
                    row = row_in_outbox(work.session, mail.id)
                    if row is not None:
                        _finish(row, work.now, trouble=None, erase=True)
                sent += 1
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail server: %s", type(error).__name__)
        _note_trouble(keeping, left, error)
    return sent


def _note_trouble(keeping: Keeping, mails_left: list[Waiting], error: Exception) -> None:
    with keeping.writing(CLOCK) as work:
        for mail in mails_left:
            row = row_in_outbox(work.session, mail.id)
            if row is not None:
                put_off(row, error, work.now)


@contextlib.contextmanager
def connected(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if smtp.secure == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=PATIENCE)
    with server:
        if smtp.secure == "starttls":
            server.starttls(context=context)
        if smtp.user is not None:
            server.login(smtp.user, smtp.password or "")
        yield server


def _message(mail: Waiting, smtp: Smtp, settings: Settings) -> EmailMessage:
    host = urlsplit(settings.public_url).hostname or "localhost"
    message = EmailMessage()
    message["Subject"] = mail.letter.subject
    message["From"] = smtp.sender or f"drafting@{host}"
    message["To"] = mail.to
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = f"<{mail.id}@{host}>"  # the same when it is sent twice
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.letter.text)
    message.add_alternative(mail.letter.html, subtype="html")
    return message


def _finish_all(keeping: Keeping, *, trouble: str | None, erase: bool) -> int:
    done = 0
    while True:
        with keeping.reading(CLOCK) as work:
            if not anything_due(work.session, "mail", work.now):
                return done
        with keeping.writing(CLOCK) as work:
            rows = due_rows(work.session, "mail", work.now, AT_ONCE)
            for row in rows:
                _finish(row, work.now, trouble=trouble, erase=erase)
        done += len(rows)
        if not rows:
            return done


def _finish(row: OutboxRow, now: datetime, *, trouble: str | None, erase: bool) -> None:
    row.done_at, row.trouble, row.locked_until = now, trouble, None
    row.tries += 1
    if erase:
        row.details = {key: row.details[key] for key in ("to", "template", "language")}
