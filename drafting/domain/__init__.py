"""What a concept note is and what may happen to it: plain Python on plain values, no record, no framework.

hats        who acts as what: bodies, functions, hats, roles
workflow    stages and the moves between them, one table
guards      what stands in the way of a move
positions   what a seat's decision on exact words is worth
editing     when a section may be written in
policy      who may do what in which stage, one table
reading     which texts a hat may read
rules       the rules of a note (C1-C25) and their defaults
comments    kinds, outcomes, numbers of comments
events      what can be told and recorded
errors      what can go wrong, told to the person it happens to
"""
