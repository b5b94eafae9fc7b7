"""Which category a message belongs to: a linear model on character and word n-grams, its reasons and its figures.

docs/algorithms/category.md tells how and what was measured. The web process never imports this package: numpy,
scikit-learn and the segmenter belong to the worker and to commands.
"""
