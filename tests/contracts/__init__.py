"""What holds the project together: rules of the house that no single file can keep alone."""
