"""Places that are one, and places that lie in others."""

from __future__ import annotations

import pytest

from reportedly.names.places import canonical, contains, countries_of


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("the U.S.", "United States"),
        ("United States", "United States"),
        ("America", "United States"),
        ("in the UK", "United Kingdom"),
        ("the city of Mombasa", "Mombasa"),
        ("Anbar province", "Anbar"),
        ("Winnipeg, Canada", "Winnipeg"),
        ("the Linden district", "Linden"),
        ("near Mombasa", "near Mombasa"),
        ("the old mill", "old mill"),
    ],
)
def test_a_place_has_one_name(place: str, name: str) -> None:
    assert canonical(place) == name


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("Canada", "Winnipeg"),
        ("Canada", "in Ontario"),
        ("the United States", "Houston, Texas"),
        ("U.S.", "the United States"),
        ("Canada", "a farm on a river near Winnipeg"),
        ("Kenya", "Nairobi"),
        ("Iraq", "Al-Fallujah"),
        ("Iraq", "Basra"),
        ("Mombasa", "northern Mombasa"),
        ("Mombasa", "Mombasa’s old port"),
        ("Texas", "Houston, Texas"),
        ("Linden", "the market of Linden"),
    ],
)
def test_a_place_lies_in_what_is_known_to_hold_it(outer: str, inner: str) -> None:
    assert contains(outer, inner)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("Philippines", "Osaka"),
        ("Winnipeg", "Canada"),
        ("Winnipeg", "Toronto"),
        ("Mombasa", "near Mombasa"),
        ("Mombasa", "ten miles north of Mombasa"),
        ("Canada", "the old mill"),
    ],
)
def test_a_place_does_not_lie_in_another(outer: str, inner: str) -> None:
    assert not contains(outer, inner)


def test_a_name_of_several_countries_can_be_in_each() -> None:
    assert {"US", "GB"} <= countries_of("Birmingham")
    assert countries_of("the old mill") == frozenset()
