"""What the worker makes of what people say: it reads what waits, and works over the whole office at night.

To hang something on a new voice, add to `reading.STEPS`; to do something each night, add to `nightly.JOBS`.
"""
