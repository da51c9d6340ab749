"""The service while it runs: the server, the work that falls due beside it, an end that leaves nothing half done."""

import json
import logging
import logging.config
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import uvicorn
from litestar import Litestar

from drafting.settings import Settings

SECONDS_TO_FINISH = 5
MOST_AT_ONCE = 500
EVERY = 60.0

log = logging.getLogger("drafting.serving")


class Worker:
    """Does what is due: once a minute, and as soon as somebody says that something was told."""

    def __init__(self, due: Callable[[], None]) -> None:
        self._due = due
        self._asked = threading.Event()
        self._ended = threading.Event()

    def wake(self, _told: Sequence[Any] = ()) -> None:
        """Cheap and safe from any thread: deeds call it after their commit."""
        self._asked.set()

    def run(self) -> None:
        """Until `end`. What goes wrong is logged and tried again: one mail that cannot be sent stops no deadline."""
        while not self._ended.is_set():
            self._asked.clear()
            try:
                self._due()
            except Exception:
                log.exception("What fell due was not done; it is tried again.")
            self._asked.wait(EVERY)

    def end(self) -> None:
        self._ended.set()
        self._asked.set()

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Work in a thread of its own while the block lasts; what was begun is finished before it ends."""
        thread = threading.Thread(target=self.run, name="worker")
        thread.start()
        try:
            yield
        finally:
            self.end()
            thread.join()


def serve(app: Litestar, settings: Settings, on_ready: Callable[[], None] = lambda: None) -> None:
    """Serve until the process is told to end; requests under way are answered first."""
    _Server(_configuration(app, settings), on_ready).run()


def serve_in_processes(factory: str, settings: Settings) -> None:
    """Serve in several processes; each makes its application by calling the function that `factory` names."""
    uvicorn.run(factory, factory=True, workers=settings.workers, **_options(settings))


def end_on_signals() -> None:
    """Let SIGTERM and SIGINT end the program by an exception, so that every block it is in is left properly.

    The server catches them while it serves, finishes, and raises them again.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def _configuration(app: Litestar, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(app, **_options(settings))


def _options(settings: Settings) -> dict[str, Any]:
    proxies = [str(network) for network in settings.trusted_proxies]
    return {
        "host": settings.host,
        "port": settings.port,
        "proxy_headers": bool(proxies),
        "forwarded_allow_ips": proxies,
        "server_header": False,
        "access_log": False,  # nobody tracks who opened a page; and addresses hold invitations
        "limit_concurrency": MOST_AT_ONCE,
        "timeout_graceful_shutdown": SECONDS_TO_FINISH,
        "log_config": None,
    }


def begin_logging(settings: Settings) -> None:
    """Warnings and errors of all, and the little that this program says, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_AsJson() if settings.log_format == "json" else _AsText())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("drafting").setLevel(logging.INFO)


class _AsText(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")


class _AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "from": record.name, "message": record.getMessage()}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)
