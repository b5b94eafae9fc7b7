"""How long a backup and its rehearsed restore take: `python -m bench.backup --data DIR`, or of an office made for it.

Both are the commands that an operator runs, the restore into an empty folder with a copy of the keys; it compares both
ends and computes the whole log again.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--voices", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.data.parent if options.data else None) as folder:
        measure(options.data or fill(Path(folder) / "var", options.voices), Path(folder))


def fill(data: Path, voices: int) -> Path:
    run("demo", "--voices", str(voices), "--data", str(data))
    return data


def measure(data: Path, folder: Path) -> None:
    """Prints what was saved, how large it was, and the seconds of both."""
    path, place = folder / "one.backup", folder / "restored"
    saved, backup_seconds = run("backup", "--out", str(path), "--data", str(data))
    shutil.copytree(data / "keys", place / "keys")
    busy = os.getloadavg()[0]
    restored, restore_seconds = run("restore", str(path), "--data", str(place))
    same = restored["ok"] and all(saved[name] == restored[name] for name in ("voices", "ledger_size", "root", "files"))
    print(
        f"{saved['voices']} voices, {saved['ledger_size']} entries of the log, {saved['files']} files, "
        f"{saved['bytes'] / 1e6:.0f} MB sealed: backup {backup_seconds:.1f} s, restore {restore_seconds:.1f} s, "
        f"{'both ends agree' if same else 'THE ENDS DIFFER'}; load of the machine {busy:.1f}"
    )
    if not same:
        sys.exit(1)


def run(*arguments: str) -> tuple[dict[str, object], float]:
    """The keys of a command of ours, and its seconds."""
    begin = time.monotonic()
    command = [sys.executable, "-m", "huiying", *arguments, "--json"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout), time.monotonic() - begin


if __name__ == "__main__":
    main()
