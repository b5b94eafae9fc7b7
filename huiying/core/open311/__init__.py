"""Open311 GeoReport v2 as values: errors, moments and windows, service attributes, XML and JSON. No Django, no I/O.

Source: http://wiki.open311.org/GeoReport_v2, and its updates extension.
"""
