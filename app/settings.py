"""The environment, read once: where the data lies and how the workbench is reached."""

import os
import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
OTHERS = 0o077


class Settings(BaseSettings):
    """`COMMONGROUND_*` settings; every one has a default that is safe on one machine."""

    model_config = SettingsConfigDict(env_prefix="COMMONGROUND_", extra="ignore")

    data_directory: Path = Field(default=Path("commonground-data"))
    database_url: str = ""
    secret_key: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = False
    worker_seconds: float = 30

    @cached_property
    def database(self) -> str:
        """Return the database's address: the one that was set, or SQLite in the data directory."""
        if self.database_url:
            return self.database_url
        self._make_data_directory()
        return f"sqlite:///{self.data_directory.absolute() / 'commonground.db'}"

    @cached_property
    def key(self) -> bytes:
        """Return the key that seals trails: from the environment, or from a file that is made at the first start."""
        if self.secret_key:
            return self.secret_key.encode()
        self._make_data_directory()
        file = self.data_directory / "secret.key"
        if not file.exists():
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(descriptor, "w", encoding="ascii") as handle:
                handle.write(secrets.token_hex(32))
        key = file.read_text(encoding="ascii").strip().encode()
        if not key:
            raise ValueError("The file secret.key in the data directory is empty; put its content back from a backup.")
        return key

    @property
    def ledger(self) -> Path:
        """Return where redactions and withdrawals are noted beside the database, whichever database that is."""
        return self.data_directory.absolute() / "ledger.jsonl"

    def _make_data_directory(self) -> None:
        self.data_directory.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if self.data_directory.stat().st_mode & OTHERS:
            self.data_directory.chmod(PRIVATE_FOLDER)
