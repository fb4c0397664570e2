"""Runs work in a forked process, which may be killed without harm to this one."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import traceback
from collections.abc import Callable
from threading import Timer
from typing import Any


def fork(task: Callable[[], Any], meanwhile: Callable[[int], None] | None = None) -> Any:
    """Run a task in a forked process, and return its result; None if it was killed.

    Imports are done once, by this process, which must not have opened a corpus.

    Args:
        meanwhile: Called with the child's process id.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            os.write(writing, json.dumps(task()).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    if meanwhile:
        meanwhile(child)
    with os.fdopen(reading, "rb") as pipe:
        result = pipe.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed")
    return json.loads(result) if result else None


def watch_statements(each: Callable[[], None]) -> None:
    """Call a function whenever this process runs an SQL statement from now on."""
    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda _: each())
        return connection

    sqlite3.connect = watched


def kill_at_statement(number: int, *, after: float = 0.0) -> None:
    """Kill this process, as by kill -9, at its n-th SQL statement from now on.

    Args:
        after: Seconds that it goes on after that statement.
    """
    left = number

    def count() -> None:
        nonlocal left
        left -= 1
        if left == -1:
            if after:
                Timer(after, _die).start()
            else:
                _die()

    watch_statements(count)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
