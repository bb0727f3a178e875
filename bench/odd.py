# SPDX-License-Identifier: GPL-2.0-or-later
"""Odd queries, a batch for tracuu: odd.py NUMBER SEED >FILE.

First those that once were dear: wildcards, long lists, long phrases, brackets
and quotes without end. Then as many as are asked for, put together by chance of
words, operators, and bytes that are no text; the same ones for the same seed.
"""
import random
import sys

WORDS = """đất đai quyết định nghị định ủy ban nhân dân tỉnh của và các được cho
thuê khu công nghiệp dat dai quyet dinh uy ban nhan dan cua va cac duoc cho t*
th* ng* n* tr* quy* a b c 1 2 2020 12/2020/NQ-HĐND 61/2020/QH14 29/6/2020 ubnd
hđnd ddaats nghieepj xyzzy" """.replace('"', "").split()
SIGNS = ["OR", "HOẶC", "AND", "NOT", "(", ")", '"', "-", "--", "NEAR/2",
         "GẦN/100", "NEAR/999999", "tieu_de:", "loai:", "nam:", "ngay:",
         "so:", "co_quan:", "từ 2019 đến 2021", "năm ngoái", "*", ":", "..",
         "“", "”", "(a OR", "-(", '-"', "quý I/2025"]
DEAR = [
    "t* " * 20, "n* ng* t* th* tr* " * 6, "-t* " * 20,
    " OR ".join(["t*", "n*", "c*", "h*"] * 10),
    "của và các được cho " * 1000, '"' + "và các " * 1500 + '"',
    " OR ".join("x%d" % i for i in range(50000)),
    " OR ".join(["của", "và", "các"] * 300),
    "(" * 100000, "(" * 2000 + "a" + ")" * 2000, '"' * 100000,
    '"a" ' * 2000, "a" * 1000000, "a " * 3000, "-a " * 3000,
    "của NEAR/100 và NEAR/100 các NEAR/100 được NEAR/100 cho",
    '"của và" "các được" "cho của" "và các"', "tieu_de:(của và các được cho)",
    "(của OR và) (các OR được) (cho OR của) -(nhân OR dân)",
    "ủy ban nhân dân tỉnh " * 40, "12/2020/NQ-HĐND " * 60,
    "nam:" * 1000, "ngay:1..9999 " * 50, "\\x00\\xff" * 500,
]


def piece(dice):
    kind = dice.random()
    if kind < 0.6:
        return dice.choice(WORDS).encode()
    if kind < 0.9:
        return dice.choice(SIGNS).encode()
    return bytes(dice.choice(b"\x01\x7f\x80\xc2\xcc\x81\xe1\xff(){}[]*\"-:;/.")
                 for _ in range(dice.randint(1, 6)))


def odd(dice):
    n = min(int(dice.expovariate(1 / 12)) + 1, 400)
    between = b" " if dice.random() < 0.9 else b""
    return between.join(piece(dice) for _ in range(n))


def main():
    number, dice = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    out = sys.stdout.buffer
    for i, query in enumerate(DEAR):
        out.write(b"dear%d\t%s\n" % (i, query.encode()))
    for i in range(number):
        out.write(b"odd%d\t%s\n" % (i, odd(dice)))


main()
