"""The record of the plans and its geography. Pure Python: nothing here imports streamlit."""
