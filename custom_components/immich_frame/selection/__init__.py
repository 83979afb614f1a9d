"""Which photo is next: result sets and the choice among them, without I/O."""
