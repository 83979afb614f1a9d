"""Programs that measure. They print what they find, and fail when the work was not done."""
