"""Screenshots are told by having no camera, and by their names."""

import unicodedata

import pytest

from custom_components.immich_frame.selection.screenshots import is_screenshot

from .listed import row_with_exif

SCREENSHOTS = [
    "Screenshot_20240601-120000.png",
    "Screenshot 2024-06-01 at 12.00.00.png",
    "Screen Shot 2020-06-01 at 12.00.00.png",
    "Bildschirmfoto 2024-06-01 um 12.00.00.png",
    "Capture d\N{RIGHT SINGLE QUOTATION MARK}écran 2024-06-01.png",
    "Capture d'écran 2024-06-01.png",
    "Captura de pantalla 2024.jpg",
    "Captura de Tela 2024.jpg",
    "Schermafbeelding 2024.png",
    "Schermata 2024.png",
    "Zrzut ekranu 2024.png",
    "Skärmavbild 2024.png",
    "Снимок экрана 2024.png",
    "屏幕截图 2024.png",
    "スクリーンショット 2024.png",
    "스크린샷 2024.png",
    "IMG_0815.PNG",
    "img_0815.png",
]
PHOTOS = ["IMG_0815.JPG", "IMG_0815.HEIC", "DSC_1.png", "screen.jpg", "MyIMG_0815.PNG", "PNG"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", SCREENSHOTS)
def test_a_name_says_that_it_is_a_screenshot(name: str, form: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]  # it is one of these
    assert is_screenshot(row_with_exif(name=written, make=None))


@pytest.mark.parametrize("name", SCREENSHOTS)
def test_what_a_camera_made_is_a_photo_whatever_its_name(name: str) -> None:
    assert not is_screenshot(row_with_exif(name=name, make="Fuji"))


@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_without_a_camera_is_no_screenshot(name: str) -> None:
    assert not is_screenshot(row_with_exif(name=name, make=None))
