"""FTS5 takes a row out by a note in a newer segment, and a new file copies the older one: it must be settled."""

import json

from tests import migrated
from tests.faces.cli.running import huiying


def test_what_was_dropped_stands_in_the_file_until_the_index_is_settled(tmp_path):
    migrated.lay_into(tmp_path)
    done = huiying(module="huiying.faces.cli.prepare", HUIYING_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    done = huiying(module="tests.foundation.search.office_to_settle", HUIYING_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    before, after = json.loads(done.stdout)
    assert before >= 8
    assert after == 0
