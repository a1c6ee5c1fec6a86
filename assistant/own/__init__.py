"""What the user added, while questions are answered: documents and tables of their own."""
