"""From the bytes of a photo to the picture on a frame: sync, no network, no Home Assistant."""
