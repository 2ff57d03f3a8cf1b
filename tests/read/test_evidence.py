"""What is weighed for and against a line being furniture, on sentences of our own."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.read.evidence import bound, weigh


@pytest.mark.parametrize(
    "line",
    [
        "Get the Evening Post's daily digest in your inbox - sign up here",
        "Photograph: A tug passes the burnt pier. Pete Aldous / Coast Pictures",
        "Opinions expressed on this page are not necessarily those of the broadcaster.",
        "No part of this bulletin may be reproduced without the written permission of the agency.",
        "For further details please call our newsroom on +44 1632 960 983.",
        "You are receiving this message because you subscribed to the parish bulletin.",
        "[Graphic: where the two ferries met]",
        "Classifieds: to place an advertisement dial 555-0199 before noon.",
        "If you cannot read this message, click here.",
        "The Tide is a reader-supported newsletter. To support my work, consider becoming a paid member.",
        "When quoting our reports a link to the agency is mandatory.",
        "Were you there? Send us your pictures: desk@coastmirror.example",
        "Bus timetable, page 14. Letters to the editor, page 6.",
    ],
)
def test_what_only_a_page_says_is_furniture(line: str) -> None:
    assert weigh(line) >= bound("outside")


@pytest.mark.parametrize(
    "line",
    [
        "Call the police if he comes back, she told the boy.",
        "Help us, the sign on the roof said.",
        "You could see the page of the log that was torn out.",
        "The newspaper's site was down for three hours on Friday.",
        "He would not say who had paid for the advertisement.",
        "Read the contract, the judge told the company. It is four lines long.",
        "We will close the school on Monday and we ask you to keep your children at home.",
        "Nobody on the bridge answered.",
        "Read it again.",
        "In this edition of the log the times have been changed with a pen, the judge found.",
        "Subscribe to that theory and you must explain the key.",
        "Anyone who was on the pier is asked to call the police on 01632 960 110.",
        "The report will be published on the website of the port at noon.",
        "Tickets for the ferry cost $12, twice what they did a year ago.",
        "Subscribers of the telephone company had no line until the evening, an engineer said.",
        '"Follow us," the pilot said, and the boats followed.',
        "THE MAYOR: Sign the paper, I said, and you will have your road.",
    ],
)
def test_an_account_is_not(line: str) -> None:
    assert weigh(line) < bound("outside")


STORY = (
    "Two ferries touched in the fog off the north pier yesterday morning, and eleven people were hurt.",
    "The harbour master said that neither ship had sounded its horn.",
    "A passenger told this paper that he had heard three long blasts.",
)
ENDS = (
    "The Coast Mirror is printed on paper from managed forests. Price 60p.",
    "Text MIRROR to 60300 for news on your mobile. Tides, page 31.",
    "Reproduction in whole or in part forbidden without the permission of Coast Mirror Ltd.",
    "Comments are moderated. Please keep to the house rules.",
)


@pytest.mark.parametrize("end", ENDS)
def test_the_small_print_under_a_story_is_no_part_of_it(end: str) -> None:
    text = "COAST MIRROR\n\nEleven hurt as ferries touch\n\n" + "\n\n".join([*STORY, end])
    reading = read(Acquired("page.txt", text.encode(), {}))
    (story,) = (p for p in reading.passages if p.kind == "article")
    assert text[story.start : story.end].endswith(STORY[-1])


def test_an_insert_between_paragraphs_is_cut_out_and_an_order_that_somebody_gave_is_not() -> None:
    told = "Turn back, the coastguard told the second ship. It did not turn."
    text = "\n\n".join(
        ["Eleven hurt as ferries touch", STORY[0], "WATCH: Fog over the pier", STORY[1], told, STORY[2]]
    )
    reading = read(Acquired("page.txt", text.encode(), {}))
    inside = [text[p.start : p.end] for p in reading.passages if p.kind == "boilerplate"]
    assert inside == ["WATCH: Fog over the pier"]


def test_the_signature_of_a_message_is_no_part_of_it() -> None:
    said = "The third list exists. I have held it in my hand, and it has nine names."
    text = f"[harbours] The list\n\nFrom: Ro Lind\nDate: 14 March 2003\n\n{said}\n\n--\nRo Lind, Tidal Survey\nAll lists are wrong.\n"
    reading = read(Acquired("page.txt", text.encode(), {}))
    (post,) = (p for p in reading.passages if p.kind in ("post", "article"))
    assert text[post.start : post.end].endswith(said)
