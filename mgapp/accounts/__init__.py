"""Who logs in: django-allauth's accounts, reduced to a name and a password.

The app `tracker` knows only that there are logins; what is here makes the person of a new one.
"""
