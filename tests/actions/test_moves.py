from tests.reviewing import *

def test_x(keeping):
    n = note_at(keeping, Stage.ADOPTION)
    assert stage_now(keeping, n) is Stage.ADOPTION
