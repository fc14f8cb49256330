"""The only reusable Streamlit code: the frame, the map, the filters, the card, the table."""
