"""Persons: how they come, sign in, are appointed and leave.

Signing in, second factors, mailed secrets and throttling count in real time, which is handed in as `real_now`: the
demonstration's clock moves notes, never doors. Hashing a password is slow on purpose, so it is done before a piece of
writing work is begun; the deeds that hash take the `Keeping` instead of a `Work`.
"""
