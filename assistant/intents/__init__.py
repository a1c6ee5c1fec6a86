"""What kind of answer is asked for."""
