"""How the demonstration's notes came to be where they are: told through the deeds of the people themselves, under a
clock that moves with the story, so that the record is a real one.

telling      the clock, the scenes in the order of their days, who acts
drafting     writing a note, section by section
passing      a note through its stages
notes        the five notes, each a scene
"""
