"""The config folder of the demo's Home Assistant: its own, made anew for each start."""

import json
from pathlib import Path
import shutil
from typing import Any

type Stored = dict[str, Any]

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "immich_frame"

# Only what a photo frame needs: everything else would have to be installed and started first.
CONFIGURATION = """\
homeassistant:
  name: Photo frame demo
  time_zone: UTC
  unit_system: metric
  country: SE
frontend:
config:
logger:
  default: warning
  logs:
    custom_components.immich_frame: info
"""

# The step that asks where the house is also sets up a weather service, a radio and a text-to-speech
# service on the internet. A demo wants none of them, so that step counts as done.
ONBOARDING: Stored = {
    "version": 4,
    "minor_version": 1,
    "key": "onboarding",
    "data": {"done": ["core_config", "analytics"]},
}


def make_folder(folder: Path, port: int) -> Path:
    """Fill a config folder, with the integration by link. Returns the folder.

    Whatever an earlier demo left there is removed first.
    """
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)  # The key of an account will lie in it.
    (folder / "custom_components").mkdir()
    (folder / "custom_components" / INTEGRATION.name).symlink_to(INTEGRATION)
    (folder / "configuration.yaml").write_text(CONFIGURATION)
    (folder / ".storage").mkdir()
    for stored in (ONBOARDING, _http(port)):
        (folder / ".storage" / stored["key"]).write_text(json.dumps(stored))
    return folder


def _http(port: int) -> Stored:
    """Return the settings of the web server: this machine alone may talk to it.

    They stand here because those in configuration.yaml are on trial until somebody confirms them in
    the browser; after five minutes Home Assistant restarts without them.
    """
    confirmed = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": "2026-11-22T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    return {
        "version": 2,
        "minor_version": 2,
        "key": "http",
        "data": {"stable": confirmed, "pending": None, "yaml_migration_done": True},
    }
