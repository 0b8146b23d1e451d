"""The guides run as they are written."""
