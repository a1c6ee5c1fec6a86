"""Reading a question: its facts, each found in the words with its place."""
