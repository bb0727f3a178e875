# SPDX-License-Identifier: GPL-2.0-or-later
"""How often a mistyped query's correction is among the first three.

usage: corrections.py QUERIES MISTYPED ANSWERS [LEFT]

QUERIES and MISTYPED have lines of QID<TAB>QUERY, ANSWERS what tracuu --batch
MISTYPED --format json said. With LEFT, its answers to QUERIES, how many of their
words were left alone. Queries are compared in their letters; in their marks,
too, where MISTYPED has any.
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


def main():
    right, first, n, missed = 0, 0, 0, []
    queries, mistyped = read(sys.argv[1]), read(sys.argv[2])
    answers = [json.loads(line) for line in open(sys.argv[3])]
    for query, typed, answer in zip(queries, mistyped, answers, strict=True):
        if query == typed:
            continue
        n += 1
        marks = has_marks(typed)
        # What only has the same words is no correction.
        found = [words(c, marks) for c in candidates(answer)]
        found = [f for f in found if f != words(typed, marks)]
        if not marks:
            unique = []
            for f in found:
                if f not in unique:
                    unique.append(f)
            found = unique
        want = words(query, marks)
        first += found[:1] == [want]
        right += want in found[:3]
        if want not in found[:3]:
            missed.append((typed, candidates(answer)))
    print(f"{n} mistyped: right one among the first three {right / n:.1%}, "
          f"first {first / n:.1%}")
    for typed, shown in missed if "-v" in sys.argv else []:
        print("  ", typed, "->", shown)
    if len(sys.argv) > 4 and sys.argv[4] != "-v":
        total = changed = offered = 0
        for query, answer in zip(queries, map(json.loads, open(sys.argv[4]))):
            total += len(words(query, False))
            shown = [answer["query"]] if "typed" in answer else []
            shown += [c["query"] for c in answer.get("corrections", [])]
            best = shown[0] if shown else query
            marks = has_marks(query)
            a, b = words(query, marks), words(best, marks)
            same = difflib.SequenceMatcher(a=a, b=b, autojunk=False)
            changed += len(a) - sum(
                m.size for m in same.get_matching_blocks())
            offered += bool(shown)
            if shown and "-v" in sys.argv:
                print("  ", query, "=>", shown)
        print(f"{total} right words: {1 - changed / total:.2%} left alone; "
              f"{offered} of {len(queries)} queries were offered another")


main()
