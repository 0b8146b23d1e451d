"""The contestants CarBot is measured against, each behind the same `POST /graphql`."""
