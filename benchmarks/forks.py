"""Work done in a process of its own, which may be killed without taking anything else along."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from typing import Any


def fork(task: Callable[[], Any], meanwhile: Callable[[int], None] | None = None) -> Any:
    """What the task gave in a process of its own; None if it was killed.

    Imports are paid for once, by this process, which must not have opened a corpus.

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
