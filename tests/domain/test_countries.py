"""Who is a member of what, and which country sits where on which day."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from drafting.domain.countries import (
    Place,
    Seat,
    Term,
    preset_conferences,
    preset_countries,
    seats,
    troika,
)

RCM, SACM = preset_conferences()
IN_AUGUST = date(2018, 8, 15)


def place_names(terms, day):
    return {place.value: country for place, country in troika(terms, day).items()}


def test_eleven_and_twelve_countries_are_members_and_none_of_both():
    assert (RCM.code, len(RCM.members)) == ("RCM", 11)
    assert (SACM.code, len(SACM.members)) == ("SACM", 12)
    assert set(RCM.members).isdisjoint(SACM.members)


def test_every_country_has_its_codes_names_and_a_zone_that_exists():
    countries = preset_countries()

    assert set(countries) == {*RCM.members, *SACM.members, *RCM.observers, *SACM.observers}
    assert len({country.alpha3 for country in countries.values()}) == len(countries)
    for country in countries.values():
        assert sorted(country.names) == ["en", "es", "pt"]
        assert ZoneInfo(country.zone).key == country.zone


def test_a_country_is_shown_by_its_short_name_and_known_by_its_long_one():
    bolivia, mexico = preset_countries()["BO"], preset_countries()["MX"]

    assert (bolivia.name("pt"), bolivia.long_name("pt")) == ("Bolívia", "Bolívia (Estado Plurinacional da)")
    assert (mexico.name("es"), mexico.long_name("es")) == ("México", "México")


def test_the_troikas_of_august_2018_are_those_of_the_time():
    assert place_names(RCM.terms, IN_AUGUST) == {"previous": "SV", "current": "PA", "next": "GT"}
    assert place_names(SACM.terms, IN_AUGUST) == {"previous": "PY", "current": "UY", "next": "BO"}


def test_the_presidency_passes_on_the_day_of_the_handover():
    handover = date(2017, 11, 30)

    assert place_names(RCM.terms, handover - timedelta(days=1)) == {"previous": None, "current": "SV", "next": "PA"}
    assert place_names(RCM.terms, handover) == {"previous": "SV", "current": "PA", "next": "GT"}


def test_a_conference_with_nobody_in_office_has_a_vacant_presidency_between_its_neighbours():
    left, designated = Term("RCM", "SV", 1, date(2017, 1, 1), date(2018, 1, 1)), Term("RCM", "GT", 2)

    assert place_names([left, designated], IN_AUGUST) == {"previous": "SV", "current": None, "next": "GT"}
    assert seats([left, designated], IN_AUGUST) == [
        Seat("RCM", "SV", Place.PREVIOUS),
        Seat("RCM", "GT", Place.NEXT),
    ]


def test_before_any_presidency_the_first_designated_country_is_the_next():
    assert place_names([Term("RCM", "PA", 1)], IN_AUGUST) == {"previous": None, "current": None, "next": "PA"}
    assert place_names([], IN_AUGUST) == {"previous": None, "current": None, "next": None}


def test_a_country_before_and_after_the_presidency_has_one_seat():
    terms = [
        Term("RCM", "SV", 1, date(2017, 1, 1), date(2018, 1, 1)),
        Term("RCM", "PA", 2, date(2018, 1, 1)),
        Term("RCM", "SV", 3),
    ]

    assert place_names(terms, IN_AUGUST) == {"previous": "SV", "current": "PA", "next": "SV"}
    assert seats(terms, IN_AUGUST) == [Seat("RCM", "PA", Place.CURRENT), Seat("RCM", "SV", Place.PREVIOUS)]


def test_the_joint_note_of_august_2018_has_six_seats():
    named = [(seat.conference, seat.country, seat.place.value) for seat in seats([*RCM.terms, *SACM.terms], IN_AUGUST)]

    assert named == [
        ("RCM", "PA", "current"),
        ("RCM", "SV", "previous"),
        ("RCM", "GT", "next"),
        ("SACM", "UY", "current"),
        ("SACM", "PY", "previous"),
        ("SACM", "BO", "next"),
    ]


@st.composite
def rotations(draw):
    """Terms of one conference that follow each other, some with a gap between, the last ones only designated."""
    day, terms = date(2018, 1, 1), []
    countries = draw(st.lists(st.sampled_from(RCM.members), min_size=1, max_size=6))
    begun = draw(st.integers(min_value=0, max_value=len(countries)))
    for ordinal, country in enumerate(countries):
        if ordinal >= begun:
            terms.append(Term("RCM", country, ordinal))
            continue
        since = day + timedelta(days=draw(st.sampled_from([0, 0, 20])))
        day = since + timedelta(days=draw(st.integers(min_value=1, max_value=400)))
        still_in_office = ordinal == begun - 1 and draw(st.booleans())
        terms.append(Term("RCM", country, ordinal, since, None if still_in_office else day))
    return draw(st.permutations(terms))


days = st.dates(date(2017, 6, 1), date(2024, 12, 31))


@given(rotations(), days)
def test_the_presidency_is_held_by_exactly_the_country_in_office(terms, day):
    in_office = [term.country for term in terms if term.in_office(day)]

    assert [troika(terms, day)[Place.CURRENT]] == (in_office or [None])


@given(rotations(), days)
def test_no_country_has_two_seats_and_every_filled_place_has_one(terms, day):
    holders = {country for country in troika(terms, day).values() if country}
    seated = [seat.country for seat in seats(terms, day)]

    assert sorted(seated) == sorted(holders)


@given(rotations(), days)
def test_whoever_is_next_has_not_begun_and_whoever_is_previous_has_left_or_been_followed(terms, day):
    places = troika(terms, day)
    by_ordinal = sorted(terms, key=lambda term: term.ordinal)
    begun = [term for term in by_ordinal if term.since and term.since <= day]
    waiting = by_ordinal[len(begun) :]

    assert places[Place.NEXT] == (waiting[0].country if waiting else None)
    left = [term for term in begun if term.over(day)]
    assert places[Place.PREVIOUS] == (left[-1].country if left else None)
