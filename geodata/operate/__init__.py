"""What the operator runs: the command line, the store of editions, static files, the doctor."""
