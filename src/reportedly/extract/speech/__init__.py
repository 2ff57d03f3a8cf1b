"""Who says what: attributions proposed, checked, read for stance, mode, source and chain."""
