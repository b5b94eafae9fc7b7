"""What would the tests of the log not notice? Changes huiying/core/translog in a copy, one thing at a time.

Prints the changes that no test noticed; ends with 1 when fewer than 90 % were noticed. What is changed stands in
pyproject.toml, [tool.mutmut]. Arguments are names of functions, with * for any.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
LEAST = 0.9
NOTICED = ("killed", "timeout", "segfault")
UNNOTICED = ("survived", "no_tests", "suspicious")


def copy(folder: Path) -> None:
    """The files of the repository as they are now, without those that git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def mutmut(folder: Path, *args: str) -> None:
    env = {"HUIYING_TEST_DATA": str(DATA), **os.environ}
    subprocess.run([Path(sys.executable).with_name("mutmut"), *args], cwd=folder, env=env, check=True)


def main() -> int:
    with TemporaryDirectory(prefix="huiying-mutants-") as name:
        folder = Path(name)
        copy(folder)
        mutmut(folder, "run", *sys.argv[1:])
        mutmut(folder, "results")
        mutmut(folder, "export-cicd-stats")
        counts = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text())
    noticed = sum(counts[kind] for kind in NOTICED)
    tried = noticed + sum(counts[kind] for kind in UNNOTICED)
    share = noticed / tried
    print(f"{noticed} of {tried} changes were noticed: {share:.1%}")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
