"""The commands of the command line, one a file; each is loaded only when it is called."""
