"""`python -m digest`."""

from digest.cli import main

if __name__ == "__main__":  # a process that works for us imports this too
    main()
