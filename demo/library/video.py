"""A short video: the camera pans over a painting."""

from io import BytesIO

import av
import numpy as np
from PIL import Image

FRAMES_PER_SECOND = 24
SECONDS = 3


def pan(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """Return an MP4 of that size, three seconds long, moving from left to right."""
    wide = picture.resize((size[0] * 5 // 4, size[1] * 5 // 4))
    out = BytesIO()
    frames = FRAMES_PER_SECOND * SECONDS
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "28"}
        for number in range(frames):
            left = (wide.width - size[0]) * number // (frames - 1)
            view = wide.crop((left, 0, left + size[0], size[1]))
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.asarray(view), "rgb24")))
        container.mux(stream.encode())
    return out.getvalue()
