"""What the business does: use cases, one module per noun. Knows no GraphQL, HTTP, queue or vendor SDK."""
