"""The benchmarks: their peers answer as we do, and their instruments measure what they say."""
