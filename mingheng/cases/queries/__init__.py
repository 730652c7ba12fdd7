"""Every read of cases, one file per page or purpose."""
