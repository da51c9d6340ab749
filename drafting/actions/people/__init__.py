"""Persons: how they come, sign in, are appointed and leave."""
