# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a page again and again while its index is made anew, and look at every
answer: it is 200, whole, and the same as before, whichever generation it is of.

usage: ask.py SOCKET QUERIES REQUESTS BEGUN DONE
SOCKET is nginx's; QUERIES a file with one query a line. Makes the file BEGUN
when it has the first answer, and ends after so many requests once the file DONE
is there. Prints how many requests, how many ETags the first query had (one a
generation), how long the longest took, and what was wrong.
"""
import hashlib
import os
import socket
import sys
import time
import urllib.parse


def connect(path):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(60)
    client.connect(path)
    return client


def read_answer(client, rest):
    """Status line, fields, body; what follows."""
    while b"\r\n\r\n" not in rest:
        rest += receive(client)
    head, rest = rest.split(b"\r\n\r\n", 1)
    lines = head.decode("ascii").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    length = int(fields["content-length"])
    while len(rest) < length:
        rest += receive(client)
    return lines[0], fields, rest[:length], rest[length:]


def receive(client):
    got = client.recv(1 << 16)
    if not got:
        raise OSError("the connection was closed")
    return got


def wrong(status, fields, body, seen, query):
    if status != "HTTP/1.1 200 OK":
        return status
    if not body.rstrip().endswith(b"</html>"):
        return "the page is not whole"
    digest = hashlib.md5(body).digest()
    if seen.setdefault(query, digest) != digest:
        return "another page than before"
    return None


def main():
    path, queries, requests, begun, done = sys.argv[1:]
    with open(queries, encoding="utf-8") as lines:
        addresses = ["/tra-cuu?q=" + urllib.parse.quote(line.rstrip("\n"))
                     for line in lines]
    client, rest = connect(path), b""
    seen, etags, faults, n, last = {}, set(), {}, 0, False
    longest = 0.0
    while not last:
        last = n >= int(requests) and os.path.exists(done)
        # The first one often, and at the end: it tells the generations.
        query = addresses[0 if last or n % 50 == 0 else n % len(addresses)]
        sent = time.monotonic()
        try:
            client.sendall(
                f"GET {query} HTTP/1.1\r\nHost: a.vn\r\n\r\n".encode())
            status, fields, body, rest = read_answer(client, rest)
            fault = wrong(status, fields, body, seen, query)
        except (OSError, ValueError, KeyError) as failure:
            fault, rest = str(failure), b""
            client.close()
            client = connect(path)
        else:
            if query == addresses[0]:
                etags.add(fields.get("etag"))
            # nginx does that after a thousand requests.
            if fields.get("connection") == "close":
                client.close()
                client, rest = connect(path), b""
        longest = max(longest, time.monotonic() - sent)
        if fault is not None:
            faults[fault] = faults.get(fault, 0) + 1
        if n == 0:
            open(begun, "w", encoding="ascii").close()
        n += 1
    print(f"requests {n}\ngenerations {len(etags)}\nlongest {longest:.3f} s")
    print(f"faults {sum(faults.values())}")
    for fault, times in sorted(faults.items()):
        print(f"{times} times: {fault}")


main()
