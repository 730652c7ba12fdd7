"""Every read of the case centre."""
