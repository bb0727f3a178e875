# SPDX-License-Identifier: GPL-2.0-or-later
"""One request of FastCGI: fastcgi.py SOCKET NAME=VALUE..., prints the answer."""
import socket
import struct
import sys

BEGIN, END, PARAMS, STDIN, STDOUT = 1, 3, 4, 5, 6


def record(kind, content):
    return struct.pack(">BBHHBB", 1, kind, 1, len(content), 0, 0) + content


def pair(text):
    name, value = (part.encode() for part in text.split("=", 1))
    return struct.pack(">II", len(name) | 1 << 31, len(value) | 1 << 31) \
        + name + value


def main():
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(60)
    client.connect(sys.argv[1])
    params = b"".join(pair(text) for text in sys.argv[2:])
    client.sendall(record(BEGIN, struct.pack(">HB5x", 1, 0))
                   + record(PARAMS, params) + record(PARAMS, b"")
                   + record(STDIN, b""))
    answer = client.makefile("rb")
    while True:
        _, kind, _, length, padding, _ = struct.unpack(
            ">BBHHBB", answer.read(8))
        content = answer.read(length)
        answer.read(padding)
        if kind == STDOUT:
            sys.stdout.buffer.write(content)
        elif kind == END:
            break


main()
