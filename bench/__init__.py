"""Benchmarks: figures of ours beside those of what could be picked instead. Never part of the tests."""
