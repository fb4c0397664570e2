"""Serves a model by llama.cpp in this process, behind an OpenAI-compatible address on the loopback
interface.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from rag.errors import ModelError
from rag.generation.bundled_model import INSTALL

CONTEXT_TOKENS = 4096
_PROMPTS_KEPT_MIB = 128  # cache of earlier prompts, whose beginnings recur; some 6 MiB each


class LocalServer:
    """A GGUF model being served; it stops when the object goes.

    Attributes:
        url: The address to chat with, ``http://127.0.0.1:PORT/v1``.
        key: The key it asks for, so that other users of the machine cannot chat with it.
    """

    def __init__(self, model: Path, threads: int | None = None) -> None:
        """Load the model, which takes some seconds.

        Args:
            threads: Default: all cores that this process may use.

        Raises:
            ModelError: xllamacpp is not installed, or the file cannot be loaded.
        """
        try:
            from xllamacpp import CommonParams, Server
        except ImportError as error:
            raise ModelError(
                f"The local language model needs xllamacpp, which is not installed: {INSTALL}"
            ) from error
        if not model.is_file():
            raise ModelError(
                f"There is no model file {model}. Set NEWS_LOCAL_MODEL to a GGUF file."
            )
        self.key = secrets.token_urlsafe(24)
        params = CommonParams()
        params.model.path = str(model)
        # One slot for each of the two kinds of prompt, so that the beginning of each stays cached.
        params.n_parallel = 2
        params.n_ctx = params.n_parallel * CONTEXT_TOKENS
        params.cache_ram_mib = _PROMPTS_KEPT_MIB
        for cpu in (params.cpuparams, params.cpuparams_batch):
            cpu.n_threads = threads or _cores()
            cpu.poll = 0  # threads that wait must not take the cores from others
        params.api_keys = [self.key]
        params.cors_origins = ""
        params.endpoint_slots = False
        params.ui = False
        params.verbosity = -1
        try:
            self._server = Server(params)
        except Exception as error:  # it raises plain RuntimeErrors and worse
            raise ModelError(
                f"The language model {model} cannot be loaded: it is no GGUF file that llama.cpp "
                "knows, or memory is short."
            ) from error
        self.url = f"{self._server.listening_address}/v1"


_loading = Lock()
_running: WeakValueDictionary[tuple[Path, int | None], LocalServer] = WeakValueDictionary()


def local_server(model: Path, threads: int | None = None) -> LocalServer:
    """Return the server of a model file. A process has one as long as someone holds it; see
    `LocalServer`.
    """
    with _loading:
        server = _running.get((model, threads))
        if server is None:
            server = _running[model, threads] = LocalServer(model, threads)
        return server


def is_installed() -> bool:
    """Tell whether xllamacpp is installed; it is not imported."""
    import importlib.util

    return importlib.util.find_spec("xllamacpp") is not None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
