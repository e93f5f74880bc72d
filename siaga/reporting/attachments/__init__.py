"""Files that belong to a report: kept by digest outside the web root, looked into before they are believed.

storage: how a file becomes durable before its row exists. checking: what it really is. pictures: the copies that
pages show. names: which files the answers of a report ask for.
"""
