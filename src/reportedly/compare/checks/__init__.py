"""Citation checks: "B says X" held against the words of B, part by part."""
