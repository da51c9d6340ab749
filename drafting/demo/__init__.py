"""A conference to look at: invented persons, our own neutral texts, real members and offices."""
