"""Passkeys, codes of an app and recovery codes: to log in with, and kept by their owner."""
