"""Answering: one module for each kind of question, from exact tools and cited passages."""
