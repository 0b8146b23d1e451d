"""The GraphQL edge: one schema for dashboard, widget and partners. Types are declared, bound to their models."""
