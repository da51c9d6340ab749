"""The whole note kept as it stands: which version of each section, under which label, for which purpose."""

from drafting.domain.events import Event, EventKind
from drafting.domain.frozen import Kept, next_label, serving, words_digest
from drafting.domain.workflow import Purpose
from drafting.store.frozen import frozen_texts
from drafting.store.notes import FrozenPurpose, FrozenSection, FrozenText, Note, Passage, sections_of
from drafting.store.sections import latest_versions, version_texts
from drafting.store.work import Work
from drafting.text.markdown import numbered_paragraphs


def freeze(work: Work, note: Note, passage: Passage, purpose: Purpose) -> FrozenText:
    """Freeze the words of this moment. Words that stand frozen already get the purpose and spend no number."""
    latest = latest_versions(work.session, note)
    digest = words_digest((s.label, latest[s.id].text_hash) for s in sections_of(work.session, note))
    standing = frozen_texts(work.session, note)
    kept = [Kept(frozen.label, frozen.digest) for frozen in standing]
    same = serving(purpose, digest, kept)
    frozen = next((f for f in standing if same and f.label == same.label), None)
    if frozen is None:
        frozen = _keep(work, note, len(standing) + 1, next_label(purpose, kept), digest)
    work.session.add(
        FrozenPurpose(
            id=work.new_id("purpose", passage.id, purpose.value),
            frozen_id=frozen.id,
            purpose=purpose.value,
            passage_id=passage.id,
            at=work.now,
        )
    )
    work.session.flush()
    data = {"label": frozen.label, "purpose": purpose.value, "digest": digest, "new": same is None}
    work.tell(Event(EventKind.TEXT_FROZEN, note.id, data))
    return frozen


def _keep(work: Work, note: Note, ordinal: int, label: str, digest: str) -> FrozenText:
    frozen = FrozenText(
        id=work.new_id("frozen", note.id, label),
        note_id=note.id,
        ordinal=ordinal,
        label=label,
        digest=digest,
        at=work.now,
    )
    work.session.add(frozen)
    work.session.flush()
    latest = latest_versions(work.session, note)
    texts = version_texts(work.session, list(latest.values()))
    first = 1
    for section in sections_of(work.session, note):
        version = latest[section.id]
        paragraphs = len(numbered_paragraphs(texts[version.id]))
        work.session.add(
            FrozenSection(
                id=work.new_id("frozen-section", frozen.id, section.label),
                frozen_id=frozen.id,
                section_id=section.id,
                version=version.number,
                text_hash=version.text_hash,
                first_paragraph=first,
                paragraphs=paragraphs,
            )
        )
        first += paragraphs
    return frozen
