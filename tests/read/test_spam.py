"""Spam is told by what it says."""

from __future__ import annotations

import pytest

from reportedly.read.spam import is_spam


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("cheap handbags\nsneakers outlet\nwatches replica\njackets for sale\nboots clearance", "Unknown"),
        ("Very nice article, thanks for sharing it with us. casino online", "Anonymous"),
        (
            "Artikel yang sangat menarik, terima kasih. Daftar togel dan slot di situs kami www.main-slot.example.com",
            "budi",
        ),
        ("Отличная статья, спасибо за информацию! Лучшее казино: www.kazino.example.ru", "Иван"),
        (
            "Do you need an urgent loan? We offer business loans and payday loans at 2%. Email us, WhatsApp +1 555 010 9999",
            "Mr Loan",
        ),
        (
            "I enjoyed reading your blog. Please visit my site http://essays.example.com for essay writing",
            "Kate",
        ),
        (
            "Short of money before the weekend? Personal loans without credit check, apply now at easylend.example",
            "Bob",
        ),
        ("hello dear, i am lonely lady, look at my photos and write me please, waiting for you", "Olga"),
        ("c1al1s and v1agra, overnight shipping, no prescription", "Sam"),
        (
            "I was about to lose my wife until a spell caster helped. Contact him via drlove@mail.example",
            "Grace",
        ),
        ("Earn $900 a day from home, see my profile", "jenny"),
    ],
)
def test_an_advert_is_spam(body: str, author: str) -> None:
    assert is_spam(body, author)


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("Great post!", "Sam"),
        ("Thanks for posting this. I had not seen the cable before.", "Rita"),
        ("Source? The minister said the opposite on the radio: http://news.example.org/minister", "Jo"),
        ("The army bought new boots and jackets for the militia, which says it all.", "veteran"),
        ("They gamble with our lives as in a casino. Shame on them.", "Anonymous"),
        ("The union took a loan to pay the strikers, and the bank now wants it back at once.", "Ida"),
        ("Nice girl, they wrote. She was a doctor. Shame.", "Lena"),
        (
            "If you were on the pier, write to me, I collect accounts of that night: pier@archive.example.org",
            "Tom Keane",
        ),
        ("I checked: the prescription of such cases is ten years. See my earlier comment.", "lawyer"),
        ("Call the ministry and ask them. I did, and they hung up.", "Anonymous"),
        ("Muy buen artículo, aunque olvida la reunión de abril.", "Luz"),
    ],
)
def test_an_honest_comment_is_not(body: str, author: str) -> None:
    assert not is_spam(body, author)
