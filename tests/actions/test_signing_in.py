"""The ways in, each once: passwords, mailed codes, second factors; and what ends them."""

import pyotp
import pytest

from drafting.actions.people import passwords, second_factor
from drafting.actions.people.persons import disable_person
from drafting.actions.people.sign_ins import (
    IDLE,
    LONGEST,
    SignedIn,
    act_as,
    end_other_sign_ins,
    end_sign_in,
    my_sign_ins,
    recognised,
    seen,
    sign_out,
)
from drafting.actions.people.signing_in import Halfway, ask_code, by_code, by_password, by_second_factor
from drafting.actions.people.tokens import create_token, revoke_token
from drafting.domain.errors import Invalid, NotAllowed, NotFound, SignInNeeded, TooMany
from drafting.domain.hats import parse_hat
from drafting.store.people import Person, SignIn
from drafting.store.work import COMMAND, STRANGER, Actor, Keeping
from tests.actions.entering import CALLER, PASSWORD, REAL, account, later, mailed, make_account, newest
from tests.makers import make_people


@pytest.fixture
def person(keeping: Keeping) -> Person:
    make_people(keeping)
    return make_account(keeping, "Ana Vidal", ("delegation", "UY", "expert"))


def sign_in(keeping: Keeping, person: Person, *, at=REAL, **more) -> SignedIn:
    opened = by_password(keeping, person.email, PASSWORD, CALLER, at, **more)
    assert isinstance(opened, SignedIn)
    return opened


def who(keeping: Keeping, token: str, at=REAL):
    with keeping.reading(STRANGER) as work:
        found = recognised(work.session, token, at)
        return found and found.id


def with_second_factor(keeping: Keeping, person: Person) -> tuple[str, list[str]]:
    secret = pyotp.random_base32()
    with keeping.writing(Actor(person.id, None, None)) as work:
        codes = second_factor.enable(work, secret, pyotp.TOTP(secret).at(later(minutes=-10)), later(minutes=-10))
    return secret, codes


def test_a_password_opens_a_door_under_the_only_hat(keeping: Keeping, person: Person):
    opened = sign_in(keeping, person)
    assert opened.acting_as == "delegation:UY"
    assert who(keeping, opened.token) == person.id


def test_the_address_is_found_however_it_is_written(keeping: Keeping, person: Person):
    assert isinstance(by_password(keeping, f"  {person.email.upper()} ", PASSWORD, CALLER, REAL), SignedIn)


def test_the_token_is_new_each_time_and_not_kept_itself(keeping: Keeping, person: Person):
    first, second = sign_in(keeping, person), sign_in(keeping, person)
    assert first.token != second.token
    with keeping.reading(COMMAND) as work:
        kept = [row.token_hash for row in work.session.query(SignIn)]
    assert len(kept) == 2
    assert not {first.token, second.token} & set(kept)


@pytest.mark.parametrize(("email", "password"), [("ana.vidal@example.org", "wrong"), ("nobody@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_are_answered_the_same(keeping, person, email, password):
    with pytest.raises(SignInNeeded) as refused:
        by_password(keeping, email, password, CALLER, REAL)
    assert refused.value.code == "wrong-credentials"


def test_an_unknown_address_costs_a_hashing_too(keeping: Keeping, person: Person, monkeypatch):
    hashings: list[str | None] = []
    original = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda kept, given: hashings.append(kept) or original(kept, given))
    with pytest.raises(SignInNeeded):
        by_password(keeping, "nobody@example.org", PASSWORD, CALLER, REAL)
    assert hashings == [None]


def test_somebody_without_a_password_cannot_use_one(keeping: Keeping, person: Person):
    make_account(keeping, "Bruno Paz", password=None)
    with pytest.raises(SignInNeeded):
        by_password(keeping, "bruno.paz@example.org", "", CALLER, REAL)


def test_a_password_that_was_hashed_more_cheaply_is_hashed_anew(keeping: Keeping, person: Person, monkeypatch):
    before = account(keeping, person.id).password
    monkeypatch.setattr(passwords, "_hasher", type(passwords._hasher)(time_cost=2, memory_cost=16, parallelism=1))
    sign_in(keeping, person)
    after = account(keeping, person.id).password
    assert after != before
    assert passwords.matches(after, PASSWORD)


def test_too_many_wrong_passwords_are_refused_for_a_while_even_the_right_one(keeping: Keeping, person: Person):
    for _ in range(10):
        with pytest.raises(SignInNeeded):
            by_password(keeping, person.email, "wrong", CALLER, REAL)
    with pytest.raises(TooMany) as refused:
        by_password(keeping, person.email, PASSWORD, CALLER, later(minutes=5))
    assert 9 * 60 <= refused.value.retry_after <= 11 * 60
    assert sign_in(keeping, person, at=later(minutes=16))


def test_nobody_is_locked_out_for_good_because_the_mailed_code_still_works(keeping: Keeping, person: Person):
    for _ in range(10):
        with pytest.raises(SignInNeeded):
            by_password(keeping, person.email, "wrong", CALLER, REAL)
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, person.email, CALLER, REAL)
    assert isinstance(by_code(keeping, ticket, newest(keeping, "code", "code"), CALLER, REAL), SignedIn)


def test_one_address_cannot_try_many_accounts(keeping: Keeping, person: Person):
    for number in range(60):
        with pytest.raises(SignInNeeded):
            by_password(keeping, f"somebody.{number}@example.org", "wrong", CALLER, REAL)
    with pytest.raises(TooMany):
        by_password(keeping, person.email, PASSWORD, CALLER, REAL)


def test_a_good_sign_in_forgives_the_failed_ones(keeping: Keeping, person: Person):
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(SignInNeeded):
                by_password(keeping, person.email, "wrong", CALLER, REAL)
        assert sign_in(keeping, person)


def test_a_mailed_code_signs_in_once(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, person.email, CALLER, REAL)
    code = newest(keeping, "code", "code")
    assert code.replace(" ", "").isdigit()
    opened = by_code(keeping, ticket, f" {code} ", CALLER, later(minutes=9))
    assert isinstance(opened, SignedIn)
    with pytest.raises(NotFound):
        by_code(keeping, ticket, code, CALLER, later(minutes=9))


def test_a_mailed_code_is_dead_after_ten_minutes(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, person.email, CALLER, REAL)
    with pytest.raises(NotFound):
        by_code(keeping, ticket, newest(keeping, "code", "code"), CALLER, later(minutes=10))


def test_after_five_wrong_guesses_the_right_code_is_dead_too(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, person.email, CALLER, REAL)
    code = newest(keeping, "code", "code")
    wrong = "00000000" if code != "0000 0000" else "11111111"
    for _ in range(5):
        with pytest.raises(Invalid):
            by_code(keeping, ticket, wrong, CALLER, REAL)
    with pytest.raises(NotFound):
        by_code(keeping, ticket, code, CALLER, REAL)


def test_anothers_guesses_do_not_use_up_my_code(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        mine = ask_code(work, person.email, CALLER, REAL)
    code = newest(keeping, "code", "code")
    with keeping.writing(STRANGER) as work:
        theirs = ask_code(work, person.email, CALLER, later(seconds=1))
    for _ in range(5):
        with pytest.raises(Invalid):
            by_code(keeping, theirs, "12345", CALLER, REAL)
    assert isinstance(by_code(keeping, mine, code, CALLER, REAL), SignedIn)


def test_a_code_for_an_unknown_address_is_asked_for_and_refused_in_the_same_words(keeping: Keeping, person: Person):
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, "nobody@example.org", CALLER, REAL)
    assert mailed(keeping, "code") == []
    for _ in range(5):
        with pytest.raises(Invalid):
            by_code(keeping, ticket, "12345678", CALLER, REAL)
    with pytest.raises(NotFound):
        by_code(keeping, ticket, "12345678", CALLER, REAL)


def test_a_second_factor_is_asked_for_after_the_password_and_after_the_code(keeping: Keeping, person: Person):
    secret, _ = with_second_factor(keeping, person)
    opened = by_password(keeping, person.email, PASSWORD, CALLER, REAL)
    assert isinstance(opened, Halfway)
    assert who(keeping, opened.ticket) is None
    with pytest.raises(Invalid):
        by_second_factor(keeping, opened.ticket, "000000", CALLER, REAL)
    assert by_second_factor(keeping, opened.ticket, pyotp.TOTP(secret).at(REAL), CALLER, REAL).person.id == person.id
    with keeping.writing(STRANGER) as work:
        ticket = ask_code(work, person.email, CALLER, REAL)
    assert isinstance(by_code(keeping, ticket, newest(keeping, "code", "code"), CALLER, REAL), Halfway)


def test_password_and_second_factor_may_come_in_one_request(keeping: Keeping, person: Person):
    secret, _ = with_second_factor(keeping, person)
    with pytest.raises(Invalid):
        by_password(keeping, person.email, PASSWORD, CALLER, REAL, code="000000")
    assert sign_in(keeping, person, code=pyotp.TOTP(secret).at(REAL))


def test_a_code_of_the_authenticator_is_taken_once(keeping: Keeping, person: Person):
    secret, _ = with_second_factor(keeping, person)
    code = pyotp.TOTP(secret).at(REAL)
    assert sign_in(keeping, person, code=code)
    with pytest.raises(Invalid):
        by_password(keeping, person.email, PASSWORD, CALLER, later(seconds=1), code=code)


def test_a_recovery_code_is_taken_once(keeping: Keeping, person: Person):
    _, codes = with_second_factor(keeping, person)
    assert len(set(codes)) == 10
    assert sign_in(keeping, person, code=codes[0].upper())
    with pytest.raises(Invalid):
        by_password(keeping, person.email, PASSWORD, CALLER, REAL, code=codes[0])
    assert sign_in(keeping, person, code=codes[1])


def test_guesses_at_the_second_step_are_counted_however_often_the_first_is_repeated(keeping, person):
    with_second_factor(keeping, person)
    for _ in range(5):
        halfway = by_password(keeping, person.email, PASSWORD, CALLER, REAL)
        with pytest.raises(Invalid):
            by_second_factor(keeping, halfway.ticket, "000000", CALLER, REAL)
    halfway = by_password(keeping, person.email, PASSWORD, CALLER, REAL)
    with pytest.raises(TooMany):
        by_second_factor(keeping, halfway.ticket, "000000", CALLER, REAL)


def test_a_sign_in_ends_when_it_is_idle_and_when_it_is_old(keeping: Keeping, person: Person):
    token = sign_in(keeping, person).token
    assert who(keeping, token, REAL + IDLE / 2) == person.id
    assert who(keeping, token, REAL + IDLE) is None
    at = REAL
    while at < REAL + LONGEST - IDLE:
        at += IDLE / 2
        with keeping.writing(STRANGER) as work:
            found = recognised(work.session, token, at)
            assert found is not None
            seen(work.session, found, at)
    assert who(keeping, token, REAL + LONGEST) is None


def test_a_sign_in_is_written_to_only_every_few_minutes(keeping: Keeping, person: Person):
    token = sign_in(keeping, person).token
    with keeping.reading(STRANGER) as work:
        assert recognised(work.session, token, later(minutes=4)).stale is False
        assert recognised(work.session, token, later(minutes=6)).stale is True


def test_signing_out_ends_this_sign_in_alone(keeping: Keeping, person: Person):
    one, other = sign_in(keeping, person), sign_in(keeping, person)
    with keeping.writing(Actor(person.id, None, None)) as work:
        sign_out(work, one.person.sign_in, REAL)
    assert who(keeping, one.token) is None
    assert who(keeping, other.token) == person.id


def test_a_person_lists_and_ends_their_own_sign_ins_only(keeping: Keeping, person: Person):
    one, other = sign_in(keeping, person), sign_in(keeping, person)
    stranger = make_account(keeping, "Bruno Paz")
    with keeping.writing(Actor(stranger.id, None, None)) as work, pytest.raises(NotFound):
        end_sign_in(work, other.person.sign_in, REAL)
    with keeping.writing(Actor(person.id, None, None)) as work:
        listed = my_sign_ins(work, one.person.sign_in, REAL)
        assert {row.id: row.current for row in listed} == {one.person.sign_in: True, other.person.sign_in: False}
        end_sign_in(work, other.person.sign_in, REAL)
    assert who(keeping, other.token) is None


def test_all_other_sign_ins_can_be_ended_at_once(keeping: Keeping, person: Person):
    one, other = sign_in(keeping, person), sign_in(keeping, person)
    with keeping.writing(Actor(person.id, None, None)) as work:
        end_other_sign_ins(work, one.person.sign_in, REAL)
    assert (who(keeping, one.token), who(keeping, other.token)) == (person.id, None)


def test_disabling_somebody_ends_everything_at_once(keeping: Keeping, person: Person):
    token = sign_in(keeping, person).token
    with keeping.writing(make_people(keeping).operator) as work:
        disable_person(work, person.id, REAL)
        assert [event.delegation for event in work.told] == ["UY"]
    assert who(keeping, token) is None
    with pytest.raises(SignInNeeded):
        by_password(keeping, person.email, PASSWORD, CALLER, REAL)
    with keeping.writing(STRANGER) as work:
        ask_code(work, person.email, CALLER, REAL)
    assert mailed(keeping, "code") == []


def test_only_a_hat_that_is_held_can_be_taken_up(keeping: Keeping, person: Person):
    opened = sign_in(keeping, person)
    with keeping.writing(Actor(person.id, None, None)) as work:
        assert act_as(work, opened.person.sign_in, parse_hat("delegation:UY")).hat == parse_hat("delegation:UY")
        with pytest.raises(NotAllowed):
            act_as(work, opened.person.sign_in, parse_hat("delegation:MX"))


def test_a_token_for_programs_may_lie_idle_until_it_is_revoked(keeping: Keeping, person: Person):
    with keeping.writing(COMMAND) as work:
        _, token = create_token(work, person.email, "nightly export", REAL, hat=parse_hat("delegation:UY"))
    assert who(keeping, token, later(days=200)) == person.id
    with keeping.writing(COMMAND) as work:
        assert revoke_token(work, person.email, "nightly export", later(days=201)) == 1
    assert who(keeping, token, later(days=201)) is None


def test_only_the_operator_and_the_command_make_tokens(keeping: Keeping, person: Person):
    with keeping.writing(make_people(keeping).coordinator()) as work, pytest.raises(NotAllowed):
        create_token(work, person.email, "mine", REAL)
