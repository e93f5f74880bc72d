"""Signing in, the own account, invitations, the first set-up: django-allauth in our frame and words."""
