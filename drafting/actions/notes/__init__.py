"""What is done with a note as a whole: creating, discarding, settings, and what its pages show."""
