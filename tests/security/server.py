"""The real server as a process of its own, on a folder of its own, and somebody who talks to it over HTTP."""

import http.client
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.forms import values_of

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
REFERENCE = re.compile(r"/en/experts/(EXP-[0-9A-Z]{6})\"")
PASSWORD = "seven quiet herons"


class Server:
    """The server of `roster serve` on a demonstration folder.

    A parent process imports the application once and forks a server at each start, so that two hundred starts
    take seconds; what is killed is a whole process with its threads, files and connections.
    """

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._environ = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "ROSTER_MODE": "demonstration",
            "ROSTER_DATA": str(folder),
            "PORT": str(self.port),
            "DEMO_PASSWORD": PASSWORD,
            "PYTHONWARNINGS": "ignore",
            "TEMPLATES_KEPT": str(folder.parent),
        }
        self._folder = folder.parent
        self._log = (self._folder / "server.log").open("ab")
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.security.forking"],
            cwd=ROOT,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self._pid = 0

    def command(self, *words: str) -> str:
        """One command of ours, to its end."""
        said = self._folder / "said.txt"
        status = self._say(shlex.join(("run", str(said), *words)))
        told = said.read_text(encoding="utf-8")
        assert status == "0", told
        return told

    def start(self) -> float:
        """Start it and wait until it answers; gives the seconds that it took."""
        begun = time.monotonic()
        self._pid = int(self._say("start"))
        while time.monotonic() - begun < 60:
            try:
                if Browser(self.port).ask("GET", "/healthz").status == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """As when the power fails: nothing is finished, nothing is closed."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            assert self._say("bury") == str(self._pid)
            self._pid = 0

    def end(self) -> None:
        """Stop for good."""
        self.kill()
        self._parent.communicate(timeout=30)
        self._log.close()

    def _say(self, word: str) -> str:
        pipe_in, pipe_out = self._parent.stdin, self._parent.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        pipe_in.write(f"{word}\n")
        pipe_in.flush()
        return pipe_out.readline().strip()


@dataclass
class Reply:
    """What came back."""

    status: int
    text: str
    location: str = ""


@dataclass
class Browser:
    """Keeps cookies and asks, one connection a request."""

    port: int
    _cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, form: dict[str, object] | None = None) -> Reply:
        """One request. Raises OSError where the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form, doseq=True)
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, heads)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as error:
            raise ConnectionError from error
        finally:
            connection.close()
        for given in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = given.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Reply(answer.status, text, answer.headers.get("Location", ""))

    def sign_in(self, email: str) -> None:
        """Sign in as a demonstration account."""
        token = TOKEN.search(self.ask("GET", "/en/sign-in").text)
        assert token is not None
        form: dict[str, object] = {"csrf_token": token[1], "email": email, "password": PASSWORD}
        assert self.ask("POST", "/en/sign-in", form).status == 303

    def references(self) -> list[str]:
        """The people on the first page of results."""
        return list(dict.fromkeys(REFERENCE.findall(self.ask("GET", "/en/experts").text)))

    def form_of(self, ref: str) -> dict[str, object]:
        """What the edit form of a profile would send."""
        return values_of(self.ask("GET", f"/en/experts/{ref}/edit").text)

    def profile(self, ref: str) -> dict[str, object]:
        """The profile as data."""
        found: dict[str, object] = json.loads(self.ask("GET", f"/en/experts/{ref}.json").text)
        return found
