"""Pages and the API: the only room that speaks HTTP.

routes       the two ways to declare a handler, each with its policy; a route without one stops the start
visits       one request: who asks, under which hat, the piece of work it is answered in
sessions     the cookie and the token of a sign-in
security     headers on every answer, cross-site requests refused, size of bodies
errors       what went wrong, as a page or as problem+json
rendering    templates, times, names in the reader's language
api/         the same deeds for programs
one file per noun: its pages
"""
