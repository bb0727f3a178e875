# SPDX-License-Identifier: GPL-2.0-or-later
"""Hold counts of facets against documents counted one by one.

usage: facets.py WITH WITHOUT FACET...

Both files are objects of "tracuu --batch --facets --format json", a line for
each query, with every hit. WITH has the filters, WITHOUT has those but the ones
of the facets that are named; counts are in WITH, their documents in WITHOUT.
"""
import collections
import json
import re
import sys
import unicodedata

FIELDS = {"type": "type", "issuer": "issuer", "year": "date",
          "field": "field", "term": "term", "signer": "signer"}


def key(facet, text):
    """What two spellings of a value have in common, by rules of our own."""
    if facet == "year":
        return text[:4]
    if facet == "term":
        return "-".join(re.findall(r"[0-9]+", text))
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", text)
    # i and y are one where both are written: quy chế, qui chế.
    return " ".join(re.sub(r"^(qu|[hklmst])y$", r"\1i", w) for w in words)


def count(facet, hits):
    counts, none = collections.Counter(), 0
    for hit in hits:
        lines = hit.get(FIELDS[facet], "").split("\n")
        keys = {key(facet, line) for line in lines} - {""}
        counts.update(keys)
        none += not keys
    return counts, none


def check(facet, answer, hits):
    counts, none = count(facet, hits)
    said = answer["facets"].get(facet)
    if said is None:
        return not counts
    assert said["exact"] and said["more"] == 0, said
    got = {key(facet, v["value"]): v["count"] for v in said["values"]
           if v["count"] > 0}
    order = [(-v["count"], v["value"].encode()) for v in said["values"]]
    return got == counts and said["none"] == none and order == sorted(order)


def main():
    checked = skipped = 0
    with open(sys.argv[1]) as a, open(sys.argv[2]) as b:
        for line, other in zip(a, b, strict=True):
            answer, without = json.loads(line), json.loads(other)
            # Filters may send a query to another rung of the ladder.
            if answer["words"] != without["words"] and without["hits"]:
                skipped += 1
                continue
            for facet in sys.argv[3:]:
                checked += 1
                if not check(facet, answer, without["hits"]):
                    sys.exit(f"{facet} of {answer['query']!r}: "
                             f"{answer['facets'].get(facet)}, not "
                             f"{count(facet, without['hits'])}")
    print(f"{checked} facets are as counted, {skipped} queries on other rungs")
    if checked == 0:
        sys.exit("nothing was compared")


main()
