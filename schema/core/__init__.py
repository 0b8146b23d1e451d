"""What all schema modules share: context, ids, scalars, connections, mutations and the ASGI edge."""
