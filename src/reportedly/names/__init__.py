"""Names: one registry, one finder and one matcher of press outlets, and of countries; one list of titles.

``press``    the reference list of the press: what a name is known by, whether two names are one outlet's
``outlets``  the outlets named in running text
``lines``    the outlet that a line or a byline gives, and does nothing else than give
``countries`` countries, their people and the seats of their governments
``titles``   titles, ranks and offices of people, and the nouns that short ones stand for
``places``   which place is the same as another, or lies in it

A case's own names (what its pages bear, what its texts show to be outlets) are put beside these in ``link``.
"""
