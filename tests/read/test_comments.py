"""Comments on pages of text: where each begins and ends, whatever the name and the stamp look like."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read
from reportedly.records import Passage

HEAD = "Varna Lantern\nHome | World | Business | Sport\n\nCrane falls on quay. Harbour master says the board was told\n"
STORY = (
    "The harbour board shut the north quay on Thursday after a crane fell on two trucks, port officials said.\n\n"
    "Nobody was hurt, but the only road to the silos is blocked, and the board could not say for how long.\n\n"
)
SAID = (
    "I saw it fall from my window and it was not on Thursday at all.",
    "@Dora M. It was, look at the board's notice.",
)


def passages_of(head: str, foot: str) -> list[Passage]:
    text = f"{HEAD}{head}\n\n{STORY}{foot}\n"
    return [p for p in read(Acquired("page.txt", text.encode(), {})).passages if p.parent is None]


@pytest.mark.parametrize(
    "style",
    [
        "{who} says:\nMay {n}, 2012 at {n}:10 pm\n{said}\n",
        "{who} • May {n}, 2012 {n}:10 PM\n{said}\n",
        "{who}, on May {n}, 2012 at {n}:10 pm said:\n{said}\n",
        "{who} wrote at {n}:10 pm:\n{said}\n",
        "{who} • {n} days later\n{said}\n",
    ],
)
def test_names_with_initials_and_hours_without_days(style: str) -> None:
    talk = [
        style.format(who=who, n=n, said=said)
        for n, (who, said) in enumerate(zip(("Dora M.", "Capt. Mike"), SAID, strict=True), 3)
    ]
    found = passages_of(
        "By Rana Saliba\nMay 2, 2012", "Comments (2)\n\n" + "\n".join(talk) + "\nLeave a comment"
    )
    assert [p.author for p in found if p.kind == "comment"] == ["Dora M.", "Capt. Mike"]


@pytest.mark.parametrize(
    "head",
    [
        "Posted by Rana Saliba on May 2, 2012 at 7:12 AM",
        "Published May 2, 2012 at 6:02 PM\nUpdated May 3, 2012 at 9:15 AM",
    ],
)
def test_the_stamp_of_the_text_itself_opens_no_comment(head: str) -> None:
    foot = "Comments\n\nDora M. says:\nMay 4, 2012 at 8:40 am\n" + SAID[0] + "\n"
    found = passages_of(head, foot)
    assert [p.author for p in found if p.kind == "comment"] == ["Dora M."]
    assert sum(p.kind in ("article", "post") for p in found) == 1


def test_an_advert_under_the_last_mark_is_its_comment() -> None:
    advert = "Very nice article, i bookmark it!! Cheap watches and handbags outlet, free shipping >> www.cheap-watch.example"
    talk = f"Dora M. says:\nMay 4, 2012 at 8:40 am\n{SAID[0]}\n\ncheap watches says:\nJune 9, 2012 at 3:17 am\n{advert}\n"
    found = passages_of(
        "By Rana Saliba\nMay 2, 2012", f"Comments\n\n{talk}\nLeave a Reply\nPowered by WordPress"
    )
    assert [p.kind for p in found if p.author in ("Dora M.", "cheap watches")] == ["comment", "spam"]
