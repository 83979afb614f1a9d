"""What has to pass, said once more: plain statements about uploads, without a request.

Nothing here knows how Immich is asked, nor uses what is tested, but the queries themselves.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, zip_longest
from typing import Final

from custom_components.immich_frame.selection.filters import Filters, Orientation
from custom_components.immich_frame.selection.source import Source, SourceKind
from demo.immich.smart import rank, rank_like
from demo.library.library import Asset, Library
from demo.library.model import ME, PARTNER, Album, AssetType, Person, Tag, Visibility

from .library import BURSTS, CAPTURE, NOW, ZONE

RANKED: Final = {SourceKind.SMART, SourceKind.SIMILAR}
SCREENSHOTS: Final = {
    "Screenshot_20211122.jpg",
    "Screen Shot 2020.png",
    "Bildschirmfoto 3.png",
    CAPTURE,
    "IMG_0815.PNG",
    "Screenshot map.png",
}


def expected(library: Library, source: Source, filters: Filters) -> list[Asset]:
    """Return what has to pass: the best first of a ranked source, of any other the newest."""
    passing = [
        asset
        for asset in library.assets.values()
        if is_of(source, filters, asset) and passes(source, filters, asset)
    ]
    if source.kind is SourceKind.MEMORIES and not passing:
        return expected(library, Source(), filters)
    if source.kind in RANKED:
        passing = list(ranked(source, library, passing))
    else:
        passing.sort(key=lambda asset: asset.upload.taken_at, reverse=True)
    return list(one_of_each_burst(passing, filters.burst_seconds))


def is_of(source: Source, filters: Filters, asset: Asset) -> bool:
    """Say whether a source has a photo, whatever the filters say."""
    upload = asset.upload
    is_seen = upload.owner in {ME, PARTNER}
    shown = [shows(asset, one) for one in source.ids]
    first = midnight(NOW.date() - timedelta(days=source.days))
    return {
        # Everything in an album that is asked for belongs to what the owner can see.
        SourceKind.LIBRARY: is_seen or bool(filters.album_ids),
        SourceKind.SMART: is_seen,
        SourceKind.SIMILAR: is_seen and asset.id != source.asset_id,
        SourceKind.ALBUMS: in_albums(asset, source.ids),
        SourceKind.PEOPLE: (all if source.match_all else any)(shown),
        SourceKind.TAGS: is_seen and any(is_tagged(asset, one) for one in source.ids),
        SourceKind.FAVORITES: upload.owner == ME and upload.is_favorite,
        SourceKind.RECENT: is_seen and upload.uploaded_at >= first,
        SourceKind.MEMORIES: (
            upload.owner == ME
            and upload.visibility is Visibility.TIMELINE
            and is_near_today_of_another_year(upload.taken_at, source.days)
        ),
    }[source.kind]


def passes(source: Source, filters: Filters, asset: Asset) -> bool:
    """Say whether every filter lets a photo pass."""
    return is_shown(source, filters, asset) and all(
        statement(filters, asset)
        for statement in (is_in_groups, is_in_no_other_group, is_worth_it, is_of_time, has_shape)
    )


def is_shown(source: Source, filters: Filters, asset: Asset) -> bool:
    upload = asset.upload
    is_own = upload.owner == ME
    is_archived = upload.visibility is Visibility.ARCHIVE
    if upload.type is not AssetType.IMAGE or upload.is_trashed:
        return False
    if upload.visibility is not Visibility.TIMELINE and not (filters.with_archived and is_archived):
        return False
    if source.kind is SourceKind.ALBUMS or is_own:
        return True
    return filters.with_partners and not is_archived


def is_in_groups(filters: Filters, asset: Asset) -> bool:
    return (
        (not filters.album_ids or in_albums(asset, filters.album_ids))
        and (not filters.person_ids or any(shows(asset, one) for one in filters.person_ids))
        and (not filters.tag_ids or any(is_tagged(asset, one) for one in filters.tag_ids))
    )


def is_in_no_other_group(filters: Filters, asset: Asset) -> bool:
    return not (
        in_albums(asset, filters.without_album_ids)
        or any(shows(asset, one) for one in filters.without_person_ids)
        or any(is_tagged(asset, one) for one in filters.without_tag_ids)
    )


def is_worth_it(filters: Filters, asset: Asset) -> bool:
    upload = asset.upload
    is_below = upload.stack is not None and upload.name != "stack-top.jpg"
    return (
        (not filters.favorites_only or (upload.owner == ME and upload.is_favorite))
        and (not filters.min_rating or (upload.rating or 0) >= filters.min_rating)
        and (not filters.countries or upload.place.country in filters.countries)
        and (not filters.without_screenshots or upload.name not in SCREENSHOTS)
        and (not filters.stacks_as_one or not is_below)
    )


def is_of_time(filters: Filters, asset: Asset) -> bool:
    taken = asset.upload.taken_at.astimezone(ZONE)
    day = taken.date()
    return (
        (filters.taken_from is None or day >= filters.taken_from)
        and (filters.taken_until is None or day <= filters.taken_until)
        and (filters.taken_days is None or NOW.date() - day <= timedelta(days=filters.taken_days))
        and (not filters.months or asset.upload.taken_at.month in filters.months)
    )


def has_shape(filters: Filters, asset: Asset) -> bool:
    if filters.orientation is None and filters.min_edge is None:
        return True
    if asset.facts.upright is None:
        return False
    width, height = asset.facts.upright
    shape = {
        Orientation.SQUARE: width == height,
        Orientation.LANDSCAPE: width > height,
        Orientation.PORTRAIT: width < height,
    }
    return (filters.orientation is None or shape[filters.orientation]) and (
        filters.min_edge is None or min(width, height) >= filters.min_edge
    )


def in_albums(asset: Asset, ids: Sequence[str]) -> bool:
    return any(Album(name).id in ids for name in asset.upload.albums)


def shows(asset: Asset, person_id: str) -> bool:
    return any(
        face.person and Person(face.person, "").id == person_id for face in asset.upload.faces
    )


def is_tagged(asset: Asset, tag_id: str) -> bool:
    paths = (path.split("/") for path in asset.upload.tags)
    above = ("/".join(parts[: end + 1]) for parts in paths for end in range(len(parts)))
    return any(Tag(value).id == tag_id for value in above)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def is_near_today_of_another_year(taken: datetime, days: int) -> bool:
    today = NOW.date()
    near = [today + timedelta(days=away) for away in range(-days, days + 1)]
    return any(
        (taken.month, taken.day) == (day.month, day.day) and taken.year < day.year for day in near
    )


def ranked(source: Source, library: Library, passing: Iterable[Asset]) -> Iterator[Asset]:
    """Give the best first; the archive is ranked apart, and comes in turn with the rest."""
    order: Callable[[Iterable[Asset]], list[Asset]]
    if source.kind is SourceKind.SMART:
        order = lambda assets: rank(str(source.text), assets)  # noqa: E731 the two are alternatives
    else:
        example = library.assets[str(source.asset_id)]
        order = lambda assets: rank_like(example, assets)  # noqa: E731 the same
    shown, archived = list[Asset](), list[Asset]()
    for asset in passing:
        (shown if asset.upload.visibility is Visibility.TIMELINE else archived).append(asset)
    turns = chain.from_iterable(zip_longest(order(shown), order(archived)))
    return (asset for asset in turns if asset is not None)


def one_of_each_burst(assets: Iterable[Asset], seconds: int | None) -> Iterator[Asset]:
    """Leave out what has a better photo of the same burst before it."""
    assets = list(assets)
    better: set[str] = set()
    for asset in assets:
        if asset.upload.name not in better:
            yield asset
        if seconds is not None:
            better |= same_burst(asset, assets, seconds)


def same_burst(asset: Asset, among: Sequence[Asset], seconds: int) -> set[str]:
    """Name the photos of the burst of a photo: each at most so many seconds from the next."""
    names = next((names for names in BURSTS.values() if asset.upload.name in names), ())
    members = sorted(
        (one.upload.taken_at, one.upload.name) for one in among if one.upload.name in names
    )
    runs: list[set[str]] = []
    last = datetime.min.replace(tzinfo=ZONE)
    for taken, name in members:
        if taken - last > timedelta(seconds=seconds):
            runs.append(set())
        runs[-1].add(name)
        last = taken
    return next((run for run in runs if asset.upload.name in run), set())
