"""The joint meeting 联席会议 as rules on plain values: its days, its agenda, its minutes, and what comes before it."""
