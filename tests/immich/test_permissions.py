"""What a key may be allowed to do."""

from custom_components.immich_frame.immich.permissions import OPTIONAL, REQUIRED, Permission


def test_every_permission_is_needed_or_makes_a_frame_better() -> None:
    assert {*REQUIRED, *OPTIONAL} == set(Permission) - {Permission.ALL}
    assert not set(REQUIRED) & set(OPTIONAL)
