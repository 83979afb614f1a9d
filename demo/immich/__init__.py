"""A sample Immich: a real HTTP server that speaks the part of Immich 3.1's API a frame uses.

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

        immich.library = Library.of([])     # the photos are gone
        await immich.stop()                 # and back on the same port:
        await immich.start()

- `SampleImmich(library, *, port=0, version="3.1.0", api_key=None, renditions=None)`.
- `faults`: status, body, html, redirect, hang, drop, stall, endless.
- `tiny_photo(name, *, size, color, orientation, content, taken_at, ...)` returns an `Upload`;
  all fields of `demo.library.model.Upload` may be given. The name's suffix is its format.
- `Library.of(uploads, albums=(Album(...),), people=(Person(...),))`; ids are derived from names:
  `Tag("nature/sea").id`, `Album("Holidays").id`, and `library.assets` is a dict by id.
- A face is `Face(Box(0.4, 0.2, 0.6, 0.5), person="Ada")`, in the upright photo.

Alone: `scripts/sample-immich`, or `python -m demo.immich --help`.
"""
