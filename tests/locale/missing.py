"""Print what a language still lacks, as entries to fill in: `python -m tests.locale.missing es`.

The entries come sorted by the noun file they belong to; copy each group into `drafting/locale/<folder>/<noun>.po`.
"""

import json
import sys
from itertools import groupby

from drafting.locale import FOLDERS
from drafting.locale.catalogues import HERE, PLURALS
from tests.locale.messages import TRANSLATED, Said, faults, missing

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n'


def main(languages: list[str]) -> int:
    lacking = 0
    for language in languages or TRANSLATED:
        messages = sorted(missing(language), key=lambda message: message.noun)
        lacking += len(messages)
        for noun, group in groupby(messages, key=lambda message: message.noun):
            path = HERE / FOLDERS[language] / f"{noun}.po"
            print(f"\n### {path.relative_to(HERE.parents[1])}\n")
            if not path.exists():
                print(HEADER.format(plural=PLURALS[language][0]))
            print("\n".join(stub(message) for message in group))
        for kind, lines in vars(faults(language)).items():
            for line in lines:
                print(f"# {language}: {kind}: {line}")
    return 1 if lacking else 0


def stub(message: Said) -> str:
    lines = [f"#: {message.places[0]}"]
    if message.context:
        lines.append(f"msgctxt {_quoted(message.context)}")
    lines.append(f"msgid {_quoted(message.singular)}")
    if message.plural:
        lines += [f"msgid_plural {_quoted(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
