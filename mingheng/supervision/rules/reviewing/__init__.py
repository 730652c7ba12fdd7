"""Reviewing by a scoring standard: what a sheet says, what comes of two or three, who may review and who may look."""
