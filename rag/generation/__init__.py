"""Writers: evidence -> sentences that claim their sources."""
