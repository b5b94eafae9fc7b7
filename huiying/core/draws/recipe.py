"""How anybody draws again, in a few lines of Python alone; the public page shows them, a test runs them."""

RECIPE = """\
import hashlib, hmac, pathlib

lines = pathlib.Path("draw.txt").read_text("utf-8").split("\\n")[:-1]
said = dict(line.split(" ", 1) for line in lines[:10])
frame = [line[2:] for line in lines if line.startswith("n ")]
drawn = [line[2:] for line in lines if line.startswith("d ")]


def sha256(rows):
    return hashlib.sha256("".join(row + "\\n" for row in rows).encode()).hexdigest()


print("announced:", sha256(lines[:8]))
print("list:", sha256(sorted(frame)))
key = hmac.digest(bytes.fromhex(said["seed"]), said["drawn-with"].encode(), "sha256")
order = sorted(frame, key=lambda name: hmac.digest(key, name.encode(), "sha256"))
print("drawn as published:", order[: int(said["wanted"])] == drawn)
"""
"""Prints the two fingerprints to compare with the public log, and whether the same names are drawn."""
