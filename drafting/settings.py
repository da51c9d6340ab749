"""What differs from one installation to the next, read once from the environment and handed on.

Every setting is called `DRAFTING_<NAME>` and may be given as `DRAFTING_<NAME>_FILE` instead, the name of a file that
holds the value: that is how a secret reaches a container without standing in its environment. A setting given as an
empty string counts as not given.
"""

import difflib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

PREFIX = "DRAFTING_"
MASK = "***"

LogFormat = Literal["text", "json"]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class SettingsError(Exception):
    """A setting that cannot be used. Its text names the setting and is shown to whoever installs the service."""


@dataclass(frozen=True)
class Smtp:
    """Where mail is handed over, encrypted from the start, after STARTTLS or (to a local catcher) not at all."""

    host: str
    port: int
    secure: Literal["tls", "starttls", "no"]
    user: str | None
    password: str | None
    sender: str | None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One installation. A test makes its own; the command makes one from its environment."""

    data_dir: Path = Path("data")
    database_url: str = "sqlite:///data/drafting.sqlite"
    public_url: str = "http://127.0.0.1:8000"
    secret_file: Path = Path("data/secret")
    smtp_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    trusted_proxies: tuple[Network, ...] = ()
    log_format: LogFormat = "text"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        given = _given(environ)
        read: dict[str, Any] = {name: _READERS[name](_variable(name), text) for name, text in given.items()}
        folder = read.get("data_dir", cls.data_dir)
        read.setdefault("database_url", f"sqlite:///{(folder / 'drafting.sqlite').as_posix()}")
        read.setdefault("secret_file", folder / "secret")
        read.setdefault("public_url", _own_address(read.get("host", cls.host), read.get("port", cls.port)))
        return cls(**read)

    @property
    def smtp(self) -> Smtp | None:
        return _smtp(_variable("smtp_url"), self.smtp_url) if self.smtp_url else None

    @property
    def record_key(self) -> Path:
        """The key that checkpoints of the record are signed with, beside the secret."""
        return self.secret_file.with_name("record.key")

    def described(self) -> dict[str, str]:
        """Every setting by its variable, as `drafting config show` prints it: passwords are masked."""
        return {_variable(field.name): _shown(getattr(self, field.name)) for field in fields(self)}


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    """The text given for each setting, from the variable itself or from the file that `…_FILE` names."""
    known = {_variable(name): name for name in _READERS}
    given: dict[str, str] = {}
    for variable in sorted(name for name in environ if name.startswith(PREFIX)):
        plain = variable if variable in known else variable.removesuffix("_FILE")
        if plain not in known:
            raise SettingsError(_unknown(variable, known))
        text = environ[variable].strip()
        if not text:
            continue
        if known[plain] in given:
            raise SettingsError(f"{plain} is given twice, also as {variable}; keep one of them.")
        given[known[plain]] = text if plain == variable else _content(variable, text)
    return given


def _unknown(variable: str, known: Mapping[str, str]) -> str:
    names = [*known, *(f"{name}_FILE" for name in known)]
    nearest = difflib.get_close_matches(variable, names, n=1, cutoff=0)
    return f"{variable} is not a setting of this program; did you mean {nearest[0]}?"


def _content(variable: str, path: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{variable} names a file that cannot be read: {error}") from error
    if not text:
        raise SettingsError(f"{variable} names a file that is empty: {path}")
    return text


def _own_address(host: str, port: int) -> str:
    """Where this machine's own browser reaches the service, when nothing else was said."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    if address.is_unspecified:
        return f"http://127.0.0.1:{port}"
    return f"http://[{host}]:{port}" if address.version == 6 else f"http://{host}:{port}"


def _path(variable: str, text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise SettingsError(f"{variable} names the home of somebody unknown here: {text!r}.") from error


def _database_url(variable: str, text: str) -> str:
    if text.startswith("sqlite:///"):
        if not text.removeprefix("sqlite:///").split("?")[0]:
            raise SettingsError(f"{variable} names no file; write sqlite:///folder/file.sqlite.")
        return text
    parts = _split(variable, text)
    if parts.scheme != "postgresql":
        raise SettingsError(f"{variable} must begin with sqlite:/// or postgresql://; it begins with {text[:13]!r}.")
    if not parts.path.strip("/"):
        raise SettingsError(f"{variable} names no database; write postgresql://user:password@host/database.")
    return text


def _public_url(variable: str, text: str) -> str:
    """Scheme, host and port alone: cookies and links are made for the root of a host."""
    parts = _split(variable, text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{variable} must be an address such as https://notes.example.org; it is {text!r}.")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password:
        raise SettingsError(f"{variable} must be a scheme and a host, with nothing behind it; it is {text!r}.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _smtp_url(variable: str, text: str) -> str:
    _smtp(variable, text)
    return text


def _smtp(variable: str, text: str) -> Smtp:
    parts = _split(variable, text)
    schemes: dict[str, tuple[Literal["tls", "starttls", "no"], int]] = {
        "smtp": ("no", 25),
        "smtp+starttls": ("starttls", 587),
        "smtps": ("tls", 465),
    }
    if parts.scheme not in schemes or not parts.hostname:
        raise SettingsError(f"{variable} must be smtps://, smtp+starttls:// or smtp:// and a host; see README.")
    asked = parse_qs(parts.query)
    sender = asked.pop("from", [None])[-1]
    if asked or parts.path.strip("/"):
        raise SettingsError(f"{variable} takes nothing behind the host but ?from=address.")
    if sender is not None and "@" not in parseaddr(sender)[1]:
        raise SettingsError(f"{variable}: from= must be a mail address; it is {sender!r}.")
    secure, usual_port = schemes[parts.scheme]
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password else None
    return Smtp(parts.hostname, parts.port or usual_port, secure, user, password, sender)


def _split(variable: str, text: str) -> SplitResult:
    """The parts of an address. The text itself stays out of the message: it may hold a password."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"{variable} is not a valid address.") from error
    return parts


def _host(variable: str, text: str) -> str:
    if "/" in text or " " in text or not text.isprintable():
        raise SettingsError(f"{variable} must be a host name or an address such as 127.0.0.1; it is {text!r}.")
    return text.strip("[]")


def _whole_number(lowest: int, highest: int) -> Callable[[str, str], int]:
    def read(variable: str, text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not lowest <= int(text) <= highest:
            raise SettingsError(f"{variable} must be a whole number from {lowest} to {highest}; it is {text!r}.")
        return int(text)

    return read


def _networks(variable: str, text: str) -> tuple[Network, ...]:
    """Addresses or networks in the form 10.0.0.0/8, separated by commas."""
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise SettingsError(f"{variable} must be addresses or networks separated by commas: {error}.") from error


def _log_format(variable: str, text: str) -> LogFormat:
    if text == "text":
        return "text"
    if text == "json":
        return "json"
    raise SettingsError(f"{variable} must be text or json; it is {text!r}.")


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    return _masked(value) if isinstance(value, str) else str(value)


def _masked(text: str) -> str:
    """The address without its password, wherever in it the password stands."""
    if "://" not in text:
        return text
    parts = urlsplit(text)
    query = "&".join(
        f"{pair.split('=')[0]}={MASK}" if "pass" in pair.split("=")[0].lower() else pair
        for pair in parts.query.split("&")
    )
    user, at, host = parts.netloc.rpartition("@")
    name, colon, _ = user.partition(":")
    masked = parts._replace(netloc=f"{name}{colon}{MASK if colon else ''}{at}{host}", query=query)
    return text if masked == parts else urlunsplit(masked)


_READERS: dict[str, Callable[[str, str], Any]] = {
    "data_dir": _path,
    "database_url": _database_url,
    "public_url": _public_url,
    "secret_file": _path,
    "smtp_url": _smtp_url,
    "host": _host,
    "port": _whole_number(1, 65535),
    "workers": _whole_number(1, 64),
    "trusted_proxies": _networks,
    "log_format": _log_format,
}
