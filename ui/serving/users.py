"""The file of users: one line for each password or token, of which only hashes are stored.

    anna:scrypt:SALT:HASH       a password
    anna:token:HASH             a token, for programs

Hashes and salts are base64. Tokens are random, so that a plain SHA-256 protects them.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import tempfile
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from rag.errors import InputError

_NAME = re.compile(r"[\w.@+-]{1,64}")
_SHORTEST = 10
_LONGEST = 1_000
# The second of OWASP's recommended parameter sets, which takes 32 MB.
_COST = {"n": 2**15, "r": 8, "p": 3, "maxmem": 2**26}


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: str
    salt: str
    digest: str

    @property
    def line(self) -> str:
        parts = (self.name, self.kind, self.salt, self.digest)
        return ":".join(part for part in parts if part)


class Users:
    """The users in a file, read again whenever it changes."""

    def __init__(self, file: Path) -> None:
        """Read a file of users.

        Raises:
            InputError: The file, or a line of it, cannot be read.
        """
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._entries: tuple[_Entry, ...] = ()
        self._read()

    def names(self) -> list[str]:
        """Return all names, sorted."""
        self._read()
        return sorted({entry.name for entry in self._entries})

    def password_is(self, name: str, password: str) -> bool:
        """Tell whether a password is the user's; it takes as long for a user that does not exist."""
        self._read()
        found = [e for e in self._entries if e.name == name and e.kind == "scrypt"]
        entry = found[0] if found else _Entry(name, "scrypt", b64encode(b"none").decode(), "none")
        # Cut short, a password that is too long is still wrong.
        given = _scrypt(password[: _LONGEST + 1], b64decode(entry.salt))
        return hmac.compare_digest(given, entry.digest) and bool(found)

    def password_digest(self, name: str) -> str | None:
        """Return the stored hash of a user's password; it changes whenever a password is set."""
        self._read()
        passwords = (e.digest for e in self._entries if e.name == name and e.kind == "scrypt")
        return next(passwords, None)

    def of_token(self, token: str) -> str | None:
        """Return the user who owns a token, or None."""
        self._read()
        given = _sha256(token)
        for entry in self._entries:
            if entry.kind == "token" and hmac.compare_digest(entry.digest, given):
                return entry.name
        return None

    def _read(self) -> None:
        try:
            state = self._file.stat()
            seen = (state.st_mtime_ns, state.st_size)
            if seen != self._seen:
                self._entries = _entries(self._file)
                self._seen = seen
        except OSError as error:
            raise InputError(
                f"The users in {self._file} cannot be read: {error.strerror}. "
                "Make the file with: news users add NAME"
            ) from error


def set_password(file: Path, name: str, password: str) -> None:
    """Set the password of a user; a missing file or user is added.

    Raises:
        InputError: The name, the password or the file cannot be used.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise InputError(f"A password has {_SHORTEST} to {_LONGEST:,} characters.")
    salt = secrets.token_bytes(16)
    entry = _Entry(_name(name), "scrypt", b64encode(salt).decode(), _scrypt(password, salt))
    kept = [e for e in _present(file) if (e.name, e.kind) != (name, "scrypt")]
    _write(file, [*kept, entry])


def new_token(file: Path, name: str, *, new: bool = False) -> str:
    """Add a token for a user's programs, and return it; only its hash is stored.

    Args:
        new: Add the user, without a password, if there is none.

    Raises:
        InputError: There is no such user, or the name or the file cannot be used.
    """
    present = _present(file)
    if not new and name not in {entry.name for entry in present}:
        raise _no_user(name, file)
    token = secrets.token_urlsafe(32)
    _write(file, [*present, _Entry(_name(name), "token", "", _sha256(token))])
    return token


def remove(file: Path, name: str) -> None:
    """Remove a user, with password and tokens.

    Raises:
        InputError: There is no such user, or the file cannot be used.
    """
    present = _present(file)
    kept = [entry for entry in present if entry.name != name]
    if len(kept) == len(present):
        raise _no_user(name, file)
    _write(file, kept)


def _no_user(name: str, file: Path) -> InputError:
    return InputError(f"There is no user {name!r} in {file}: news users list names all.")


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} cannot be a name: letters, digits and . _ - + @ only.")
    return name


def _present(file: Path) -> list[_Entry]:
    try:
        return list(_entries(file)) if file.exists() else []
    except OSError as error:
        raise InputError(f"The users in {file} cannot be read: {error.strerror}.") from error


def _entries(file: Path) -> tuple[_Entry, ...]:
    entries = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeError as error:
        raise InputError(
            f"The users in {file} cannot be read: it is no text in UTF-8. Name another file."
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        match line.strip().split(":"):
            case [name, "scrypt", salt, digest]:
                entries.append(_Entry(name, "scrypt", salt, digest))
            case [name, "token", digest]:
                entries.append(_Entry(name, "token", "", digest))
            case _:
                raise InputError(
                    f"Line {number} of {file} is not as news users writes it: "
                    "NAME:scrypt:SALT:HASH or NAME:token:HASH."
                )
    return tuple(entries)


def _write(file: Path, entries: list[_Entry]) -> None:
    """Replace the file as a whole; only its owner can read it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as writing:
            writing.writelines(f"{entry.line}\n" for entry in entries)
        Path(name).replace(file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}.") from error


def _scrypt(password: str, salt: bytes) -> str:
    given = password.encode("utf-8", "surrogatepass")
    return b64encode(hashlib.scrypt(given, salt=salt, **_COST)).decode()


def _sha256(token: str) -> str:
    return b64encode(hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()).decode()
