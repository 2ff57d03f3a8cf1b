"""A language model as an extractor: it proposes, and only what stands on the page counts.

A passage is cut into chunks at paragraph breaks (:mod:`.prompt`), each is one request to a server (:mod:`.server`),
and what comes back is looked up on the page (:mod:`.placing`).  Asking and reading are apart: answers are kept, and
the extractor (:mod:`.reader`) reads only what is kept, so a rerun needs no server and gives the same.
"""
