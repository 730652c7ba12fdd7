"""What the desk reads to draw its pages."""
