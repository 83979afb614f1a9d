"""Tells photos of a screen from photos of the world."""

import re
from typing import Final
import unicodedata

from ..immich.models import ListedAsset

_WORDS: Final = (
    "screenshot",
    "screen shot",
    "screen_shot",
    "bildschirmfoto",
    "capture d'écran",
    "captura de pantalla",
    "captura de tela",
    "captura de ecrã",
    "captura de ecrán",
    "captură de ecran",
    "schermata",
    "schermafbeelding",
    "schermafdruk",
    "skärmavbild",
    "skärmbild",
    "skjermbilde",
    "skjermdump",
    "skærmbillede",
    "skjáskot",
    "näyttökuva",
    "kuvakaappaus",
    "ekraanipilt",
    "zrzut ekranu",
    "snímek obrazovky",
    "snímka obrazovky",
    "képernyőfotó",
    "képernyőkép",
    "snimka zaslona",
    "posnetek zaslona",
    "ekran resmi",
    "ekran görüntüsü",
    "ekrano nuotrauka",
    "снимок экрана",
    "скриншот",
    "знімок екрана",
    "екранна снимка",
    "снимка на екрана",
    "στιγμιότυπο",
    "צילום מסך",
    "لقطة شاشة",
    "tangkapan layar",
    "ảnh chụp màn hình",
    "ภาพหน้าจอ",
    "屏幕截图",
    "屏幕快照",
    "截屏",
    "截图",
    "螢幕截圖",
    "螢幕快照",
    "截圖",
    "スクリーンショット",
    "스크린샷",
    "화면 캡처",
)
"""How phones and computers name their screenshots, in the languages they speak."""

_IPHONE: Final = re.compile(r"img_.*\.png")
"""An iPhone names both alike, but its camera never writes PNG."""


def is_screenshot(row: ListedAsset) -> bool:
    """Whether no camera made it and its name says that it is a screenshot; the row needs exif."""
    if row.make is not None:
        return False
    name = _plain(row.file_name)
    return any(word in name for word in _PLAIN_WORDS) or _IPHONE.fullmatch(name) is not None


def _plain(text: str) -> str:
    """Return a text as it can be compared: macOS writes accents apart, and curly apostrophes."""
    return (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )


_PLAIN_WORDS: Final = tuple(map(_plain, _WORDS))
