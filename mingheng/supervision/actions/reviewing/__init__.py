"""Every write about reviews."""
