"""The same deeds for programs: one file per noun, JSON in and out."""
