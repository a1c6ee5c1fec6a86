"""What is known: data files, the records they are read into, and the loader that checks them."""
