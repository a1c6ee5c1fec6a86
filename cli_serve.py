"""`knead serve`: the app, on this computer only, opened in the browser."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

from cli_shared import Stop

HOST: Final = "127.0.0.1"


def add_serve_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead serve`.

    Args:
        parser: The parser of `knead serve`.
    """
    parser.add_argument("--port", type=int, default=8501, help="8501 where none is named")
    parser.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    """`knead serve`: becomes the server, so that one Ctrl+C or one signal stops it."""
    port: int = options.port
    if not 1 <= port <= 65535:
        raise Stop(f"--port {port} is no port; write a number from 1 to 65535, such as 8501")
    if not _is_free(port):
        raise Stop(f"port {port} is in use or can't be opened; name another: {_instead()}")
    app = Path(__file__).resolve().parent / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    if not _has_screen():
        command += ["--server.headless", "true"]
    print(f"Knead to Know: http://{HOST}:{port} (Ctrl+C stops it)", flush=True)
    # Streamlit reads the settings and the theme beside the folder that it is started in.
    os.chdir(app.parent)
    if os.name != "nt":
        os.execv(sys.executable, command)
    # On Windows, exec would start the server beside this program and end this one.
    return subprocess.call(command)


def _is_free(port: int) -> bool:
    """Whether the app can listen there."""
    with socket.socket() as probe:
        if os.name != "nt":
            # The port of a server that was stopped a moment ago is free, as Streamlit sees it too.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _instead() -> str:
    """The command with a port that is free now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        other: int = probe.getsockname()[1]
    return f"knead serve --port {other}"


def _has_screen() -> bool:
    """Whether a browser can be opened; without a screen, a text browser would take the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
