"""Tests of the imaging room: bytes in, bytes out, nothing else needed."""
