"""Addresses as people type them."""

from hypothesis import given, strategies as st
import pytest

from custom_components.immich_frame.immich.address import server_url
from custom_components.immich_frame.immich.errors import InvalidUrlError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("http://immich.local:2283", "http://immich.local:2283/"),
        ("http://immich.local:2283/", "http://immich.local:2283/"),
        ("http://immich.local:2283/api", "http://immich.local:2283/"),
        ("http://immich.local:2283/api/", "http://immich.local:2283/"),
        ("  https://photos.example.org \n", "https://photos.example.org/"),
        ("HTTPS://Photos.Example.org:443", "https://photos.example.org/"),
        ("https://example.org/photos", "https://example.org/photos"),
        ("https://example.org//photos//api//", "https://example.org/photos"),
        ("https://example.org/photos/api?apiKey=abc#top", "https://example.org/photos"),
        ("https://example.org/api/photos", "https://example.org/api/photos"),
        ("https://example.org/immich-api", "https://example.org/immich-api"),
        ("http://192.168.1.20:2283", "http://192.168.1.20:2283/"),
        ("http://[fe80::1]:2283/api", "http://[fe80::1]:2283/"),
        ("https://fotos.müller.example/", "https://fotos.xn--mller-kva.example/"),
        ("https://example.org/unsere fotos", "https://example.org/unsere%20fotos"),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert str(server_url(typed)) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "begin with http"),
        ("   ", "begin with http"),
        ("immich.local", "begin with http"),
        ("immich.local:2283", "begin with http"),
        ("//immich.local", "begin with http"),
        ("ftp://immich.local", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("http://", "names no server"),
        ("http:///api", "names no server"),
        ("http:immich.local", "names no server"),
        ("http:\\\\immich.local", "names no server"),
        ("http://my immich/", "names no server"),
        ("http://host:99999", "not an address"),
        ("http://host:port", "not an address"),
        ("http://[fe80::1", "not an address"),
        ("http://xn--.com", "not an address"),
        ("http://me@host", "user name or a password"),
        ("http://me:secret@host", "user name or a password"),
        ("http://:secret@host", "user name or a password"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(typed: str, why: str) -> None:
    with pytest.raises(InvalidUrlError, match=why) as refused:
        server_url(typed)
    assert "secret" not in str(refused.value)


@given(
    st.one_of(
        st.text(),
        st.builds("http://{}".format, st.text()),
        st.from_regex(r"https?://[a-z]{1,5}(:\d{1,5})?(/\S{0,5}){0,3}", fullmatch=True),
    )
)
def test_any_text_is_an_address_or_an_error(typed: str) -> None:
    try:
        url = server_url(typed)
    except InvalidUrlError:
        return
    assert server_url(f"{url}/api/") == url
    assert (url.raw_query_string, url.raw_fragment, url.raw_user) == ("", "", None)
