"""The sample library: photos it paints, photos of a folder, or a few for a test."""
