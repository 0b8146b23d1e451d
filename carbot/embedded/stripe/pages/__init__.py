"""The pages a customer sees: paying, looking after a subscription, an invoice, the bank's question."""
