"""Concept notes, drafted together and taken through their review stages.

    web      pages and the API: what a browser or a program asks, what it is shown
    notices  telling people what happened while they were away
    actions  one function for each thing a person (or the clock) can do, whole or not at all
    store    what is kept, and how it is found again
    export   a note or a compilation as a file to send
    domain   what a concept note is and what may happen to it: plain Python
    text     words: Markdown, differences, merging, redlines
    locale   the interface's own words in three languages
    presets  outlines, countries, conferences as they are delivered: data alone

A module may use the rooms below it, never those above.
"""
