"""three 0.8.0, with the one line that Python 3 needs: `python ask_with_three.py ADDRESS NUMBER HIDDEN KEY`."""

import itertools
import sys

itertools.ifilter = filter

from three import Three  # noqa: E402  after the line above

address, number, hidden, key = sys.argv[1:]
office = Three(f"{address}/open311/v2", api_key=key, jurisdiction="liuxi.example")

(endpoint,) = office.discovery()["endpoints"]
assert endpoint["url"] == f"{address}/open311/v2"
services = office.services()
code = services[-1]["service_code"]
assert office.services(code)["service_code"] == code

assert number in {one["service_request_id"] for one in office.requests()}
assert office.requests(code) == [] or all(one["service_code"] == code for one in office.requests(code))
assert len(office.requests(count=1)) == 1
assert office.requests(between=["01-01-2000", "02-01-2000"]) == []
assert office.requests(start="01-01-2000", end="03-01-00") == []
assert office.request(number)[0]["service_request_id"] == number
assert office.token(number)[0]["token"] == number
(error,) = office.request(hidden)
assert error["code"] == 404

(receipt,) = office.post(
    code,
    address="人民路 9 号路口",
    name="Guiying Li",
    email="li@example.org",
    phone="555-5555",
    description="树要倒了。",
)
assert receipt["service_request_id"].isdigit(), receipt
(error,) = office.post(code, address="人民路口", description="")
assert error["code"] == 400
(error,) = office.post(code, address="人民路口", description="树", api_key="wrong")
assert error["code"] == 403
print("ok")
