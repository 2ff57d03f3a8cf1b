"""What every room rests on: the words and sentences of a text."""
