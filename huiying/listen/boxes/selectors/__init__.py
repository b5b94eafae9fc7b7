"""Reading boxes, their slips and batches."""
