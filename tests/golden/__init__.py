"""The golden corpus: operations whose answers and statements are written down, and answered alike by two executors."""
