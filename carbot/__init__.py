"""CarBot: wiring, settings, command line, HTTP edges, vendor clients and the embedded servers. No business."""
