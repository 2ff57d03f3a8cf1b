"""Which account rests on which."""

from __future__ import annotations

import msgspec

from reportedly.link.accounts.derivation import derive
from reportedly.records import Link, Passage, Reading

from .build import reading

LEDGER = (
    "Port officials let the ferry Corinna sail although its licence had lapsed in May, a former inspector said. "
    "He had warned the ministry twice, in letters that the Ledger has seen, that the hull was cracked below the "
    "waterline. The ministry did not answer either letter, and the Corinna went down off Cape Linden on 3 June with "
    "ninety people on board. “They knew it and they looked away,” the inspector said."
)


def links(*readings: Reading) -> list[Link]:
    return [link for link in derive(readings).links if link.kind != "comments_on"]


def test_an_outlet_that_is_named_is_its_passage_in_the_case() -> None:
    ledger = reading(LEDGER, publisher="Eastern Ledger", published="2011-06-07")
    blog = reading(
        "The Eastern Ledger, which reported Tuesday that the ferry Corinna had no licence, quotes an inspector "
        "who warned the ministry of a cracked hull.",
        kind="post",
        published="2011-06-09",
    )
    (link,) = links(ledger, blog)
    assert link.source == blog.passages[0].id
    assert link.target.passage == ledger.passages[0].id
    assert link.kind == "reports"
    assert link.evidence and "which reported Tuesday" in link.evidence.text


def test_a_day_that_does_not_fit_leaves_the_outlet_outside_the_case() -> None:
    ledger = reading(LEDGER, publisher="Eastern Ledger", published="2011-06-07")
    blog = reading(
        "The Eastern Ledger reported Friday that the ferry Corinna had no licence and a cracked hull.",
        kind="post",
        published="2011-06-18",
    )
    (link,) = links(ledger, blog)
    assert link.target.passage is None
    assert link.target.outlet == "Eastern Ledger"


def test_a_text_of_another_time_comes_after_one_of_the_day_even_on_the_citing_page() -> None:
    post = "Tomorrow's Eastern Ledger has the ferry story: no licence, a cracked hull, two letters to the ministry."
    page = reading(
        f"{post}\n\n{LEDGER}",
        kind="post",
        published="2011-06-06",
        children=(("quoted_article", LEDGER, {"publisher": "Eastern Ledger", "published": "2011-06-07"}),),
    )
    earlier = reading(
        "The ferry Corinna sailed with no licence, an inspector said. Two letters to the ministry told of a "
        "cracked hull, and of the ferry story no more was heard.",
        publisher="Eastern Ledger",
        published="2009-02-01",
    )
    found = {link.target.passage for link in links(page, earlier) if link.source == page.passages[0].id}
    assert found == {page.passages[1].id}


def test_an_outlet_outside_the_case_is_named_once() -> None:
    text = (
        "In an interview with Kyodo on Monday the minister denied it. He told Kyodo that the letters were lost. "
        "The story was carried by Associated Press with a Linden dateline."
    )
    found = [(link.target.outlet, link.kind) for link in links(reading(text))]
    assert found == [("Kyodo", "reports"), ("Associated Press", "mentions")]


def test_a_photo_credit_and_a_passing_name_are_no_links() -> None:
    text = (
        "Divers at the wreck on Friday. REUTERS/Ana Bell\n\nThe minister once ran the Eastern Ledger.\n\n"
        "Relatives wait at the quay. (By Jo Marsh -- Associated Press)"
    )
    assert links(reading(text)) == []


def test_copied_words_are_a_copy_and_the_later_text_is_the_copier() -> None:
    ledger = reading(LEDGER, publisher="Eastern Ledger", published="2011-06-07")
    forum = reading("Look at this.\n\n" + LEDGER[:330] + "\n\nShameful.", kind="post", published="2011-06-10")
    (link,) = links(forum, ledger)
    assert (link.source, link.target.passage, link.kind) == (
        forum.passages[0].id,
        ledger.passages[0].id,
        "copies",
    )
    assert link.evidence and len(link.evidence.text) <= 300


def test_a_speaker_quoted_by_two_reports_makes_neither_a_copy() -> None:
    quote = "“We sent three boats within the hour and we pulled sixty people out of the water before dark that evening,”"
    one = reading(
        f"The harbour master defended his crews. {quote} he told reporters in Linden.", published="2011-06-04"
    )
    two = reading(
        f"Rescue came late, relatives say. Not so, said the harbour master: {quote} he said.",
        published="2011-06-04",
    )
    assert links(one, two) == []


def test_near_duplicates_are_one_account() -> None:
    ledger = reading(LEDGER, publisher="Eastern Ledger", published="2011-06-07")
    other = reading(LEDGER.replace("Port officials", "Harbour officials"), published="2011-06-08")
    apart = reading("The wreck of the Corinna will be raised in autumn, the salvage firm said on Monday.")
    accounts = derive([other, ledger, apart]).account_of
    assert accounts[other.passages[0].id] == accounts[ledger.passages[0].id] == ledger.passages[0].id
    assert accounts[apart.passages[0].id] == apart.passages[0].id


def test_an_article_pasted_into_a_comment_is_copied_by_it_and_reported_by_the_post() -> None:
    post = "Tomorrow's Eastern Ledger has the ferry story: no licence, a cracked hull, two letters to the ministry."
    comment = f"Anna said...\n\n{LEDGER}"
    page = reading(
        f"{post}\n\n{comment}",
        kind="post",
        published="2011-06-06",
        children=(
            ("comment", comment, {"published": "2011-06-06"}),
            ("quoted_article", LEDGER, {"publisher": "Eastern Ledger", "published": "2011-06-07"}),
        ),
    )
    article = page.passages[2].id
    nested = page.__class__(page.page, (*page.passages[:2], _under(page.passages[2], page.passages[1].id)))
    found = {(link.source, link.target.passage, link.kind) for link in derive([nested]).links}
    assert (page.passages[1].id, article, "copies") in found
    assert (page.passages[0].id, article, "reports") in found
    assert (page.passages[1].id, page.passages[0].id, "comments_on") in found


def _under(passage: Passage, parent: str) -> Passage:
    return msgspec.structs.replace(passage, parent=parent)


def test_a_later_text_is_never_the_origin_even_where_the_earlier_names_its_outlet() -> None:
    early = reading(LEDGER, publisher="Coast Courier", published="2011-06-05")
    late = reading("Reprinted.\n\n" + LEDGER, publisher="Eastern Ledger", published="2011-06-20")
    found = {(link.source, link.target.passage, link.kind) for link in links(early, late)}
    assert (late.passages[0].id, early.passages[0].id, "copies") in found
    assert not any(target == late.passages[0].id for _, target, _ in found)


def test_two_bulletins_of_one_form_are_no_copies() -> None:
    form = "The Harbour Office informs all masters that this notice replaces any that it gave before and stands until recalled."
    one = reading(
        f"{form}\n\nThe eastern channel is dredged from Monday; masters keep to the northern buoys and report to the tower.",
        publisher="Harbour Office",
        published="2011-03-01",
    )
    two = reading(
        f"{form}\n\nA crane barge lies off the coal quay all week, lit at night, and no ship may pass it on the landward side.",
        publisher="Harbour Office",
        published="2011-04-01",
    )
    assert links(one, two) == []


def test_a_page_neither_cites_nor_copies_its_own_outlet() -> None:
    page = reading(
        "Eastern Ledger\n\nHarbour master resigns\n\nThe harbour master has resigned, he told the Eastern Ledger. "
        "The ministry would not comment.\n\n© 2011 Eastern Ledger",
        publisher="Eastern Ledger",
        published="2011-06-10",
    )
    assert links(page) == []


def test_a_comment_that_names_another_answers_it() -> None:
    post = "The ferry had no licence, the Eastern Ledger reports."
    anna, tom = "Anna said... I never sailed on her.", "Tom said... @Anna: Nor did I."
    page = reading(
        f"{post}\n\n{anna}\n\n{tom}",
        kind="post",
        published="2011-06-08",
        children=(("comment", anna, {"author": "Anna"}), ("comment", tom, {"author": "Tom"})),
    )
    found = {
        (link.source, link.target.passage) for link in derive([page]).links if link.kind == "comments_on"
    }
    assert (page.passages[2].id, page.passages[1].id) in found
