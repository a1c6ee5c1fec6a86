"""The case that a turn puts: its own facts with what the conversation carries."""
