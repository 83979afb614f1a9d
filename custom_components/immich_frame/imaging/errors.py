"""What can go wrong between the bytes of a photo and the picture on a frame."""


class ImagingError(Exception):
    """A photo cannot be rendered. The message is a whole sentence, fit for a log and a reader."""


class NotAnImageError(ImagingError):
    """The bytes are no image of a format that is decoded here."""


class CorruptImageError(ImagingError):
    """The bytes are empty, cut off, broken, or a variant of their format that cannot be decoded."""


class ImageTooLargeError(ImagingError):
    """The decoded photo would need more memory than a render may take."""
