"""A note as one HTML file that needs nothing beside it."""

from html import escape

from drafting.export.document import Document, ExportedSection
from drafting.text.markdown import render_numbered

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
{standing}
{sections}
</main>
</body>
</html>
"""


def to_html(document: Document, html_lang: str) -> str:
    """`html_lang`: the language as HTML spells it (pt-BR)."""
    standing = "\n".join(f"<p>{escape(line)}</p>" for line in document.standing)
    sections = "\n".join(_section(section) for section in document.sections)
    return _PAGE.format(language=html_lang, title=escape(document.title), standing=standing, sections=sections)


def _section(section: ExportedSection) -> str:
    drawn = render_numbered(section.text, section.first_paragraph)
    body = "\n".join(_block(number, html) for number, html in drawn)
    heading = f"<h2>{escape(section.label)}. {escape(section.heading)}</h2>"
    return f'<section id="section-{escape(section.label)}">\n{heading}\n{body}\n</section>'


def _block(number: int | None, html: str) -> str:
    if number is None:
        return html
    return f'<div id="p{number}"><p><strong>{number}.</strong></p>\n{html}</div>'
