"""Which Immich the demo shows: the sample, or the one that the environment names."""

from collections.abc import Mapping
from pathlib import Path

from demo.errors import DemoError
from demo.home_assistant.account import Immich

ENV_FILE = Path(__file__).parents[1] / ".env"


def named_immich(environment: Mapping[str, str], env_file: Path = ENV_FILE) -> Immich | None:
    """Return the server named by IMMICH_URL and IMMICH_API_KEY, None for the sample.

    The environment goes before the .env file. Raises DemoError when only one of the two is given.
    """
    values = {**_read(env_file), **environment}
    url, key = values.get("IMMICH_URL", ""), values.get("IMMICH_API_KEY", "")
    if not url and not key:
        return None
    if not url or not key:
        raise DemoError("IMMICH_URL and IMMICH_API_KEY belong together: give both, or neither.")
    return Immich(url, key, values.get("DEFAULT_QUERY") or None)


def _read(env_file: Path) -> dict[str, str]:
    if not env_file.is_file():
        return {}
    lines = [line.strip() for line in env_file.read_text().splitlines()]
    pairs = [line.removeprefix("export ").split("=", 1) for line in lines if "=" in line]
    return {
        name.strip(): value.strip().strip("\"'")
        for name, value in pairs
        if not name.startswith("#")
    }
