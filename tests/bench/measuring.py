"""Server CPU per operation: a server in a process of its own, driven over loopback, its processor time read before and
after. Everything is compared with a bare route of the same server in the same run, so that only ratios are claimed."""

import gzip
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@dataclass(frozen=True)
class Measured:
    """`cpu`: milliseconds of processor time of the server for one operation; `ratio`: to the floor of the same run."""

    name: str
    cpu: float
    ratio: float
    alone: float
    bytes: int


@contextmanager
def server(url: str) -> Iterator[tuple[str, psutil.Process]]:
    """The service on a free port of loopback, as `drafting run` would start it; ended with the block."""
    port = _free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.bench.serve", url, str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def measured(
    name: str, process: psutil.Process, operation: Callable[[], httpx.Response], *, rounds: int, floor: float | None
) -> Measured:
    """The operation done `rounds` times after a few to warm up. Raises for any answer that is not a success."""
    for _ in range(3):
        answer = operation().raise_for_status()
    before, latencies = _cpu(process), []
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = operation().raise_for_status()
        latencies.append(time.perf_counter() - begun)
    cpu = (_cpu(process) - before) * 1000 / rounds
    weight = len(gzip.compress(answer.content, 6))
    return Measured(name, cpu, cpu / floor if floor else 1.0, median(latencies) * 1000, weight)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("The server ended before it was ready.")
        try:
            if httpx.get(f"{address}/health/ready", timeout=1.0).is_success:
                return
        except httpx.TransportError:
            continue
    raise RuntimeError("The server did not become ready.")
