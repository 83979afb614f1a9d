"""Users, people, tags and albums in Immich's JSON shapes."""

from demo.immich.release import Release
from demo.immich.stamps import Stamp, offset, wall_clock, zulu
from demo.library.library import Asset, Library
from demo.library.model import FOUNDED, Album, Partner, Person, Tag, User, Visibility

type Json = dict[str, object]


def user_shape(user: User) -> Json:
    """Shape a UserResponseDto."""
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "profileImagePath": "",
        "avatarColor": user.color,
        "profileChangedAt": offset(FOUNDED),
    }


def me_shape(library: Library) -> Json:
    """Shape the key's owner, a UserAdminResponseDto."""
    mine = [a for a in library.assets.values() if a.upload.owner == library.me]
    return {
        **user_shape(library.me),
        "profileChangedAt": zulu(FOUNDED),
        "storageLabel": "admin",
        "shouldChangePassword": False,
        "isAdmin": True,
        "createdAt": zulu(FOUNDED),
        "deletedAt": None,
        "updatedAt": zulu(FOUNDED),
        "oauthId": "",
        "quotaSizeInBytes": None,
        "quotaUsageInBytes": sum(asset.facts.size for asset in mine),
        "status": "active",
        "license": None,
    }


def person_shape(person: Person, stamp: Stamp = zulu) -> Json:
    """Shape a PersonResponseDto."""
    return {
        "id": person.id,
        "name": person.name,
        "birthDate": person.birth_date.isoformat() if person.birth_date else None,
        "thumbnailPath": f"/data/thumbs/{person.id}.jpeg",
        "isHidden": person.is_hidden,
        "isFavorite": person.is_favorite,
        "updatedAt": stamp(FOUNDED),
    }


def partner_shape(partner: Partner) -> Json:
    """Shape a PartnerResponseDto."""
    return {**user_shape(partner.user), "inTimeline": partner.in_timeline}


def tag_shape(tag: Tag, stamp: Stamp = zulu) -> Json:
    """Shape a TagResponseDto; a tag at the top has no parentId at all."""
    parent = {"parentId": tag.parent.id} if tag.parent else {}
    return {
        "id": tag.id,
        **parent,
        "name": tag.name,
        "value": tag.value,
        "createdAt": stamp(FOUNDED),
        "updatedAt": stamp(FOUNDED),
    }


def album_shape(library: Library, album: Album, release: Release) -> Json:
    """Shape an AlbumResponseDto without assets; an empty album has no dates at all."""
    assets = shown_in_album(library, album)
    taken = [wall_clock(asset.upload.taken_at) for asset in assets]
    dates = {"startDate": zulu(min(taken)), "endDate": zulu(max(taken))} if taken else {}
    touched = {"lastModifiedAssetTimestamp": zulu(FOUNDED)} if taken else {}
    return {
        "albumName": album.name,
        "description": album.description,
        "albumThumbnailAssetId": assets[0].id if assets else None,
        "createdAt": zulu(FOUNDED),
        "updatedAt": zulu(FOUNDED),
        "id": album.id,
        "albumUsers": _album_users(album, release),
        "shared": bool(album.shared_with),
        "hasSharedLink": False,
        **dates,
        "assetCount": len(assets),
        "isActivityEnabled": True,
        "order": "desc",
        **touched,
    }


def shown_in_album(library: Library, album: Album) -> list[Asset]:
    """Return an album's assets without those in the trash, hidden or locked."""
    shown = {Visibility.TIMELINE, Visibility.ARCHIVE}
    return [
        asset
        for asset in library.in_album(album)
        if asset.upload.visibility in shown and not asset.upload.is_trashed
    ]


def _album_users(album: Album, release: Release) -> list[Json]:
    others: list[Json] = [{"user": user_shape(u), "role": "viewer"} for u in album.shared_with]
    if not release.has_owner_in_album_users:
        return others
    return [{"user": user_shape(album.owner), "role": "owner"}, *others]
