"""A double of Stripe for development and tests: a stateful server that Stripe's own SDK speaks with, unchanged.

It holds customers, prices, taxes, payment methods, subscriptions, invoices, checkout and portal pages, meters, refunds,
disputes, test clocks and signed webhooks as API version 2026-10-28.endive has them. `server.serve` runs it for the
demo, `server.stripe_double` in a test; `control` is the door for what Stripe would never let a client do.

What it does not do: charge anybody; accounts, Connect, payouts, balance transactions and fees; payment intents, charges
and checkout in payment mode (money is asked for by invoices only); automatic tax; currencies side by side; credit
notes, quotes, search, files and reports; pending updates, billing thresholds and backdated subscriptions; schedules
that begin in the future; prorated usage. A checkout that the bank refuses leaves no trace in the API. A parameter it
does not know is refused; what concerns only the looks of Stripe's pages is taken and not shown.
"""
