"""Everything drawn by matplotlib: the map to print (`printed_map`) and the page with
clauses (`handout`).
"""
