"""Every read about reviews."""
