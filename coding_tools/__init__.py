"""The exact rules: units, pairs, modifiers, code choice, status, documentation and claims, pure."""
