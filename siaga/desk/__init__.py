"""The desk and its people: agencies, offices with terms, accounts and grants, support requests."""
