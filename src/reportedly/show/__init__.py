"""``show``: views of a dossier for people: the terminal, the one-file HTML, and the words that they share."""
