"""What the sample photos were taken with."""

from demo.library.model import Camera

FUJI = Camera("FUJIFILM", "X-T4", "XF16-80mmF4 R OIS WR", 8.0, 23.5, 200, "1/320")
CANON = Camera("Canon", "Canon EOS R6", "RF24-105mm F4 L IS USM", 9.0, 35.0, 100, "1/250")
CANON_85 = Camera("Canon", "Canon EOS R6", "RF85mm F2 MACRO IS STM", 2.0, 85.0, 200, "1/400")
NIKON_NIGHT = Camera(
    "NIKON CORPORATION", "NIKON Z 6", "NIKKOR Z 20mm f/1.8 S", 1.8, 20.0, 3200, "15"
)
PIXEL = Camera("Google", "Pixel 4a", "Pixel 4a back camera 4.38mm f/1.73", 1.7, 4.4, 64, "1/800")
IPHONE = Camera(
    "Apple", "iPhone 11", "iPhone 11 back dual wide camera 4.25mm f/1.8", 1.8, 4.3, 80, "1/500"
)
COMPACT = Camera("Panasonic", "DMC-TZ81", None, 4.5, 9.0, 125, "1/200")
NONE = Camera()
