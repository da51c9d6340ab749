"""Words, true of any text: pure functions of strings, no framework, no record, no input or output.

    canonical     the exact form of a text, its hashes, its size, its hidden marks
    offsets       code points, UTF-16 units, bytes: the one place that converts
    markdown      rendering, blocks, numbered paragraphs, sub-items, brackets, words
    comparison    what changed from one text to another
    redline       a comparison drawn over formatted text: inline, side by side, summary
    merging       two people's changes to one text
    anchors       where quoted words stand in the next version

    profile       the Markdown profile and its parser
    chunks        a text cut into pieces that are parsed once
    footnotes     their numbers and how they are drawn
    tokens        words, spaces and signs
    sentences     sentences and the joints between them
    alignment     which piece of one sequence is which piece of another
    differences   the operations from one run of words to another
    formatted     a block as a tree of formatted words
    interleaving  two such trees laid into one another
    drawing       the pen of a redline
    cache         answers kept within a bound

The first seven are for other rooms; the rest is how they are made.
"""
