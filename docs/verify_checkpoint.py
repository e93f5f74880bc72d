#!/usr/bin/env python3
"""Prove or refute a ledger export of Siaga by a checkpoint printed on paper.

    python3 verify_checkpoint.py EXPORT.jsonl.gz --root HEX --day 2024-10-30 [--number N]

EXPORT is what ``siaga ledger export`` (or the page Buku besar) writes today. HEX is the root printed on the paper
that you kept; spaces and capitals do not matter. The script needs Python 3.8 and nothing else, and shares no code with
Siaga: it recomputes every hash from the entries upwards. The format and the arithmetic are in docs/ledger.md.

Exit status: 0 proven, 1 refuted, 2 the export or the arguments cannot be used.
"""

import argparse
import base64
import gzip
import hashlib
import json
import sys

GENESIS = "0" * 64


def sha(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def body_hash(entry):
    names = ("chain", "at", "actor", "action", "object", "before", "after", "reason", "rows")
    return sha(canonical({name: entry[name] for name in names}).encode())


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def root_of(point, heads):
    leaves = [hashlib.sha256(b"\x00" + "|".join(map(str, head)).encode()).digest() for head in sorted(heads)]
    parts = (point["number"], point["day"], point["at"], point["previous_root"], point["entries"], tree(leaves).hex())
    return sha(b"\x02" + "|".join(map(str, parts)).encode())


class Refuted(Exception):
    """The export does not hold against itself or against the paper."""


class Unusable(Exception):
    """The file or the arguments cannot be read."""


def read(path):
    """Chains as {chain: [hash at position 1, 2, ...]}, checkpoints by number, and the count of waiting entries."""
    chains, points, rows, waiting = {}, {}, set(), 0
    exported, number = None, 0
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        for number, line in enumerate(file, 1):
            item = json.loads(line)
            kind = item["kind"]
            if number == 1:
                if kind != "header" or item.get("format") != "siaga-ledger-1":
                    raise Unusable("this is not an export of a Siaga ledger, or of a newer format")
                exported = item["chains"]
            elif kind == "rows":
                if sha(gzip.decompress(base64.b64decode(item["gzip"]))) != item["digest"]:
                    raise Refuted(f"line {number}: kept rows {item['digest'][:16]} were changed")
                rows.add(item["digest"])
            elif kind == "entry":
                waiting += entry(number, item, chains, rows)
            elif kind == "checkpoint":
                points[item["number"]] = item
    if number == 0:
        raise Unusable("the file is empty")
    return chains, points, waiting, exported


def entry(number, item, chains, rows):
    """Check one entry and append its hash to its chain; 1 if it still waits for its seal."""
    where = f"line {number}: entry {item['id']} of chain {item['chain']}"
    if body_hash(item) != item["body_hash"]:
        raise Refuted(where + " was changed after it was written")
    if item["rows"] and item["rows"] not in rows:
        raise Refuted(where + " has lost its kept rows")
    seal = item["seal"]
    if seal is None:
        return 1
    chain = chains.setdefault(item["chain"], [])
    previous = chain[-1] if chain else GENESIS
    if seal["seq"] != len(chain) + 1:
        raise Refuted(f"{where}: position {len(chain) + 1} is missing")
    this = sha(f"{previous}|{seal['seq']}|{item['id']}|{item['body_hash']}".encode())
    if seal["prev_hash"] != previous or seal["hash"] != this:
        raise Refuted(f"{where}, position {seal['seq']}: it is not linked to the one before")
    chain.append(this)
    return 0


def against_paper(chains, points, exported, root, day, number):
    """The checkpoint of the paper, recomputed from the chains of the export; raises Refuted."""
    same_day = [point for point in points.values() if point["day"] == day and number in (None, point["number"])]
    if not same_day:
        raise Refuted(f"the export holds no such checkpoint of {day}: it was removed, or its day was changed")
    problems = []
    for point in same_day:
        heads = []
        for chain, seq, stored in point["heads"]:
            if exported is not None and chain not in exported:
                heads.append((chain, seq, stored))  # not in this export: taken as stated, bound by the root
                continue
            there = chains.get(chain, [])
            if len(there) < seq:
                problems.append(f"chain {chain} ends at position {len(there)}, the paper covers {seq}")
            elif there[seq - 1] != stored:
                problems.append(f"chain {chain} was rewritten at or before position {seq}")
            heads.append((chain, seq, there[seq - 1] if len(there) >= seq else stored))
        if heads and root_of(point, heads) == root and not problems:
            return point
        if root != point["root"]:
            problems.append(f"checkpoint {point['number']} of the export has another root than the paper")
    raise Refuted("; ".join(problems) or "the chains do not give the root of the paper")


def links(points, proven):
    """The checkpoints that the proven one rests on must be linked to it without a gap."""
    for number in range(proven["number"], 0, -1):
        point = points.get(number)
        before = points.get(number - 1)
        if point is None or root_of(point, [tuple(head) for head in point["heads"]]) != point["root"]:
            raise Refuted(f"checkpoint {number} is missing or was changed")
        if point["previous_root"] != (before["root"] if before else GENESIS):
            raise Refuted(f"checkpoint {number} is not linked to the one before it")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("export")
    parser.add_argument("--root", required=True, help="the root on the paper, 64 hexadecimal digits")
    parser.add_argument("--day", required=True, help="the day on the paper, as 2024-10-30")
    parser.add_argument("--number", type=int, help="the number of the checkpoint, if several were made on that day")
    args = parser.parse_args()
    root = "".join(args.root.split()).lower()
    try:
        if len(root) != 64 or set(root) - set("0123456789abcdef"):
            raise Unusable(f"the root has 64 hexadecimal digits; {len(root)} were given")
        try:
            chains, points, waiting, exported = read(args.export)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise Unusable(f"the export cannot be read: {error}") from error
        point = against_paper(chains, points, exported, root, args.day, args.number)
        links(points, point)
    except Refuted as found:
        print(f"REFUTED: {found}.")
        print(f"What the paper of {args.day} covers has been changed since it was printed.")
        return 1
    except Unusable as error:
        print(f"UNUSABLE: {error}.", file=sys.stderr)
        return 2
    covered = {chain: seq for chain, seq, _ in point["heads"]}
    beyond = sum(len(hashes) - covered.get(chain, 0) for chain, hashes in chains.items())
    print(f"PROVEN: checkpoint {point['number']} of {point['day']}, made at {point['at']}.")
    print(f"The {point['entries']} entries that it covers are as they were when the paper was printed.")
    if exported is not None:
        print(f"Recomputed from this export: chains {', '.join(exported)}; the others as far as the root binds them.")
    print(
        f"Beyond this proof: {beyond} sealed and {waiting} waiting entries written after the paper. They agree with"
        " themselves, but only a later paper can prove that they were not rewritten."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
