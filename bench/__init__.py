"""Benchmarks: each module has a `main(quick)` that yields figures; `bin/bench NAME` prints them."""
