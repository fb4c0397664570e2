"""Corrections among what was found: what they put right, what they take back, how both are ranked."""
