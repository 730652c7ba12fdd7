"""Reading the register of complaints and petitions."""
