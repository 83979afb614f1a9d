"""A sample Immich: a real HTTP server that speaks the part of Immich's API a frame uses.

It is an Immich 3.1 unless told otherwise; as a 2.7 it does what a frame could notice of that one.

In a test or a demo:

    from demo.immich import faults
    from demo.immich.server import SampleImmich
    from demo.library.library import Library
    from demo.library.tiny import tiny_photo

    library = Library.of([
        tiny_photo("beach.jpg", color="teal", tags=("nature/sea",), albums=("Holidays",)),
        tiny_photo("broken.jpg", content=b"no picture"),
    ])
    async with SampleImmich(library) as immich:
        immich.url, immich.api_key, immich.limited_api_key
        key = immich.add_key(["asset.read", "asset.view"])
        immich.revoke_key(key)

        immich.faults.add("/api/search/*", faults.status(500, "Failed to search smart"))
        immich.faults.add("/api/assets/*/original", faults.drop(), times=3)

        immich.requests.count("/api/search/random")
        immich.requests.to("/api/search/*")[-1].body["visibility"]
        immich.requests.seconds("/api/search/*")    # spent here on making answers

        immich.library = Library.of([])     # the photos are gone
        await immich.stop()                 # and back on the same port:
        await immich.start()

- `SampleImmich(library, *, port=0, version="3.1.0", api_key=None, renditions=None)`; what differs
  between versions is in `release.py`, all of it.
- `faults`: status, body, html, redirect, hang, drop, stall, endless.
- `tiny_photo(name, *, size, color, orientation, content, taken_at, ...)` returns an `Upload`;
  all fields of `demo.library.model.Upload` may be given. The name's suffix is its format.
- `Library.of(uploads, albums=(Album(...),), people=(Person(...),), partners=(Partner(...),))`; ids
  are derived from names: `Tag("nature/sea").id`, `Album("Holidays").id`, and `library.assets` is a
  dict by id. Uploads that name the same `stack` lie on one, the first on top.
- `demo.library.rows.many_rows(100_000)` is a library to measure with.
- A face is `Face(Box(0.4, 0.2, 0.6, 0.5), person="Ada")`, in the upright photo.
- `edit=Edit(crop=Box(0.2, 0.1, 0.9, 1.0), clockwise=90)` is what somebody made of a photo in
  Immich: its file stays, its faces are of the edit, and its renditions if they are asked for so.
- `SampleImmich(library, makes_fullsize=True)` has JPEGs of HEIC, TIFF and raw at their full size.

Alone: `scripts/sample-immich`, or `python -m demo.immich --help`.
"""
