"""Dates solved across accounts, and when undated accounts were published."""
