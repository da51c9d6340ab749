"""Setting up, inviting, accepting, passwords: how somebody comes to have an account."""

import pyotp
import pytest

from drafting.actions.people import passwords, second_factor
from drafting.actions.people.appointments import end_appointment, known_post
from drafting.actions.people.invitations import (
    Joining,
    accept_invitation,
    invitation_by,
    invite,
    resend_invitation,
    waiting_invitations,
    withdraw_invitation,
)
from drafting.actions.people.passwords import ask_reset, change_password, make_reset, reset_password
from drafting.actions.people.profile import change_profile
from drafting.actions.people.setup import FirstOperator, make_setup_link, set_up
from drafting.actions.people.sign_ins import SignedIn, recognised
from drafting.actions.people.signing_in import by_password
from drafting.domain.errors import Invalid, NotAllowed, NotFound, NotPossible, SignInNeeded, TooMany
from drafting.domain.hats import Role
from drafting.store.conferences import conference_codes
from drafting.store.people import Person, person_by_email, standing_appointments
from drafting.store.work import COMMAND, STRANGER, Actor, Keeping
from tests.actions.entering import CALLER, PASSWORD, REAL, account, later, mailed, make_account, newest, told
from tests.makers import make_people

JOINING = Joining("Eva Robles", "es", "America/Mexico_City", PASSWORD)
FIRST = FirstOperator("Admin@Example.org", "Olga Marín", "es", "America/Panama", PASSWORD)


def invited(keeping: Keeping, by: Actor, email: str = "eva@example.org", *post: str) -> str:
    with keeping.writing(by) as work:
        return invite(
            work, email, known_post(work, *(post or ("delegation", "MX", "expert"))), REAL, mailed=True
        ).secret


def appointed(keeping: Keeping, email: str) -> list[tuple[str, str, str, bool]]:
    with keeping.reading(COMMAND) as work:
        person = person_by_email(work.session, email)
        rows = standing_appointments(work.session, person.id, work.now) if person else []
        return [(row.body, row.code, row.function, row.admitted_at is not None) for row in rows]


def test_the_first_operator_comes_by_a_link_that_works_once(keeping: Keeping):
    with keeping.writing(COMMAND) as work:
        secret = make_setup_link(work, REAL).secret
    opened = set_up(keeping, secret, FIRST, CALLER, REAL, presets=True)
    assert [str(worn.hat) for worn in opened.hats] == ["operator"]
    with keeping.reading(COMMAND) as work:
        assert conference_codes(work.session) == ["RCM", "SACM"]
    with pytest.raises(NotPossible):
        set_up(keeping, secret, FIRST, CALLER, REAL, presets=True)
    with keeping.writing(COMMAND) as work, pytest.raises(NotPossible):
        make_setup_link(work, REAL)


def test_a_new_setup_link_makes_the_one_before_useless(keeping: Keeping):
    with keeping.writing(COMMAND) as work:
        old = make_setup_link(work, REAL).secret
        new = make_setup_link(work, REAL).secret
    with pytest.raises(NotFound):
        set_up(keeping, old, FIRST, CALLER, REAL, presets=False)
    assert set_up(keeping, new, FIRST, CALLER, REAL, presets=False)


def test_a_weak_password_does_not_use_the_setup_link_up(keeping: Keeping):
    with keeping.writing(COMMAND) as work:
        secret = make_setup_link(work, REAL).secret
    weak = FirstOperator(FIRST.email, FIRST.name, FIRST.language, FIRST.zone, "short")
    with pytest.raises(Invalid):
        set_up(keeping, secret, weak, CALLER, REAL, presets=False)
    assert set_up(keeping, secret, FIRST, CALLER, REAL, presets=False)


def test_an_invitation_is_mailed_and_makes_a_person_who_is_signed_in(keeping: Keeping):
    secret = invited(keeping, make_people(keeping).delegation("MX", Role.HEAD))
    assert newest(keeping, "invitation", "secret") == secret
    opened = accept_invitation(keeping, secret, JOINING, CALLER, later(days=13))
    assert isinstance(opened, SignedIn)
    assert opened.acting_as == "delegation:MX"
    assert appointed(keeping, "eva@example.org") == [("delegation", "MX", "expert", True)]


def test_an_invitation_is_accepted_once_and_not_after_fourteen_days(keeping: Keeping):
    secret = invited(keeping, make_people(keeping).operator)
    with pytest.raises(NotFound):
        accept_invitation(keeping, secret, JOINING, CALLER, later(days=14))
    accept_invitation(keeping, secret, JOINING, CALLER, REAL)
    with pytest.raises(NotFound):
        accept_invitation(keeping, secret, JOINING, CALLER, REAL)


def test_looking_at_an_invitation_does_not_use_it_up(keeping: Keeping):
    secret = invited(keeping, make_people(keeping).operator)
    for _ in range(2):
        with keeping.reading(STRANGER) as work:
            assert invitation_by(work, secret, REAL).email == "eva@example.org"
    assert accept_invitation(keeping, secret, JOINING, CALLER, REAL)


def test_the_record_says_that_somebody_was_invited_and_not_whom(keeping: Keeping):
    with keeping.writing(make_people(keeping).operator) as work:
        invite(work, "eva@example.org", known_post(work, "delegation", "MX", "expert"), REAL, mailed=True)
        assert told(work) == ["person_invited"]
        assert "eva" not in str(work.told)


def test_a_new_link_replaces_the_one_sent_before(keeping: Keeping):
    head = make_people(keeping).delegation("MX", Role.HEAD)
    old = invited(keeping, head)
    with keeping.writing(head) as work:
        (waiting,) = waiting_invitations(work, REAL)
        new = resend_invitation(work, waiting.id, later(days=5), mailed=False).secret
    with pytest.raises(NotFound):
        accept_invitation(keeping, old, JOINING, CALLER, later(days=5))
    assert accept_invitation(keeping, new, JOINING, CALLER, later(days=18))


def test_inviting_again_to_the_same_post_leaves_one_link(keeping: Keeping):
    head = make_people(keeping).delegation("MX", Role.HEAD)
    old, new = invited(keeping, head), invited(keeping, head)
    with pytest.raises(NotFound):
        accept_invitation(keeping, old, JOINING, CALLER, REAL)
    assert accept_invitation(keeping, new, JOINING, CALLER, REAL)


def test_a_withdrawn_invitation_opens_nothing(keeping: Keeping):
    head = make_people(keeping).delegation("MX", Role.HEAD)
    secret = invited(keeping, head)
    with keeping.writing(head) as work:
        withdraw_invitation(work, waiting_invitations(work, REAL)[0].id, REAL)
    with pytest.raises(NotFound):
        accept_invitation(keeping, secret, JOINING, CALLER, REAL)


def test_invitations_are_seen_by_those_who_could_have_sent_them(keeping: Keeping):
    people = make_people(keeping)
    invited(keeping, people.delegation("MX", Role.HEAD))
    seen = {}
    for name, actor in {
        "own head": people.delegation("MX", Role.HEAD),
        "operator": people.operator,
        "another head": people.delegation("UY", Role.HEAD),
        "coordinator": people.coordinator("RCM"),
        "expert": people.delegation("MX", Role.EXPERT),
    }.items():
        with keeping.reading(actor) as work:
            seen[name] = len(waiting_invitations(work, REAL))
    assert seen == {"own head": 1, "operator": 1, "another head": 0, "coordinator": 0, "expert": 0}


def test_an_invitation_of_somebody_whose_office_ended_opens_nothing(keeping: Keeping, clock):
    people = make_people(keeping)
    head = people.delegation("MX", Role.HEAD)
    secret = invited(keeping, head)
    with keeping.writing(people.operator) as work:
        end_appointment(work, standing_appointments(work.session, head.person, work.now)[0].id)
    clock.move(minutes=1)
    with pytest.raises(NotPossible):
        accept_invitation(keeping, secret, JOINING, CALLER, REAL)


def test_somebody_with_an_account_gets_the_post_but_no_open_door(keeping: Keeping):
    people = make_people(keeping)
    make_account(keeping, "Eva", ("delegation", "MX", "expert"))
    secret = invited(keeping, people.coordinator(), "eva@example.org", "secretariat", "RCM", "drafter")
    assert accept_invitation(keeping, secret, Joining(), CALLER, REAL) is None
    assert ("secretariat", "RCM", "drafter", True) in appointed(keeping, "eva@example.org")


@pytest.mark.parametrize(
    ("joining", "field"),
    [
        (Joining("", "es", "UTC"), "/name"),
        (Joining("Eva", "fr", "UTC"), "/language"),
        (Joining("Eva", "es", "Mars/Olympus"), "/zone"),
        (Joining("Eva", "es", "UTC", "short"), "/password"),
        (Joining("Eva", "es", "UTC", "eva@example.org"), "/password"),
    ],
)
def test_what_is_wrong_with_an_acceptance_is_named_and_the_link_stays_good(keeping: Keeping, joining, field):
    secret = invited(keeping, make_people(keeping).operator)
    with pytest.raises(Invalid) as refused:
        accept_invitation(keeping, secret, joining, CALLER, REAL)
    assert [fault.pointer for fault in refused.value.faults] == [field]
    assert accept_invitation(keeping, secret, Joining("Eva", "es", "UTC"), CALLER, REAL)


@pytest.mark.parametrize(
    "email", ["", "eva", "eva@", "@example.org", "eva@example", "a b@example.org", "e@x.org\nBcc: y@z.org"]
)
def test_what_is_no_address_is_not_invited(keeping: Keeping, email: str):
    with pytest.raises(Invalid):
        invited(keeping, make_people(keeping).operator, email)


def test_without_mail_the_link_is_handed_to_the_issuer_and_nothing_waits_to_be_sent(keeping: Keeping):
    with keeping.writing(make_people(keeping).operator) as work:
        made = invite(work, "eva@example.org", known_post(work, "operator", "", "operator"), REAL, mailed=False)
    assert made.secret
    assert mailed(keeping, "invitation") == []


@pytest.fixture
def person(keeping: Keeping) -> Person:
    make_people(keeping)
    return make_account(keeping, "Ana Vidal", ("delegation", "UY", "expert"))


def signs_in(keeping: Keeping, person: Person, password: str) -> SignedIn | None:
    try:
        opened = by_password(keeping, person.email, password, CALLER, REAL)
    except SignInNeeded:
        return None
    assert isinstance(opened, SignedIn)
    return opened


def is_open(keeping: Keeping, opened: SignedIn) -> bool:
    with keeping.reading(STRANGER) as work:
        return recognised(work.session, opened.token, REAL) is not None


def test_changing_the_password_ends_the_other_sign_ins(keeping: Keeping, person: Person):
    here, elsewhere = signs_in(keeping, person, PASSWORD), signs_in(keeping, person, PASSWORD)
    new = "another quiet river"
    me = Actor(person.id, None, None)
    change_password(keeping, me, here.person.sign_in, current=PASSWORD, new=new, real_now=REAL)
    assert (is_open(keeping, here), is_open(keeping, elsewhere)) == (True, False)
    assert signs_in(keeping, person, PASSWORD) is None
    assert signs_in(keeping, person, new)
    assert len(mailed(keeping, "password_changed")) == 1


@pytest.mark.parametrize(("current", "new"), [("wrong", "another quiet river"), (PASSWORD, "short")])
def test_a_password_is_changed_by_whoever_knows_it_to_a_good_one(keeping: Keeping, person: Person, current, new):
    here = signs_in(keeping, person, PASSWORD)
    with pytest.raises(Invalid):
        change_password(
            keeping, Actor(person.id, None, None), here.person.sign_in, current=current, new=new, real_now=REAL
        )
    assert signs_in(keeping, person, PASSWORD)


def test_a_reset_link_sets_a_password_once_and_ends_every_sign_in(keeping: Keeping, person: Person):
    open_before = signs_in(keeping, person, PASSWORD)
    with keeping.writing(STRANGER) as work:
        ask_reset(work, person.email, "192.0.2.7", REAL)
    secret = newest(keeping, "reset", "secret")
    with pytest.raises(Invalid):
        reset_password(keeping, secret, "short", REAL)
    reset_password(keeping, secret, "another quiet river", later(minutes=119))
    assert not is_open(keeping, open_before)
    assert signs_in(keeping, person, "another quiet river")
    with pytest.raises(NotFound):
        reset_password(keeping, secret, "a third quiet river", REAL)


def test_a_reset_link_is_dead_after_two_hours(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ask_reset(work, person.email, "192.0.2.7", REAL)
    with pytest.raises(NotFound):
        reset_password(keeping, newest(keeping, "reset", "secret"), "another quiet river", later(hours=2))


def test_a_reset_for_an_unknown_address_is_asked_for_without_a_word(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ask_reset(work, "nobody@example.org", "192.0.2.7", REAL)
    assert mailed(keeping, "reset") == []


def test_nobodys_box_is_filled_with_resets(keeping: Keeping, person: Person):
    for _ in range(5):
        with keeping.writing(STRANGER) as work:
            ask_reset(work, person.email, "192.0.2.7", REAL)
    with keeping.writing(STRANGER) as work, pytest.raises(TooMany):
        ask_reset(work, person.email, "192.0.2.7", REAL)


def test_one_kind_of_secret_does_not_open_what_another_opens(keeping: Keeping, person: Person):
    invitation = invited(keeping, make_people(keeping).operator)
    with pytest.raises(NotFound):
        reset_password(keeping, invitation, "another quiet river", REAL)
    with keeping.writing(STRANGER) as work:
        ask_reset(work, person.email, "192.0.2.7", REAL)
    with pytest.raises(NotFound):
        accept_invitation(keeping, newest(keeping, "reset", "secret"), JOINING, CALLER, REAL)


def test_an_operator_who_resets_a_member_is_seen_by_the_delegation(keeping: Keeping, person: Person):
    with keeping.writing(make_people(keeping).operator) as work:
        made = make_reset(work, person.id, REAL, mailed=False)
        assert [(event.kind.value, event.delegation) for event in work.told] == [("access_reset", "UY")]
    reset_password(keeping, made.secret, "another quiet river", REAL)
    with keeping.writing(make_people(keeping).coordinator()) as work, pytest.raises(NotAllowed):
        make_reset(work, person.id, REAL, mailed=False)


def test_a_lost_second_factor_is_taken_away_by_the_operator_and_the_delegation_learns_of_it(keeping, person):
    secret = pyotp.random_base32()
    with keeping.writing(Actor(person.id, None, None)) as work:
        second_factor.enable(work, secret, pyotp.TOTP(secret).at(REAL), REAL)
    with keeping.writing(make_people(keeping).operator) as work:
        second_factor.remove_for(work, person.id)
        assert [(event.kind.value, event.delegation) for event in work.told] == [("access_reset", "UY")]
    assert account(keeping, person.id).totp_secret is None


def test_the_second_factor_is_switched_on_off_and_its_codes_renewed_by_a_fresh_code(keeping: Keeping, person: Person):
    me = Actor(person.id, None, None)
    secret = pyotp.random_base32()
    totp = pyotp.TOTP(secret)
    with keeping.writing(me) as work, pytest.raises(Invalid):
        second_factor.enable(work, secret, "000000", REAL)
    with keeping.writing(me) as work:
        assert "otpauth://" in second_factor.offered(secret, person.email, "Concept notes").uri
        old = second_factor.enable(work, secret, totp.at(REAL), REAL)
    new = second_factor.renew_codes(keeping, me, totp.at(later(minutes=1)), later(minutes=1))
    with pytest.raises(Invalid):
        second_factor.switch_off(keeping, me, old[0], later(minutes=1))
    with keeping.reading(me) as work:
        assert second_factor.standing(work) == second_factor.Standing(enabled=True, has_password=True, codes_left=10)
    second_factor.switch_off(keeping, me, new[0], later(minutes=1))
    with keeping.reading(me) as work:
        assert second_factor.standing(work).enabled is False
    assert len(mailed(keeping, "second_factor_changed")) == 3


def test_guesses_at_switching_the_second_factor_off_are_counted(keeping: Keeping, person: Person):
    me, secret = Actor(person.id, None, None), pyotp.random_base32()
    with keeping.writing(me) as work:
        second_factor.enable(work, secret, pyotp.TOTP(secret).at(REAL), REAL)
    for _ in range(5):
        with pytest.raises(Invalid):
            second_factor.switch_off(keeping, me, "000000", REAL)
    with pytest.raises(TooMany):
        second_factor.switch_off(keeping, me, pyotp.TOTP(secret).at(later(minutes=1)), later(minutes=1))


def test_a_person_says_who_they_are_and_how_they_read(keeping: Keeping, person: Person):
    with keeping.writing(Actor(person.id, None, None)) as work:
        change_profile(work, name=" Ana Vidal Arrosa ", language="pt", zone="America/Montevideo", theme="dark")
    changed = account(keeping, person.id)
    assert (changed.name, changed.language, changed.zone, changed.theme) == (
        "Ana Vidal Arrosa",
        "pt",
        "America/Montevideo",
        "dark",
    )


def test_a_password_that_nobody_has_never_matches():
    assert passwords.matches(None, "nobody has this password") is False
    assert passwords.matches("not a hash", "x") is False
    assert passwords.matches(passwords.hashed("x"), "x") is True
