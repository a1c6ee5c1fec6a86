"""The app in the browser: its pages and what they share."""
