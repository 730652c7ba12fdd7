"""The register of complaints and petitions, purely: what a file may hold, and what a line of it says."""
