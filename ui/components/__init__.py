"""The parts of the page that Streamlit has no element for."""
