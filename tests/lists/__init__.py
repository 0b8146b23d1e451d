"""Lists: filters, orders, pages and text search, through the API and on the plans PostgreSQL makes of them."""
