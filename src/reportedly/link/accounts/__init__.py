"""Which account rests on which: by what it says, and by its words."""
