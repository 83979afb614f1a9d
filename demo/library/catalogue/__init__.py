"""Which photos the sample library has: what each shows, and all that is said about it."""
