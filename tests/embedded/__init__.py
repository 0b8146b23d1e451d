"""Tests of the embedded servers, the demo and the entry point of a checkout."""
