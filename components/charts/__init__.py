"""Charts: a DataFrame in, a plotly figure out; one form a function, no query, no Streamlit."""
