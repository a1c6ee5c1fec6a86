"""A language model, where the user configures one: it may phrase and understand, never decide.

Everything that it says passes the same last gate as the assistant's own sentences. Without one, or
where it fails in any way, the assistant's own answer stands.
"""
