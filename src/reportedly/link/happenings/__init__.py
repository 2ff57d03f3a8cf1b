"""One event for all its mentions, and the episodes of the affair."""
