"""What is claimed of speed or accuracy is measured here."""
