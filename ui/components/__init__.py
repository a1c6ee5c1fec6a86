"""The two parts of the page that Streamlit has no element for."""
