"""Nothing leaves the machine: the demo and an export run with the network cut off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: No address of any network can be looked up or reached; sockets between processes of this machine can.
CUT = """
import socket, sys
def cut(*args, **named):
    raise SystemExit("the network was asked for")
class Cut(socket.socket):
    def connect(self, *args):
        return super().connect(*args) if self.family == socket.AF_UNIX else cut()
    def connect_ex(self, *args):
        return super().connect_ex(*args) if self.family == socket.AF_UNIX else cut()
    def sendto(self, *args):
        return super().sendto(*args) if self.family == socket.AF_UNIX else cut()
socket.socket = Cut
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = cut
"""


def run_cut(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", CUT + code], capture_output=True, text=True, check=False)


def test_the_cut_is_one() -> None:
    for code in (
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "socket.socket().connect(('127.0.0.1', 9))",
    ):
        done = run_cut(code)
        assert done.returncode == 1 and "the network was asked for" in done.stderr


def test_the_demo_and_an_export_ask_nothing_of_the_network(tmp_path: Path) -> None:
    verb = "sys.argv = ['reportedly', {}]\nfrom reportedly.cli import main\nmain()"
    demo = run_cut(verb.format(f"'demo', '-o', {str(tmp_path)!r}"))
    assert demo.returncode == 0, demo.stderr
    case, out = tmp_path / "example.case", tmp_path / "a.xlsx"
    export = run_cut(verb.format(f"'export', {str(case)!r}, '-o', {str(out)!r}"))
    assert export.returncode == 0, export.stderr
    assert out.stat().st_size > 1_000
