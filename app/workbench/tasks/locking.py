"""Lock a key to names with a passphrase; deriving it is slow on purpose."""

from base64 import b64encode

from app.importing.anonymising.key_file import encrypted
from app.importing.plain import from_plain
from app.workbench.worker import Key


def work(data: bytes) -> str:
    """Return the key file in base64."""
    key = from_plain(Key, data)
    return b64encode(encrypted(key.stands_for, key.passphrase, key.about)).decode()
