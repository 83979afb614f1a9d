"""What the user chose, typed, and back as it is stored."""

from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.imaging.spec import Size
from custom_components.immich_frame.immich.query import EmptyQueryError, PhotoQuery
from custom_components.immich_frame.options import FrameOptions, ServerOptions

SERVER = {"url": "http://photos.example", "api_key": "s3cret", "verify_ssl": False}


def test_a_server_is_read() -> None:
    server = ServerOptions.of(SERVER)
    assert (server.url, server.api_key, server.verify_ssl) == (
        "http://photos.example",
        "s3cret",
        False,
    )


def test_a_servers_key_is_not_shown() -> None:
    assert "s3cret" not in repr(ServerOptions.of(SERVER))


def test_what_is_not_there_takes_its_default() -> None:
    assert FrameOptions.of({}) == FrameOptions(
        PhotoQuery(None), Size(3840, 2160), timedelta(hours=3)
    )


@given(
    st.none() | st.from_regex(r"[a-z]+( [a-z]+)*", fullmatch=True),
    st.integers(16, 7680),
    st.integers(16, 7680),
    st.integers(1, 168),
)
def test_options_are_stored_and_read(
    query: str | None, width: int, height: int, hours: int
) -> None:
    data = {"query": query, "width": width, "height": height, "pool_hours": hours}
    assert FrameOptions.of(data).as_data() == data


@pytest.mark.parametrize("query", [None, ""])
def test_no_query_is_any_photo(query: str | None) -> None:
    assert FrameOptions.of({"query": query}).photos.text is None


def test_blank_is_no_query() -> None:
    with pytest.raises(EmptyQueryError):
        FrameOptions.of({"query": " "})


@pytest.mark.parametrize(("query", "expected"), [(None, 1000), ("sea", 50)])
def test_what_a_frame_asks_for(query: str | None, expected: int) -> None:
    asked = FrameOptions.of({"query": query}).pool_query
    assert (asked.photos.text, asked.range) == (query, expected)
