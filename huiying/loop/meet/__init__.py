"""The joints of the joint meeting: from what waits for it to what its resolutions set off in other rooms."""
