"""One record for one person, group, government, organisation or place."""
