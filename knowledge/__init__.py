"""What is known: data files, the records that they are read into, and the one loader that checks."""
