"""What an answer is worth: one small scorer for each thing that a case can expect."""
