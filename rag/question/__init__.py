"""Understands a question: its language, the moment that it is asked from, the time it is about, and
what it takes from the turns before it.
"""
