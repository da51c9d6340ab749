"""Versions of sections, words set aside, private working copies."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from drafting.store.base import Base
from drafting.store.notes import Note, Section
from drafting.store.packing import KEYFRAME_EVERY, pack, unpack


class Version(Base):
    """Section × language × number; never changed. The words are compressed against the keyframe's words
    (`keyframe` is its number, the version's own for a keyframe), so any version is rebuilt from two rows.
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("section_id", "language", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"))
    language: Mapped[str]
    number: Mapped[int]
    parent: Mapped[int | None]
    keyframe: Mapped[int]
    packed: Mapped[bytes] = mapped_column(deferred=True)
    text_hash: Mapped[str]
    plain_hash: Mapped[str]
    words_added: Mapped[int]
    words_deleted: Mapped[int]
    kind: Mapped[str]
    summary: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class SetAside(Base):
    """Words that lost a clash, kept beside the version they lost to."""

    __tablename__ = "set_asides"
    __table_args__ = (
        ForeignKeyConstraint(
            ["section_id", "language", "lost_to"], ["versions.section_id", "versions.language", "versions.number"]
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"), index=True)
    language: Mapped[str]
    lost_to: Mapped[int]
    text: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    hat: Mapped[str]
    at: Mapped[datetime]


class WorkingCopy(Base):
    """What autosave writes: one per person, section and language, seen by that person alone."""

    __tablename__ = "working_copies"
    __table_args__ = (UniqueConstraint("person_id", "section_id", "language"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    section_id: Mapped[UUID] = mapped_column(ForeignKey("sections.id"))
    language: Mapped[str]
    text: Mapped[str]
    based_on: Mapped[int]
    saved_at: Mapped[datetime]


def version(session: Session, section_id: UUID, language: str, number: int) -> Version | None:
    asked = select(Version).where(
        Version.section_id == section_id, Version.language == language, Version.number == number
    )
    return session.scalars(asked).one_or_none()


def version_with_hash(session: Session, section_id: UUID, language: str, text_hash: str) -> Version | None:
    """The newest version with these words."""
    asked = select(Version).where(
        Version.section_id == section_id, Version.language == language, Version.text_hash == text_hash
    )
    return session.scalars(asked.order_by(Version.number.desc()).limit(1)).one_or_none()


def latest_version(session: Session, section: Section, language: str) -> Version:
    newest = select(Version).where(Version.section_id == section.id, Version.language == language)
    return session.scalars(newest.order_by(Version.number.desc()).limit(1)).one()


def latest_versions(session: Session, note: Note) -> dict[UUID, Version]:
    """Section → its newest version in the original language, for a whole note in one question."""
    asked = (
        select(Version)
        .join(Section, (Section.id == Version.section_id) & (Section.latest == Version.number))
        .where(Section.note_id == note.id, Version.language == note.original_language)
    )
    return {found.section_id: found for found in session.scalars(asked)}


def versions_at(session: Session, numbers: Mapping[UUID, int], language: str) -> dict[UUID, Version]:
    """Section → its version with the number given for it."""
    key = tuple_(Version.section_id, Version.number)
    asked = select(Version).where(Version.language == language, key.in_(list(numbers.items())))
    return {found.section_id: found for found in session.scalars(asked)}


def version_text(session: Session, version: Version) -> str:
    """The words of a version, rebuilt from its own row and its keyframe's."""
    return version_texts(session, [version])[version.id]


def version_texts(session: Session, versions: Collection[Version]) -> dict[UUID, str]:
    """Version id → words, for several versions at the cost of two questions."""
    wanted = {(v.section_id, v.language, number) for v in versions for number in (v.number, v.keyframe)}
    key = tuple_(Version.section_id, Version.language, Version.number)
    asked = select(Version.section_id, Version.language, Version.number, Version.packed).where(key.in_(wanted))
    packed = {(section, language, number): data for section, language, number, data in session.execute(asked)}
    return {v.id: _rebuilt(v, packed) for v in versions}


def _rebuilt(version: Version, packed: dict[tuple[UUID, str, int], bytes]) -> str:
    key = (version.section_id, version.language, version.keyframe)
    keyframe = unpack(packed[key], None)
    if version.number == version.keyframe:
        return keyframe
    return unpack(packed[version.section_id, version.language, version.number], keyframe)


def pack_next(session: Session, section_id: UUID, language: str, number: int, text: str) -> tuple[int, bytes]:
    """The keyframe's number and the packed words for the version with this number."""
    keyframe = number - number % KEYFRAME_EVERY
    if keyframe == number:
        return number, pack(text, None)
    base = version(session, section_id, language, keyframe)
    if base is None:
        return number, pack(text, None)
    return keyframe, pack(text, version_text(session, base))


def add_version(session: Session, section: Section, version: Version, text: str) -> Version:
    """Keep a version, whose words are packed here. `version` needs neither `keyframe` nor `packed`."""
    version.keyframe, version.packed = pack_next(session, section.id, version.language, version.number, text)
    session.add(version)
    section.latest = version.number
    session.flush()
    return version


def history(
    session: Session, section_id: UUID, language: str, *, limit: int, below: int | None = None, since: int = 0
) -> list[Version]:
    """Versions, newest first: at most `limit`, with numbers below `below` and from `since` on."""
    asked = select(Version).where(
        Version.section_id == section_id, Version.language == language, Version.number >= since
    )
    if below is not None:
        asked = asked.where(Version.number < below)
    return list(session.scalars(asked.order_by(Version.number.desc()).limit(limit)))


def working_copy(session: Session, person_id: UUID, section_id: UUID, language: str) -> WorkingCopy | None:
    asked = select(WorkingCopy).where(
        WorkingCopy.person_id == person_id, WorkingCopy.section_id == section_id, WorkingCopy.language == language
    )
    return session.scalars(asked).one_or_none()


def drop_working_copy(session: Session, person_id: UUID, section_id: UUID, language: str) -> None:
    copy = working_copy(session, person_id, section_id, language)
    if copy is not None:
        session.delete(copy)


def set_asides_of(
    session: Session, section_id: UUID, language: str, *, since: int = 0, below: int | None = None
) -> list[SetAside]:
    """Words set aside that lost to the versions from `since` up to, and without, `below`; newest first."""
    asked = select(SetAside).where(
        SetAside.section_id == section_id, SetAside.language == language, SetAside.lost_to >= since
    )
    if below is not None:
        asked = asked.where(SetAside.lost_to < below)
    return list(session.scalars(asked.order_by(SetAside.lost_to.desc(), SetAside.at.desc(), SetAside.id)))


def versions_at_all(
    session: Session, wanted: Collection[tuple[UUID, int]], language: str
) -> dict[tuple[UUID, int], Version]:
    """(section, number) → version, several of one section as well."""
    key = tuple_(Version.section_id, Version.number)
    asked = select(Version).where(Version.language == language, key.in_(list(wanted)))
    return {(found.section_id, found.number): found for found in session.scalars(asked)}
