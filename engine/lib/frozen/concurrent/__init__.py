"""Packages for running things at the same time: concurrent.futures."""
