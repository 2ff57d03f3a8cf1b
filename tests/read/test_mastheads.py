"""Heads of many makes, of our own writing: whose text it is, for whom, when, and what it is called."""

from __future__ import annotations

import pytest

from reportedly.read import Acquired, read

BODY = """\
Police in the port said that three men were held on Monday after the raid on the customs house, in which two guards were hurt.

“We have what we were looking for,” the chief of police, Martin Osei, told reporters outside the building.

The men were to be brought before a judge on Wednesday, he said, and a fourth was still being looked for.
"""

PAGES: dict[str, tuple[str, dict[str, str | None]]] = {
    "masthead over menus": (
        "Gulf Courier\n\nHome | UAE | Business | Sport\n\nThree held after raid on customs house\n\nBy Rania Khoury, Staff Reporter\n\nPublished: October 3, 2007, 23:57\n\nTema: "
        + BODY,
        {
            "title": "Three held after raid on customs house",
            "author": "Rania Khoury",
            "publisher": "Gulf Courier",
            "published": "2007-10-03T23:57",
        },
    ),
    "byline with a bar": (
        "Three held after raid on customs house\nBy Joan Pryce | Lake Herald\nOctober 3, 2007\n\n" + BODY,
        {"author": "Joan Pryce", "publisher": "Lake Herald", "published": "2007-10-03"},
    ),
    "byline with an outlet behind a comma": (
        "Three held after raid on customs house\nBy Joan Pryce, The Lake Herald\nOct. 3, 2007\n\n" + BODY,
        {"author": "Joan Pryce", "publisher": "The Lake Herald", "published": "2007-10-03"},
    ),
    "signed for an outlet": (
        "Three held after raid on customs house\n\nJoan Pryce for the Lake Herald\n\nWednesday, 3 October 2007\n\n"
        + BODY,
        {
            "author": "Joan Pryce",
            "publisher": "the Lake Herald",
            "published": "2007-10-03",
            "title": "Three held after raid on customs house",
        },
    ),
    "special to an outlet": (
        "Three held after raid on customs house\n\nBy JOAN PRYCE\nSpecial to the Lake Herald\n\nTEMA, Ghana -- "
        + BODY,
        {"author": "Joan Pryce", "publisher": "the Lake Herald", "dateline": "TEMA"},
    ),
    "join date on a card": (
        "CarlM\nSenior Member\nJoined: Mar 2, 2004\nPosts: 1,204\n\nThree held after raid\n\nI read this in the paper today. "
        + BODY
        + "\nRegards, Carl\n",
        {"published": None},
    ),
    "flag over the headline": (
        "News Just In\n\nThree held after raid on customs house\n\nJoan Pryce\n3 October 2007\n\n" + BODY,
        {
            "title": "Three held after raid on customs house",
            "author": "Joan Pryce",
            "published": "2007-10-03",
        },
    ),
    "flag under the headline": (
        "Three held after raid on customs house\n\nRead This Today\n\nOctober 3, 2007\n\n" + BODY,
        {"title": "Three held after raid on customs house", "published": "2007-10-03"},
    ),
    "kicker and place": (
        "BREAKING NEWS\nThree held after raid on customs house\nExclusive\nby Joan Pryce in Tema\n\n" + BODY,
        {"title": "Three held after raid on customs house", "author": "Joan Pryce"},
    ),
    "dateline with its year": (
        "Three held after raid on customs house\n\nTEMA, 3 October 2007 — " + BODY,
        {"title": "Three held after raid on customs house", "dateline": "TEMA", "published": "2007-10-03"},
    ),
    "dateline of a release wire": (
        "Port Authority Statement on Customs House\n\nTEMA, Ghana, Oct. 3, 2007 /PRNewswire/ -- " + BODY,
        {"published": "2007-10-03", "dateline": "TEMA", "title": "Port Authority Statement on Customs House"},
    ),
    "press release": (
        "Ghana Ports Watch\n\nFOR IMMEDIATE RELEASE\nOctober 3, 2007\nContact: Ama Boateng, +233 20 000 0000\n\nPorts Watch Calls for Inquiry Into Raid\n\n(Accra) – "
        + BODY
        + "\n###\n",
        {
            "title": "Ports Watch Calls for Inquiry Into Raid",
            "publisher": "Ghana Ports Watch",
            "published": "2007-10-03",
        },
    ),
    "briefing transcript": (
        "Department of Home Affairs\nOffice of the Spokesman\nDaily Press Briefing\nMartin Osei, Spokesman\nAccra\nOctober 3, 2007\n\nINDEX:\n\nMR. OSEI: Good morning, everybody. I have a short statement to make on the raid at the customs house, and then I will take your questions.\n\nQUESTION: How many men are held?\n\nMR. OSEI: Three men were held on Monday. A fourth is still being looked for.\n\nQUESTION: Were any of the guards hurt?\n\nMR. OSEI: Two guards were hurt, and one of them is still in the hospital as of this morning.\n",
        {
            "publisher": "Department of Home Affairs",
            "published": "2007-10-03",
            "title": "Daily Press Briefing",
        },
    ),
    "wire copy on a weblog": (
        "harbour notes\n\nWednesday, October 03, 2007\n\nThree held after raid\n\nTEMA, Ghana (AP) — "
        + BODY
        + "\nPosted by carlm at 10:14 AM\n\n2 comments:\n\nAnne said...\nThank you for this.\n10:20 AM\n\nBoy said...\nTerrible.\n11:02 AM\n",
        {
            "title": "Three held after raid",
            "agency": "Associated Press",
            "publisher": "Associated Press",
            "published": "2007-10-03",
        },
    ),
    "masthead with its place": (
        "The Morning Sentinel, Accra\nWednesday 3rd October, 2007\n\nThree held after raid on customs house\n\nFrom Kofi Mensah, Tema\n\n"
        + BODY,
        {
            "title": "Three held after raid on customs house",
            "author": "Kofi Mensah",
            "publisher": "The Morning Sentinel",
            "published": "2007-10-03",
        },
    ),
    "desk letters beside the date": (
        "Three held after raid on customs house\n\nJoan Pryce, TNN | Oct 3, 2007, 02.33 AM IST\n\nTEMA: "
        + BODY,
        {
            "title": "Three held after raid on customs house",
            "author": "Joan Pryce",
            "published": "2007-10-03T02:33",
        },
    ),
    "outlet and place under the byline": (
        "Last Updated: Wednesday, 3 October 2007, 14:02 GMT 15:02 UK\nE-mail this to a friend\nPrintable version\nThree held after raid\nBy Joan Pryce\nBBC News, Tema\n\n"
        + BODY,
        {
            "title": "Three held after raid",
            "author": "Joan Pryce",
            "publisher": "BBC News",
            "published": "2007-10-03T14:02",
        },
    ),
    "print-out": (
        "http://www.lakeherald.example.com/news/2007/10/03/raid.html\n\nThe Lake Herald\n\nThree held after raid on customs house\n\nJoan Pryce, Staff Writer\n\nWednesday, October 3, 2007\n\n"
        + BODY
        + "\n© 2007 The Lake Herald. Page 1 of 2\n",
        {
            "title": "Three held after raid on customs house",
            "author": "Joan Pryce",
            "publisher": "The Lake Herald",
            "published": "2007-10-03",
        },
    ),
    "fields of an archive": (
        "The Lake Herald Archives\n\nArticle: THREE HELD AFTER RAID\n\nSection: A Section\nPage: A01\nDate: October 3, 2007\nByline: Joan Pryce\nColumn: none\n\n"
        + BODY,
        {"title": "THREE HELD AFTER RAID", "author": "Joan Pryce", "published": "2007-10-03"},
    ),
    "fields of a database": (
        "1 of 12 DOCUMENTS\n\nThe Lake Herald (Accra)\n\nOctober 3, 2007 Wednesday\nFinal Edition\n\nThree held after raid on customs house\n\nBYLINE: Joan Pryce, Lake Herald Staff Writer\n\nSECTION: A SECTION; A01\n\nLENGTH: 412 words\n\nDATELINE: TEMA\n\n"
        + BODY
        + "\nLOAD-DATE: October 3, 2007\n",
        {
            "title": "Three held after raid on customs house",
            "author": "Joan Pryce",
            "publisher": "The Lake Herald",
            "published": "2007-10-03",
        },
    ),
    "report of a body": (
        "HARBOUR RIGHTS INTERNATIONAL\n\nGHANA: THE RAID ON THE CUSTOMS HOUSE\n\nOctober 2007\n\n" + BODY,
        {"publisher": "Harbour Rights International"},
    ),
    "name over place": (
        "Ghana: Three Held After Raid On Customs House\n\nThe Chronicle (Accra)\n\n3 October 2007\nPosted to the web 3 October 2007\n\nKofi Mensah\nTema\n\n"
        + BODY,
        {
            "title": "Ghana: Three Held After Raid On Customs House",
            "author": "Kofi Mensah",
            "publisher": "The Chronicle",
            "published": "2007-10-03",
        },
    ),
    "encyclopedia with a caption": (
        "Raid on Tema customs house\n\nFrom Wikipedia, the free encyclopedia\n\nJump to navigation Jump to search\n\nThe customs house in the old port of Tema (2009)\n\nOn October 1, 2007, "
        + BODY,
        {"title": "Raid on Tema customs house", "publisher": "Wikipedia", "author": None},
    ),
    "radio page": (
        "PORT RADIO NEWS TRANSCRIPT\n\nThree Held After Raid\n\nOctober 3, 2007 · 4:00 PM ET\n\nHeard on Evening Edition\n\nJOAN PRYCE\n\nANNA BERG, HOST:\n\nPolice in the port of Tema said that three men were held on Monday after the raid on the customs house. Joan Pryce reports.\n\nJOAN PRYCE, BYLINE: The raid was over in ten minutes, and two guards were hurt when the men broke down the gate.\n",
        {"title": "Three Held After Raid", "published": "2007-10-03T16:00"},
    ),
    "agency site": (
        "Three held after raid on Ghana customs house\n\nwww.chinaview.cn  2007-10-03 20:14:05\n\n    TEMA, Oct. 3 (Xinhua) -- "
        + BODY,
        {
            "title": "Three held after raid on Ghana customs house",
            "agency": "Xinhua",
            "published": "2007-10-03T20:14",
        },
    ),
    "dateline with year and agency": (
        "GHANA: Three held after raid on customs house\n\nTEMA, 3 October 2007 (IRIN) - " + BODY,
        {"published": "2007-10-03", "dateline": "TEMA"},
    ),
    "all in one line": (
        "Three held after raid on customs house | Lake Herald | Oct 03, 2007\n\nJoan Pryce | Tema\n\n" + BODY,
        {"author": "Joan Pryce", "publisher": "Lake Herald", "published": "2007-10-03"},
    ),
    "two names and places": (
        "Three held after raid on customs house\n\nJoan Pryce in Tema and Adama Bello in Accra\nWednesday October 3, 2007\nThe Lake Guardian\n\n"
        + BODY,
        {
            "author": "Joan Pryce, Adama Bello",
            "publisher": "The Lake Guardian",
            "published": "2007-10-03",
            "title": "Three held after raid on customs house",
        },
    ),
    "posted and updated": (
        "Three held after raid on customs house\nPosted: Oct 03, 2007 5:12 PM\nUpdated: Oct 04, 2007 8:00 AM\n\nBy: Joan Pryce - email\n\n"
        + BODY,
        {"author": "Joan Pryce", "published": "2007-10-03T17:12"},
    ),
    "bare date and slash": (
        "Three held after raid on customs house\n2007-10-03\nJoan Pryce / Lake Herald News Service\n\n"
        + BODY,
        {"author": "Joan Pryce", "published": "2007-10-03"},
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_head_is_read(name: str) -> None:
    text, expected = PAGES[name]
    reading = read(Acquired("page.txt", text.encode(), {}))
    main = max((p for p in reading.passages if p.kind in ("article", "post")), key=lambda p: p.end - p.start)
    have: dict[str, str | None] = {
        "title": reading.page.title,
        "author": reading.page.author,
        "publisher": reading.page.publisher,
        "agency": reading.page.agency,
        "published": reading.page.published.edtf,
        "dateline": main.dateline,
    }
    assert {key: have[key] for key in expected} == expected
    assert all(
        reading.page.text[span.start : span.end] == span.text for span in reading.page.published.evidence
    )
