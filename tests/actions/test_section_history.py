"""History stays fast and small however many versions there are."""

import random
from functools import cache

import pytest
from sqlalchemy import event, func, insert, select

from drafting.actions.sections import save_version
from drafting.actions.sections.showing import compare_versions, show_history, show_section, show_version
from drafting.domain.errors import NotFound
from drafting.domain.workflow import Purpose, Stage
from drafting.store.notes import FrozenPurpose, FrozenSection, FrozenText, open_passage, section_of
from drafting.store.packing import KEYFRAME_EVERY, pack
from drafting.store.sections import Version, latest_version, version_text
from drafting.store.work import COMMAND
from drafting.text.canonical import text_hash
from tests.makers import TWO_SENTENCES, enter, make_note, make_people, make_version

WORDS = ("estados", "miembros", "frontera", "datos", "intercambio", "personas", "migrantes", "acuerdan", "plazo")


@pytest.fixture
def people(keeping):
    return make_people(keeping)


CYCLE = 10 * KEYFRAME_EVERY


def insert_versions(keeping, note, actor, count):
    """Versions of about 20 KB, each a sentence away from the one before, packed as saving packs them.

    After a while the words begin anew, keyframe under keyframe, so that only some of them have to be packed.
    """
    texts = long_texts()
    packed = [
        pack(text, None if at % KEYFRAME_EVERY == 0 else texts[at - at % KEYFRAME_EVERY]) for at, text in texts.items()
    ]
    with keeping.writing(actor) as work:
        section = section_of(work.session, note, "2")
        about = {"section_id": section.id, "language": "es", "words_added": 14, "words_deleted": 14, "kind": "saved"}
        about |= {"summary": "", "person_id": actor.person, "hat": str(actor.hat), "at": work.now}
        rows = [
            {
                **about,
                "id": work.new_id("version", section.id, "es", number),
                "number": number,
                "parent": number - 1,
                "keyframe": number - number % KEYFRAME_EVERY if number >= KEYFRAME_EVERY else number,
                "packed": packed[number % CYCLE] if number >= KEYFRAME_EVERY else pack(texts[number], None),
                "text_hash": text_hash(texts[number % CYCLE]),
                "plain_hash": "",
            }
            for number in range(1, count + 1)
        ]
        work.session.execute(insert(Version), rows)
        section.latest = count
    return len(texts[0].encode())


@cache
def long_texts():
    chance = random.Random(7)
    sentences = [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(160)]
    texts = {}
    for place in range(CYCLE):
        sentences[chance.randrange(len(sentences))] = " ".join(chance.choices(WORDS, k=14)).capitalize() + "."
        texts[place] = "\n\n".join(sentences) + "\n"
    return texts


class Counting:
    """How many questions the database is asked."""

    def __init__(self, engine):
        self.engine, self.asked = engine, 0

    def __enter__(self):
        event.listen(self.engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self._count)

    def _count(self, *_):
        self.asked += 1


def questions(keeping, actor, note, **deeds):
    counts = {}
    for name, deed in deeds.items():
        with keeping.reading(actor) as work, Counting(keeping.engine) as counting:
            deed(work, str(note.id), "2")
        counts[name] = counting.asked
    return counts


def test_ten_thousand_versions_cost_what_ten_cost_and_each_weighs_little(keeping, people):
    actor = people.drafter()
    few, many = make_note(keeping), make_note(keeping)
    insert_versions(keeping, few, actor, 10)
    size = insert_versions(keeping, many, actor, 10_000)
    assert size > 17_000

    with keeping.reading(actor) as work:
        section = section_of(work.session, many, "2")
        asked = select(func.sum(func.length(Version.packed)), func.count()).where(Version.section_id == section.id)
        stored, count = work.session.execute(asked).one()
    assert count == 10_001
    assert stored / count <= 1_500

    deeds = {
        "section": show_section,
        "history": show_history,
        "early": lambda work, ref, label: show_history(work, ref, label, after=8),
        "version": lambda work, ref, label: show_version(work, ref, label, 7),
        "compare": lambda work, ref, label: compare_versions(work, ref, label, "3", None),
    }
    assert questions(keeping, actor, many, **deeds) == questions(keeping, actor, few, **deeds)

    saving = {}
    for note, newest in ((few, 10), (many, 10_000)):
        with keeping.writing(actor) as work:
            text = version_text(work.session, latest_version(work.session, section_of(work.session, note, "2"), "es"))
            with Counting(keeping.engine) as counting:
                save_version(work, str(note.id), "2", text + "\nOtra frase.\n", based_on=newest)
            saving[note.id] = counting.asked
    assert saving[few.id] == saving[many.id]


def test_any_version_is_rebuilt_exactly(keeping, people):
    note = make_note(keeping)
    texts = [f"{TWO_SENTENCES}\nParagraph {number}.\n" for number in range(1, 46)]
    for text in texts:
        make_version(keeping, note, "2", text)
    with keeping.reading(people.drafter()) as work:
        assert [show_version(work, note.slug, "2", number).text for number in range(1, 46)] == texts


def test_a_page_of_history_ends_where_the_next_begins(keeping, people):
    note = make_note(keeping)
    insert_versions(keeping, note, people.drafter(), 120)
    seen, after = [], None
    with keeping.reading(people.drafter()) as work:
        while True:
            page = show_history(work, note.slug, "2", after=after)
            seen += [entry.version.number for entry in page.entries]
            if page.next is None:
                break
            after = page.next
    assert seen == list(range(120, -1, -1))


def test_the_troika_sees_no_version_older_than_the_text_frozen_for_it(keeping, people):
    note = make_note(keeping, texts={"2": TWO_SENTENCES})
    make_version(keeping, note, "2", TWO_SENTENCES.replace("one thing", "a new thing"))
    with keeping.writing(COMMAND) as work:
        enter(work, note, Stage.TROIKA_REVIEW)
        passage, section = open_passage(work.session, note), section_of(work.session, note, "2")
        frozen = FrozenText(id=work.new_id("f"), note_id=note.id, ordinal=1, label="W1", digest="", at=work.now)
        work.session.add(frozen)
        work.session.flush()
        held = FrozenSection(id=work.new_id("fs"), frozen_id=frozen.id, section_id=section.id, version=2)
        held.text_hash, held.first_paragraph, held.paragraphs = "", 1, 1
        purpose = FrozenPurpose(id=work.new_id("fp"), frozen_id=frozen.id, purpose=Purpose.TO_TROIKA.value)
        purpose.passage_id, purpose.at = passage.id, work.now
        work.session.add_all([held, purpose])

    with keeping.reading(people.troika("GT")) as work:
        assert [entry.version.number for entry in show_history(work, note.slug, "2").entries] == [2]
        assert show_section(work, note.slug, "2").version.number == 2
        for number in (0, 1):
            with pytest.raises(NotFound):
                show_version(work, note.slug, "2", number)
        with pytest.raises(NotFound):
            compare_versions(work, note.slug, "2", "1", "2")
    with keeping.reading(people.drafter()) as work:
        assert len(show_history(work, note.slug, "2").entries) == 3
