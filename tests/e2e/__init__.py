"""The demo as its user has it: started by its command, looked at in a browser."""
