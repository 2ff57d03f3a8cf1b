"""Reference: the phrases of a passage, the chains that they make, and the choice of an antecedent."""
