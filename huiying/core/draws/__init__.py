"""Drawing by lot in the open: who is called back, where and when an unannounced check goes.

The office cannot steer it beforehand and anybody can repeat it afterwards (docs/algorithms/draws.md).
"""
