"""Benchmarks: CarBot against its peers and against the limit, on one database it builds itself."""
