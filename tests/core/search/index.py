"""An index of texts by the real engines, as the room of search will ask it: pieces, then the check on the text."""

import sqlite3

from huiying.core.search import matches, query, tokens, windows


class Index:
    """Texts by number; each window is a row. `find` answers what the index and the check say together."""

    def __init__(self, texts=()):
        self.texts = []
        self.make()
        for text in texts:
            self.put(text)

    def put(self, text):
        self.texts.append(text)
        for window in windows(text):
            self.insert(len(self.texts) - 1, window)

    def find(self, phrase):
        asked = query(phrase)
        if asked is None:
            return set()
        found = set.intersection(*(set(self.look_up(piece)) for piece in asked.pieces))
        return found if asked.is_exact else {number for number in found if matches(self.texts[number], asked)}


class ExternalIndex(Index):
    """SQLite's, over a table that keeps the tokens; a trigger takes out what is erased."""

    def make(self):
        self.connection = sqlite3.connect(":memory:")
        self.connection.executescript("""
            CREATE TABLE window (id INTEGER PRIMARY KEY, text INTEGER, tokens TEXT);
            CREATE VIRTUAL TABLE found USING fts5(tokens, content=window, content_rowid=id, tokenize=ascii);
            CREATE TRIGGER put AFTER INSERT ON window BEGIN
              INSERT INTO found (rowid, tokens) VALUES (new.id, new.tokens); END;
            CREATE TRIGGER erase AFTER DELETE ON window BEGIN
              INSERT INTO found (found, rowid, tokens) VALUES ('delete', old.id, old.tokens); END;
        """)

    def insert(self, number, window):
        self.connection.execute("INSERT INTO window (text, tokens) VALUES (?, ?)", (number, window.tokens))

    def look_up(self, piece):
        rows = self.connection.execute(
            "SELECT text FROM window WHERE id IN (SELECT rowid FROM found WHERE found MATCH ?)", (piece.fts5,)
        )
        return [number for (number,) in rows]

    def erase(self, number):
        self.connection.execute("DELETE FROM window WHERE text = ?", (number,))

    def close(self):
        self.connection.close()


class SignsIndex(ExternalIndex):
    """SQLite's without content, of less than half the size: the signs are kept, and give the tokens to be taken out.

    It also has an index of single signs (`prefix=4`).
    """

    def make(self):
        self.connection = sqlite3.connect(":memory:")
        self.connection.executescript("""
            CREATE TABLE window (id INTEGER PRIMARY KEY, text INTEGER, signs TEXT);
            CREATE VIRTUAL TABLE found USING fts5(tokens, content='', tokenize=ascii, prefix=4);
        """)

    def insert(self, number, window):
        row = self.connection.execute("INSERT INTO window (text, signs) VALUES (?, ?)", (number, window.signs))
        self.connection.execute("INSERT INTO found (rowid, tokens) VALUES (?, ?)", (row.lastrowid, window.tokens))

    def erase(self, number):
        rows = self.connection.execute("DELETE FROM window WHERE text = ? RETURNING id, signs", (number,)).fetchall()
        self.connection.executemany(
            "INSERT INTO found (found, rowid, tokens) VALUES ('delete', ?, ?)",
            [(row, tokens(signs)) for row, signs in rows],
        )


class TsvectorIndex(Index):
    """PostgreSQL's, in a table of this session."""

    def make(self):
        from django.db import connection

        self.cursor = connection.cursor()
        self.cursor.execute("CREATE TEMPORARY TABLE found (text integer, tokens tsvector)")
        self.cursor.execute("CREATE INDEX ON found USING gin (tokens)")

    def insert(self, number, window):
        self.cursor.execute("INSERT INTO found VALUES (%s, to_tsvector('simple', %s))", (number, window.tokens))

    def look_up(self, piece):
        self.cursor.execute("SELECT text FROM found WHERE tokens @@ %s::tsquery", (piece.tsquery,))
        return [number for (number,) in self.cursor]

    def erase(self, number):
        self.cursor.execute("DELETE FROM found WHERE text = %s", (number,))

    def close(self):
        self.cursor.execute("DROP TABLE found")
        self.cursor.close()
