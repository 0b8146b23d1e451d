"""Tests of the mails: what they say, how they leave, and the sink that catches them."""
