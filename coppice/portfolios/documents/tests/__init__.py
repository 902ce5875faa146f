"""Tests of the documents, and the makers they share with the benchmarks."""
