"""What supervision owes, month by month: what is required of each squad, done and still owed, and the draw that keeps it. Pure."""
