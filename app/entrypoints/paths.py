"""Where a program finds what it ships with and keeps what is its own."""

from pathlib import Path

import platformdirs

APPLICATION = "setia"


def user_data() -> Path:
    """Where a terminal keeps its store unless it is told otherwise."""
    return platformdirs.user_data_path(APPLICATION)


def user_settings() -> Path:
    """The settings file of this user."""
    return platformdirs.user_config_path(APPLICATION) / "setia.toml"


def machine_settings() -> Path:
    """The settings file of this machine."""
    return platformdirs.site_config_path(APPLICATION) / "setia.toml"
