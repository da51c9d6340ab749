"""Comments of the member countries: written inside a delegation, submitted officially, answered.

room         the way into a delegation's room
internal     what experts write and focal points edit: nobody else can tell that it is there
submitting   the country speaks: official comments, with their numbers
official     reading official comments; withdrawing, replying
associating  another country stands with a comment
answering    secretariats propose, presidencies release
statuses     "no comments", "finished", receipt acknowledged; the country board
compilation  all official comments with their answers
"""
