"""A process of its own that writes to the test's database: `python sqlite_writer.py FILE NAME COUNT [hold]`."""

import sys
import time

from tests.config.sqlite_office import office, write_row


def main() -> None:
    path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    connection = office(path)
    if sys.argv[4:] == ["hold"]:
        with_open_transaction(connection, name)
    print(max(write_row(connection, name, number) for number in range(count)))


def with_open_transaction(connection, name):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.cursor().execute("INSERT INTO rows VALUES (%s, %s)", [name, 0])
    print("holding", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main()
