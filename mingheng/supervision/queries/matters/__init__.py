"""Every read of matters of supervision."""
