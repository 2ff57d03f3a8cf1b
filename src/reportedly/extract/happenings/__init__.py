"""What happened, as it is told: clauses with their arguments, mentions of actors, quantities."""
