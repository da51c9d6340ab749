"""The service for the bench: one process, nothing but the application."""

import sys

import uvicorn

from drafting.app import create_app
from drafting.settings import Settings
from drafting.store.base import make_engine
from drafting.store.work import Keeping


def main(url: str, port: str) -> None:
    settings = Settings(database_url=url, port=int(port), public_url=f"http://127.0.0.1:{port}")
    uvicorn.run(create_app(settings, Keeping(make_engine(url))), port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
