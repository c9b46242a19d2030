"""Charts: series in, figure out. ``svg`` draws without script, ``trend`` for plotly."""
