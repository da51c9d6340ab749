"""A note as a document that can be written to a file."""

from drafting.actions.notes.showing import WholeText
from drafting.domain.outlines import in_language
from drafting.export.document import Document, ExportedSection


def document_of(whole: WholeText, standing: tuple[str, ...]) -> Document:
    """The whole text in the note's own language. `standing`: lines of the cover, in words."""
    note = whole.note
    language = note.original_language
    sections = tuple(
        ExportedSection(
            label=read.section.label,
            heading=in_language(read.section.headings, language),
            text=read.text,
            text_hash=read.version.text_hash,
            version=read.version.number,
            first_paragraph=read.first_paragraph,
        )
        for read in whole.sections
    )
    label = whole.frozen.label if whole.frozen else None
    title = in_language(note.titles, language)
    return Document(note.symbol, title, language, note.stage, label, standing, sections)
