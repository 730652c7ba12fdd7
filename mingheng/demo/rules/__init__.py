"""The fiction and how it is told: pure, without Django and without a database."""
