"""A file a command: its options and what it does, under the name `command`.

The group in `digest.cli` imports all of them for `digest --help`, so none imports a heavy library before it is run.
"""
