"""Throw-away databases: SQLite files, or a PostgreSQL cluster of our own that also starts as root."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

SERVER = (  # nothing here outlives the run, so nothing is written to last
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "max_connections=60",
    "listen_addresses=''",
)


def server_binaries() -> Path | None:
    """The folder with `initdb`, through the links of the PATH; Debian keeps it off the PATH."""
    candidates = [os.environ.get("PG_BINDIR"), shutil.which("pg_ctl"), shutil.which("initdb")]
    folders = [Path(os.path.realpath(found)) for found in candidates if found]
    folders = [folder if folder.is_dir() else folder.parent for folder in folders]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A cluster without a TCP port, gone afterwards; gives the address of its maintenance database."""
    binaries = server_binaries()
    if binaries is None:
        raise FileNotFoundError("no PostgreSQL server on this machine")
    base = Path(tempfile.mkdtemp(prefix="pg-"))
    (base / "run").mkdir()
    as_user = {}
    if os.geteuid() == 0:  # the server refuses root
        account = pwd.getpwnam("postgres")
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        for folder in (base, base / "run"):
            os.chown(folder, account.pw_uid, account.pw_gid)

    def call(*words: object) -> None:
        subprocess.run(
            [str(word) for word in words],
            check=True,
            cwd=base,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(base)},
            **as_user,  # type: ignore[call-overload]
        )

    call(binaries / "initdb", "-D", base / "data", "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = " ".join((f"-k {base}/run", *(f"-c {word}" for word in SERVER)))
    call(binaries / "pg_ctl", "-D", base / "data", "-w", "-l", base / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://test@/postgres?host={base}/run"
    finally:
        call(binaries / "pg_ctl", "-D", base / "data", "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)


class Databases:
    """Makes empty databases, and copies of a finished one, of the kind that this run is about."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._folder = folder
        self._server = server
        self._count = 0

    def new(self, *, like: str | None = None) -> str:
        """The address of a fresh database, empty or with everything that `like` holds."""
        self._count += 1
        if self._server is None:
            address = f"sqlite:///{self._folder / f'{self._count}.sqlite'}"
            if like is not None:
                shutil.copyfile(_path(like), _path(address))
            return address
        address = self._server.replace("/postgres?", f"/t{self._count}?")
        self._copy(like, to=address)
        return address

    def again(self, address: str, *, like: str) -> None:
        """Make the database at `address` what `like` is, whatever was changed there. Nobody may be connected."""
        self.drop(address)
        if self._server is None:
            shutil.copyfile(_path(like), _path(address))
        else:
            self._copy(like, to=address)

    def drop(self, address: str) -> None:
        """Remove a database that nobody needs any more."""
        if self._server is None:
            for suffix in ("", "-wal", "-shm"):
                Path(_path(address) + suffix).unlink(missing_ok=True)
        else:
            self._maintain(f"DROP DATABASE IF EXISTS {sa.make_url(address).database} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server."""
        if self._server is not None:
            self._maintenance.dispose()

    def _copy(self, like: str | None, *, to: str) -> None:
        template = sa.make_url(like).database if like else "template0"
        # Files copied as they are: the other way writes all of it into the log first, which takes ten times as long.
        self._maintain(f"CREATE DATABASE {sa.make_url(to).database} TEMPLATE {template} STRATEGY FILE_COPY")

    def _maintain(self, statement: str) -> None:
        with self._maintenance.connect() as connection:
            connection.execute(sa.text(statement))

    @cached_property
    def _maintenance(self) -> sa.Engine:
        assert self._server is not None
        return sa.create_engine(self._server, isolation_level="AUTOCOMMIT", pool_size=1)


def _path(address: str) -> str:
    return address.removeprefix("sqlite:///")
