"""A PostgreSQL server of the tests' own: a cluster in a temporary folder, on a socket, as a user who is not root."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SETTINGS = "-c listen_addresses='' -c max_connections=60 -c log_min_messages=fatal"
HASTY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"  # for tests without kills
_MEMORY = Path("/dev/shm")  # where a file costs no disk


def programs() -> Path | None:
    """The folder of initdb, pg_ctl and pg_dump; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda path: float(path.parent.name))


class Server:
    """A running server. Its superuser is ``tm``; whoever has the socket may connect."""

    def __init__(self, folder: Path | None = None, settings: str = HASTY) -> None:
        bin_folder = programs()
        assert bin_folder is not None, "PostgreSQL is not installed: apt-get install postgresql"
        self._bin, self._settings = bin_folder, f"{SETTINGS} {settings}"
        folder = folder or (_MEMORY if os.access(_MEMORY, os.W_OK) else None)
        self.folder = Path(tempfile.mkdtemp(prefix="termlode-pg-", dir=folder))  # a short path: sockets need it
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            for place in (self.folder, self.data):
                shutil.chown(place, *_user())
            self.folder.chmod(0o755)
        self._run("initdb", "-D", self.data, "-U", "tm", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C")
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-k {self.folder} {self._settings}"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.data, "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        """Stop it and delete all it had."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """``kill -9`` of the server and all that serves a connection."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for process in (first, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        while any(_lives(process) for process in (first, *map(int, children))):
            time.sleep(0.01)
        for left in (self.data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)  # it names a process that its parent may not have waited for

    def address(self, schema: str = "", *, user: str = "tm", database: str = "postgres") -> str:
        """Where a memory in ``schema`` is."""
        options = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://{user}@/{database}?host={self.folder}{options}"

    def make(self, schema: str) -> str:
        """The address of a schema that is there."""
        self.sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        return self.address(schema)

    def sql(self, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement as superuser; its rows."""
        import psycopg

        with psycopg.connect(self.address(database=database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def tool(self, name: str, *arguments: str | Path) -> bytes:
        """What one of PostgreSQL's programs prints, told where the server is."""
        return self._run(name, "-h", self.folder, "-U", "tm", *arguments)

    def _run(self, name: str, *arguments: str | Path, check: bool = True) -> bytes:
        command = [str(self._bin / name), *map(str, arguments)]
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            user, group = _user()
            command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *command]
        log = self.folder / f"{name}.out"
        with log.open("wb") as out:  # not a pipe: the server would hold it open
            done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, cwd=self.folder, check=False)
        said = log.read_bytes()
        assert done.returncode == 0 or not check, said.decode()
        return said


def _user() -> tuple[str, str]:
    import grp
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return name, grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
