"""What passes, for every source and filter and both dialects of Immich."""
