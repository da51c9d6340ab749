"""Moves of a note through its stages: what stands in the way, who agrees, what is frozen, the ways out of a deadlock.

state      the note as the guards see it
making     a move, asked for by a person
passages   entering a stage: the one place where a note changes its stage
consents   joint acts of the presidencies
freezing   the whole note kept as it stands
deadlines  until when a stage lasts, and giving it more time
ways_out   silent seats, requests carried into the text, headings set aside
"""
