"""Faces for tests: sound ones, broken ones, and photos' worth of them."""

from math import inf, nan

from hypothesis import strategies as st

from custom_components.immich_frame.imaging.spec import Face, Size


def face(x: float, y: float, width: float, height: float, weight: float = 1.0) -> Face:
    """Put a face around its middle."""
    return Face(x - width / 2, y - height / 2, x + width / 2, y + height / 2, weight)


@st.composite
def sound_faces(draw: st.DrawFn) -> Face:
    """Draw a face inside the photo, of at least a thousandth of its edges."""
    left, top = draw(st.floats(0, 0.99)), draw(st.floats(0, 0.99))
    right = draw(st.floats(left + 0.001, 1))
    bottom = draw(st.floats(top + 0.001, 1))
    return Face(left, top, right, bottom, draw(st.sampled_from([0.5, 1.0, 2.0, 4.0])))


BROKEN = [
    Face(0.2, 0.2, 0.2, 0.4),
    Face(0.2, 0.2, 0.4, 0.2),
    Face(0.0, 0.0, 0.0, 0.0),
    Face(0.6, 0.2, 0.4, 0.4),
    Face(1.2, 0.2, 1.4, 0.4),
    Face(-0.4, -0.4, -0.1, 0.0),
    Face(nan, 0.2, 0.4, 0.4),
    Face(0.2, 0.2, inf, 0.4),
    Face(-inf, -inf, inf, inf),
    Face(0.2, 0.2, 0.4, 0.4, weight=nan),
    Face(0.2, 0.2, 0.4, 0.4, weight=inf),
    Face(0.2, 0.2, 0.4, 0.4, weight=0.0),
    Face(0.2, 0.2, 0.4, 0.4, weight=-3.0),
]

any_faces = st.lists(
    st.one_of(
        sound_faces(),
        st.sampled_from(BROKEN),
        st.builds(Face, *[st.floats()] * 4, weight=st.floats()),
    ),
    max_size=8,
)

# From the smallest frame to the largest, and from a pixel to a panorama.
frames = st.builds(Size, st.integers(16, 7680), st.integers(16, 7680))
photos = st.builds(Size, st.integers(1, 30_000), st.integers(1, 30_000))
