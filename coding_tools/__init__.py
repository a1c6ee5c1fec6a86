"""coding_tools."""
