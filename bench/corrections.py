# SPDX-License-Identifier: GPL-2.0-or-later
"""How often a mistyped query's correction is among the first three.

usage: corrections.py [-v] QUERIES MISTYPED ANSWERS LEFT

QUERIES and MISTYPED have lines of QID<TAB>QUERY, ANSWERS what tracuu --batch
MISTYPED --format json said, LEFT what it said of QUERIES: how many of their words
were left alone. Queries are compared in their letters; in their marks, too,
where MISTYPED has any. -v lists what was missed and what was not left alone.
"""
import difflib
import json
import re
import sys
import unicodedata


def words(text, marks):
    text = unicodedata.normalize("NFC", text.lower())
    if not marks:
        text = unicodedata.normalize("NFD", text.replace("đ", "d"))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"\w+", text)


def has_marks(text):
    return bool(re.search("[^\x00-\x7f]", text))


def read(path):
    with open(path) as lines:
        return [line.rstrip("\n").split("\t", 1)[1] for line in lines]


def candidates(answer):
    """What the answer shows, in its order: three at most."""
    shown = [answer["query"]] if "typed" in answer else []
    shown += [answer["suggestion"]] if "suggestion" in answer else []
    shown += [c["query"] for c in answer.get("corrections", [])]
    # The same with marks is the same.
    seen, out = set(), []
    for text in shown:
        key = tuple(words(text, True))
        if key not in seen:
            seen.add(key)
            out.append(text)
    return out


def unlike(shown, typed, marks):
    """What is shown as words, without what only has the same."""
    out = []
    for text in shown:
        found = words(text, marks)
        if found != words(typed, marks) and found not in out:
            out.append(found)
    return out


def count_offered(queries, mistyped, answers, verbose):
    right = first = n = 0
    for query, typed, answer in zip(queries, mistyped, answers, strict=True):
        if query == typed:
            continue
        n += 1
        marks = has_marks(typed)
        found = unlike(candidates(answer), typed, marks)
        want = words(query, marks)
        first += found[:1] == [want]
        right += want in found[:3]
        if verbose and want not in found[:3]:
            print("  ", typed, "->", candidates(answer), "for", query)
    print(f"{n} mistyped: right one among the first three {right / n:.1%}, "
          f"first {first / n:.1%}")


def count_left_alone(queries, answers, verbose):
    total = changed = offered = 0
    for query, answer in zip(queries, answers, strict=True):
        total += len(words(query, False))
        shown = [answer["query"]] if "typed" in answer else []
        shown += [c["query"] for c in answer.get("corrections", [])]
        best = shown[0] if shown else query
        marks = has_marks(query)
        a, b = words(query, marks), words(best, marks)
        same = difflib.SequenceMatcher(a=a, b=b, autojunk=False)
        changed += len(a) - sum(m.size for m in same.get_matching_blocks())
        offered += bool(shown)
        if verbose and shown:
            print("  ", query, "=>", shown)
    print(f"{total} right words: {1 - changed / total:.2%} left alone; "
          f"{offered} of {len(queries)} queries were offered another")


def read_answers(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]


def main():
    verbose = "-v" in sys.argv
    paths = [arg for arg in sys.argv[1:] if arg != "-v"]
    queries, mistyped = read(paths[0]), read(paths[1])
    count_offered(queries, mistyped, read_answers(paths[2]), verbose)
    count_left_alone(queries, read_answers(paths[3]), verbose)


main()
