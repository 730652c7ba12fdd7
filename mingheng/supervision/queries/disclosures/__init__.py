"""Reading what was published of the decisions, and what was checked."""
