"""Measuring the assistant: cases of our own, what they expect, and what an answer is worth."""
