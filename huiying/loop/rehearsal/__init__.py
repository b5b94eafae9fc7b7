"""The office rehearsing itself: demo, simulation, practice, with the same services and a passed `now`."""
