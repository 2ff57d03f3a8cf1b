"""Time expressions: their extents and TIMEX3 types, and the fields that ``link`` solves."""
