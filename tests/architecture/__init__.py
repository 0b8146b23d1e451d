"""The house's own rules that no linter checks."""
