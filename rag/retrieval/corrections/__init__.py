"""Handles the corrections among what was found: what they put right, what they take back, and how
both are ranked.
"""
