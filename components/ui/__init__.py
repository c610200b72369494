"""What Streamlit draws and hears: nothing else in the project knows it but pages and the main script."""
