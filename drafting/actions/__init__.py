"""One function for each thing a person, or the clock, can do: whole or not at all.

access       the way in to every deed: who acts, on what, and may they
people       persons, invitations, appointments, signing in
conferences  members, terms, handovers
notes        creating, settings, moves, frozen texts, adoption, publication
sections     versions, merging, readiness
reviews      positions, the board, the desk
comments     internal and official comments, answers
clock        what is due at a given instant
"""
