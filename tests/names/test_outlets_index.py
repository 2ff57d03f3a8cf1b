"""Keys of outlets are asked, not held against each one by one; the answer is the same."""

from __future__ import annotations

import random

from reportedly.names.outlets import OutletMention, can_be, which_can_be
from reportedly.names.press import OutletKeys, listed, outlet_key


def test_asking_the_index_is_asking_every_key() -> None:
    chance = random.Random(2)
    known = [" ".join(tokens) for tokens in list(listed())[:400]]
    made = [
        f"{a} {b}"
        for a in ("vald", "tresk", "the orm", "al nahar")
        for b in ("times", "post", "evening courier")
    ]
    keys = {outlet_key(name) for name in (*known, *made)} | {"al-nahar times", "tresk pots", "times of vald"}
    index = OutletKeys(keys)
    asked = [
        *keys,
        *("".join(chance.sample(key, len(key))) for key in sorted(keys)[:40]),
        "valdtimes",
        "an nahar post",
    ]
    assert len(keys) > 200
    for name in asked:
        for short in (True, False):
            mention = OutletMention(0, 1, name, name.split()[-1] if short else name, short)
            assert which_can_be(mention, index) == {key for key in keys if can_be(mention, key)}, mention
