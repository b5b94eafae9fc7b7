"""Open311 in both directions: requests that apps send us, and those of other systems that we bring in and answer."""
