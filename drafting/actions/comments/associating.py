"""A country stands with another's comment: said by its own focal point or head, never on its behalf."""

from uuid import UUID

from drafting.actions.access import acting_person
from drafting.actions.comments.official import OfficialComment, official_comment, official_for, standing
from drafting.actions.comments.statuses import own_country
from drafting.domain.errors import NotPossible
from drafting.domain.events import Event, EventKind
from drafting.domain.policy import Act
from drafting.locale import N_
from drafting.store.comments import Association, is_associated
from drafting.store.work import Work


def associate(work: Work, comment_id: UUID) -> OfficialComment:
    """The actor's country associates itself with a comment that it can see."""
    opened, comment = official_for(work, comment_id, Act.ASSOCIATE, lock=True)
    country = own_country(work)
    standing(work, comment)
    if comment.country == country:
        raise NotPossible("own-comment", N_("This is a comment of your own country."))
    if is_associated(work.session, comment, country):
        raise NotPossible("already-associated", N_("Your country has associated itself with this comment already."))
    row = Association(id=work.new_id("association", comment.id, country), comment_id=comment.id, country=country)
    row.person_id, row.at = acting_person(work), work.now
    work.session.add(row)
    work.session.flush()
    data = {"country": comment.country, "number": comment.number, "associated": country}
    work.tell(Event(EventKind.COUNTRY_ASSOCIATED, opened.note.id, data))
    return official_comment(work, comment.id)
