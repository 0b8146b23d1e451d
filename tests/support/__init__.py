"""What tests of every noun share: servers, and what stands behind the protocols of clients."""
