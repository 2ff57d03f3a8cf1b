"""Actors over pages: spellings, surnames alone, titles, countries, descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.extract import extract, load_model
from reportedly.link.parties.actors import ActorIndex, Actors, find_actors
from reportedly.link.parties.names import same_but_a_slip, same_token, tokens
from reportedly.records import Actor, Mention

from .cases import reading_of

Case = Callable[..., tuple[Actors, list[Mention]]]


@pytest.fixture(scope="module")
def case() -> Case:
    nlp = load_model()

    def of(*texts: str) -> tuple[Actors, list[Mention]]:
        found = list(extract(nlp, [reading_of(i, text) for i, text in enumerate(texts)]))
        mentions = [m for e in found for m in e.mentions]
        return find_actors(mentions, [c for e in found for c in e.clauses]), mentions

    return of


def _named(actors: Actors, text: str) -> list[Actor]:
    return [a for a in actors.actors if text in {s.text for s in a.mentions}]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Izzat", "Izzet", True),
        ("Nuri", "Nouri", True),
        ("Ba'ath", "Baath", True),
        ("al-Qaida", "al Qaeda", True),
        ("Muqtada", "Moktada", True),
        ("Hussein", "Husayn", True),
        ("Hassan", "Hussein", False),
        ("Berg", "Borg", False),
        ("Lund", "Lind", False),
        ("Jan", "Jon", False),
    ],
)
def test_spellings_of_one_word(a: str, b: str, same: bool) -> None:
    (x,), (y,) = tokens(a), tokens(b)
    assert same_token(x, y) is same


def test_a_slip_is_forgiven_in_a_long_name_only() -> None:
    assert same_but_a_slip(("abdel", "karim", "khalaf"), ("abdel", "karim", "kharaf"))
    assert not same_but_a_slip(("peter", "lund"), ("peter", "lind"))


def test_one_person_over_pages(case: Case) -> None:
    actors, _ = case(
        "Prime Minister Nouri Haddadi met the envoy on Monday. Haddadi then left for Cairo.",
        "Nuri al-Haddadi, the former prime minister of Yemen, denied this on Tuesday.",
    )
    (actor,) = _named(actors, "Nouri Haddadi")
    assert {s.text for s in actor.mentions} >= {"Nouri Haddadi", "Haddadi", "Nuri al-Haddadi"}
    assert actor.kind == "person"
    assert actor.roles == ("Prime Minister", "the former prime minister of Yemen")


def test_two_people_of_one_surname_stay_two(case: Case) -> None:
    actors, _ = case(
        "Anna Berglund spoke in Oslo. Mrs. Berglund praised the deal.",
        "Peter Berglund spoke in Paris. Mr. Berglund criticised the deal.",
    )
    (anna,), (peter,) = _named(actors, "Anna Berglund"), _named(actors, "Peter Berglund")
    assert anna.id != peter.id
    assert len(anna.mentions) == len(peter.mentions) == 2


def test_a_surname_that_two_bear_in_one_passage_is_neither(case: Case) -> None:
    actors, mentions = case("Anna Berglund and Peter Berglund spoke in Oslo. Berglund praised the deal.")
    alone = next(m for m in mentions if m.text == "Berglund")
    full = {a.id for name in ("Anna Berglund", "Peter Berglund") for a in _named(actors, name)}
    assert len(full) == 2
    assert actors.actor_of[alone.id] not in full


def test_a_country_its_people_and_its_capital_belong_together(case: Case) -> None:
    actors, _ = case(
        "Norway signed the treaty. The Norwegians were pleased. Oslo sent U.S. officials a letter."
    )
    (country,), (people,), (capital,) = (
        _named(actors, "Norway"), _named(actors, "Norwegians"), _named(actors, "Oslo"),
    )  # fmt: skip
    assert (country.kind, people.kind, capital.kind) == ("government", "group", "government")
    assert len({country.id, people.id, capital.id}) == 3
    assert people.part_of == capital.part_of == (country.id,)
    (officials,) = _named(actors, "U.S. officials")
    assert (officials.kind, officials.country, officials.sector) == ("anonymous", "US", "GOV")


def test_the_ambassador_is_who_bears_the_title_there(case: Case) -> None:
    actors, mentions = case("Anna Berg, the Swedish ambassador to Chile, arrived. The ambassador met miners.")
    title = next(m for m in mentions if m.text == "The ambassador")
    assert [actors.actor_of[title.id]] == [a.id for a in _named(actors, "Anna Berg")]


def test_unnamed_people_of_two_accounts_are_not_one(case: Case) -> None:
    text = "A rebel leader said on {} that the talks had failed."
    actors, mentions = case(text.format("Monday"), text.format("Tuesday"))
    leaders = [actors.actor_of[m.id] for m in mentions if m.text == "A rebel leader"]
    assert len(set(leaders)) == 2
    (first, _) = [a for a in actors.actors if a.id in leaders]
    assert (first.kind, first.sector) == ("anonymous", "REB")


def test_an_actor_is_found_by_where_it_stands(case: Case) -> None:
    text = "The governor told Prime Minister Anna Berg of it."
    actors, mentions = case(text)
    index = ActorIndex(mentions, actors.actor_of)
    (berg,) = _named(actors, "Anna Berg")
    page, start = mentions[0].page, text.index("Prime")
    assert index.actor_at(page, start, start + len("Prime Minister Anna Berg")) == berg.id
    assert index.actor_at(page, text.index("of it"), len(text)) is None


def test_ids_do_not_move_when_a_page_is_added(case: Case) -> None:
    first = "Anna Berg met Peter Lund in Oslo."
    before, _ = case(first)
    after, _ = case(first, "Anna Berg met a rebel leader.")
    assert {a.id for a in before.actors} <= {a.id for a in after.actors}


def test_a_pronoun_is_whom_it_stands_for_and_we_is_not_the_speaker(case: Case) -> None:
    text = "Anna Berg arrived in Oslo. She met miners. “We shall win the long fight for wages this year,” Berg said."
    actors, mentions = case(text)
    (berg,) = _named(actors, "Anna Berg")
    she = next(m for m in mentions if m.text == "She")
    we = next(m for m in mentions if m.text == "We")
    assert actors.actor_of[she.id] == berg.id
    assert we.id not in actors.actor_of
    index = ActorIndex(mentions, actors.actor_of)
    assert index.actor_at(we.page, we.start, we.end) == berg.id


def test_a_person_belongs_to_the_body_that_his_role_names(case: Case) -> None:
    actors, _ = case("The Liberation Front met ministers in Oslo. Liberation Front envoy Peter Lund said so.")
    (lund,), (front,) = _named(actors, "Peter Lund"), _named(actors, "Liberation Front")
    assert front.id in lund.part_of


def _people(actors: Actors) -> dict[str, set[str]]:
    """Every person's name, and how else he is called."""
    return {a.name: set(a.aliases) for a in actors.actors if a.kind == "person"}


def test_two_surnames_one_letter_apart_in_one_text_are_two_people(case: Case) -> None:
    found, _ = case(
        "Viktor Marinkovic, a diver, said the hull was open. Viktor Morinkovic, the pilot, said that it was shut. "
        "Marinkovic said that he had seen it. Morinkovic said that nobody dived."
    )
    assert _people(found) == {
        "Viktor Marinkovic": {"Marinkovic"},
        "Viktor Morinkovic": {"Morinkovic"},
    }


def test_the_first_of_two_surnames_stands_for_the_name_and_a_brother_does_not(case: Case) -> None:
    found, _ = case(
        "Mayor Luis Alberto Ortega Mendes said the bridge would hold. Ortega said that it was new. "
        "Alberto Mendes, an engineer, said that it was cracked."
    )
    assert _people(found) == {"Luis Alberto Ortega Mendes": {"Ortega"}, "Alberto Mendes": set()}


def test_mr_and_ms_tell_a_brother_from_a_sister(case: Case) -> None:
    found, mentions = case(
        "Maria Lopes and her brother Paulo Lopes were questioned. Mr. Lopes said that he had sold the boat. "
        "Ms. Lopes said that she had not."
    )
    names = {a.id: a.name for a in found.actors}
    alone = [names[found.actor_of[m.id]] for m in mentions if m.text == "Lopes"]
    assert alone == ["Paulo Lopes", "Maria Lopes"]


def test_a_hyphenated_name_is_whole_and_a_short_form_is_the_name(case: Case) -> None:
    found, _ = case(
        "President Choi Geun-ae said that the crew had fled. Bill Hartley said that they slept.",
        "William Hartley said that the ferry was full.",
    )
    assert "Choi Geun-ae" in _people(found)
    assert sum("Hartley" in name for name in _people(found)) == 1


def test_a_role_that_only_people_have_makes_a_person_and_a_group_in_a_role_no_group(case: Case) -> None:
    found, _ = case(
        "Ismail Varek, chairman of the sailing group Open Decks, said that the ship was sound. "
        "Varek said that nobody had asked him."
    )
    assert [a.kind for a in found.actors if "Varek" in a.name] == ["person"]
