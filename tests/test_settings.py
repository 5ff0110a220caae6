"""What lies in the data directory is for its owner alone."""

import stat

import pytest

from app.settings import Settings


def test_a_data_directory_that_others_could_read_is_closed_to_them(tmp_path):
    folder = tmp_path / "open to all"
    folder.mkdir(mode=0o755)

    settings = Settings(data_directory=folder, database_url="", secret_key="")

    assert settings.database.startswith("sqlite:///")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert settings.key
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600


def test_an_empty_key_seals_nothing(tmp_path):
    (tmp_path / "secret.key").write_text("")

    with pytest.raises(ValueError, match=r"secret\.key"):
        _ = Settings(data_directory=tmp_path, database_url="", secret_key="").key
