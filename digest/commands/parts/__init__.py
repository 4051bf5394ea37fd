"""What the commands are made of: the options they share, and the work of the longer ones, imported when it is run."""
