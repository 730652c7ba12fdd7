"""The cockpit: where the district stands, on one page."""
